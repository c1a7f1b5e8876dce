import type { NodeResult } from '../../../support/engine';
import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus({ CACHE_ENABLED: 'true', CACHE_AUTO_PURGE: 'false', CACHE_TTL: '30m' });
const collection = 'tasks';
const expired = { filter: { status: { _eq: 'expired' } } };

beforeAll(async () => {
  await own.collection(collection, [
    { field: 'status', type: 'string' },
    { field: 'title', type: 'string' },
  ]);
});

beforeEach(async () => {
  const ids = (await own.rows(collection)).map(({ id }) => id);
  if (ids.length > 0) await own.arrange('DELETE', `/items/${collection}`, ids);
});

async function make(...titles: string[]): Promise<number[]> {
  const rows = await own.arrange<Array<{ id: number }>>(
    'POST',
    `/items/${collection}`,
    titles.map((title) => ({ title, status: 'expired' })),
  );
  return rows.map(({ id }) => id);
}

test('the server of this file does answer from its cache', async () => {
  const [id] = await make('a');
  await own.arrange('GET', `/items/${collection}/${id}`);
  await own.arrange('PATCH', `/items/${collection}/${id}`, { title: 'b' });
  expect(await own.arrange('GET', `/items/${collection}/${id}`)).toMatchObject({ title: 'a' });
});

test('a row that no longer fits the filter is not deleted', async () => {
  const [first] = await make('one', 'two', 'three');
  await own.run({
    operation: 'updateByQuery',
    json: { collection, query: expired, data: { title: 'seen' } },
  });
  await own.arrange('PATCH', `/items/${collection}/${first}`, { status: 'active' });
  rowsOf(await own.run({ operation: 'deleteByQuery', json: { collection, query: expired } }));
  expect(await own.rows(collection)).toMatchObject([{ id: first, status: 'active' }]);
});

test.each(['get', 'list'])('%s after an update has the new value', async (operation) => {
  const [id] = await make('old');
  const request = operation === 'get' ? { collection, id: String(id) } : { collection, query: {} };
  const read = async (): Promise<unknown> => rowOf(await own.run({ operation, json: request })).title;
  expect(await read()).toBe('old');
  rowOf(await own.run({ operation: 'update', json: { collection, id: String(id), data: { title: 'new' } } }));
  expect(await read()).toBe('new');
});

test('all pages of a list are of one age', async () => {
  const titles = Array.from({ length: 150 }, (_, index) => `row ${index}`);
  const ids = await make(...titles);
  const list = { operation: 'list', json: { collection, query: { sort: ['id'] } } };
  rowsOf(await own.run({ ...list, settings: { returnAll: true } }));
  await own.arrange('PATCH', `/items/${collection}`, { keys: ids, data: { title: 'same' } });
  await own.ask('GET', `/items/${collection}?limit=100&offset=0`);
  const rows = rowsOf(await own.run({ ...list, settings: { returnAll: true } }));
  expect(rows).toHaveLength(150);
  expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['same']));
});

test('a record that somebody has deleted is not there any more', async () => {
  const [id] = await make('gone');
  const json = { collection, id: String(id) };
  rowOf(await own.run({ operation: 'get', json }));
  await own.arrange('DELETE', `/items/${collection}/${id}`);
  errorOf(await own.run({ operation: 'get', json }));
  errorOf(await own.run({ operation: 'delete', json }));
  errorOf(await own.run({ operation: 'update', json: { ...json, data: { title: 'x' } } }));
});

test('a field that is new is known', async () => {
  const create = async (data: object): Promise<NodeResult> =>
    await own.run({ operation: 'create', json: { collection, data: { ...data } } });
  errorOf(await create({ brand_new: 'x' }));
  await own.arrange('POST', `/fields/${collection}`, {
    field: 'brand_new',
    type: 'string',
    meta: {},
    schema: {},
  });
  expect(rowOf(await create({ brand_new: 'x' }))).toMatchObject({ brand_new: 'x' });
});

test('a singleton and the settings have their new values', async () => {
  await own.arrange('POST', '/collections', {
    collection: 'site',
    schema: {},
    meta: { singleton: true },
    fields: [
      { field: 'id', type: 'integer', meta: {}, schema: { is_primary_key: true, has_auto_increment: true } },
      { field: 'name', type: 'string', meta: {}, schema: {} },
    ],
  });
  const name = async (): Promise<unknown> =>
    rowOf(await own.run({ operation: 'getSingleton', json: { collection: 'site' } })).name;
  for (const value of ['one', 'two']) {
    await own.run({ operation: 'updateSingleton', json: { collection: 'site', data: { name: value } } });
    expect(await name()).toBe(value);
  }
});
