import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, failureOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
const TITLE = { field: 'title', type: 'string' };
const textKey = (field: string): object => ({
  field,
  type: 'string',
  meta: {},
  schema: { is_primary_key: true, length: 255 },
});
const numberKey = (field: string): object => ({
  field,
  type: 'integer',
  meta: {},
  schema: { is_primary_key: true, has_auto_increment: true },
});

beforeAll(async () => {
  await own.collection('texts', [TITLE], textKey('name'));
  await own.collection('numbers', [TITLE]);
  await own.collection('coded', [{ field: 'id', type: 'integer' }, TITLE], numberKey('code'));
  await own.arrange('POST', '/collections', {
    collection: 'site',
    schema: {},
    meta: { singleton: true },
    fields: [numberKey('id'), { meta: {}, schema: {}, ...TITLE }],
  });
});

const run = async (
  operation: string,
  json: IDataObject,
  options: INodeParameters = {},
): ReturnType<OwnDirectus['run']> => await own.run({ operation, json, settings: { options } });

describe.each(['.', '..'])('the key "%s"', (name) => {
  const collection = 'texts';
  const title = async (): Promise<unknown> =>
    (await own.rows(collection, { sort: ['name'] })).map((row) => `${String(row.name)} ${String(row.title)}`);

  beforeEach(async () => {
    await own.arrange('DELETE', `/items/${collection}`, {
      query: { limit: -1, filter: { name: { _nnull: true } } },
    });
    await own.arrange('POST', `/items/${collection}`, [
      { name, title: 'odd' },
      { name: 'plain', title: 'stays' },
    ]);
  });

  test('is that very record where the request can hold it', async () => {
    const changed = (to: string): string[] => [`${name} ${to}`, 'plain stays'];
    const data = { name, title: 'upserted' };
    expect(rowOf(await run('upsert', { collection, data }))).toEqual(data);
    expect(await title()).toEqual(changed('upserted'));
    rowOf(await run('create', { collection, data: { name, title: 'updated' } }, { ifExists: 'update' }));
    expect(await title()).toEqual(changed('updated'));
    const query = { filter: { title: { _eq: 'updated' } } };
    rowOf(await run('updateByQuery', { collection, query, data: { title: 'chosen' } }));
    expect(await title()).toEqual(changed('chosen'));
    rowOf(await run('deleteByQuery', { collection, query: { filter: { title: { _eq: 'chosen' } } } }));
    expect(await title()).toEqual(['plain stays']);
    expect(rowOf(await run('create', { collection, data }))).toEqual(data);
  });

  test('is refused by name where it would be another route', async () => {
    const data = { title: 'wrong' };
    for (const [operation, json, field] of [
      ['get', { id: name }, 'id'],
      ['delete', { id: name }, 'id'],
      ['update', { id: name, data }, 'id'],
      ['updateMultiple', { ids: ['plain', name], data }, 'ids[1]'],
      ['updateMultiple', { data: [{ name, ...data }] }, 'data[0].name'],
      ['deleteMultiple', { ids: [name] }, 'ids[0]'],
    ] as const) {
      expect(errorOf(await run(operation, { collection, ...json })).message).toContain(`${field}: "${name}"`);
    }
    expect(errorOf(await run('list', { collection: name })).message).toContain(`collection: "${name}"`);
    const made = { resource: 'collections', operation: 'create', json: { data: { collection: name } } };
    errorOf(await own.run({ ...made, settings: { options: { ifExists: 'update' } } }));
    expect(await title()).toEqual([`${name} odd`, 'plain stays']);
  });
});

test('the key 0 is that very record in every operation', async () => {
  const collection = 'numbers';
  const rows = async (): Promise<IDataObject[]> => await own.rows(collection);
  const done = (title: string, other = 'five'): IDataObject[] => [
    { id: 0, title },
    { id: 5, title: other },
  ];
  rowsOf(await run('createMultiple', { collection, data: [...done('zero')].reverse() }));
  expect(await rows()).toEqual(done('zero'));
  expect(rowOf(await run('get', { collection, id: 0 }))).toEqual({ id: 0, title: 'zero' });
  const form = {
    collection: { __rl: true, mode: 'id', value: collection },
    id: { __rl: true, mode: 'id', value: 0 },
  };
  expect(rowOf(await own.run({ operation: 'get', fields: form }))).toEqual({ id: 0, title: 'zero' });
  expect(rowsOf(await run('updateMultiple', { collection, data: done('list', 'other') }))).toEqual(
    done('list', 'other'),
  );
  expect(await rows()).toEqual(done('list', 'other'));
  rowOf(await run('upsert', { collection, data: { id: 0, title: 'upsert' } }));
  rowOf(await run('update', { collection, id: 0, data: { title: 'update' } }));
  expect(await rows()).toEqual(done('update', 'other'));
  rowOf(await run('deleteMultiple', { collection, ids: [0] }));
  expect(rowOf(await run('create', { collection, data: { id: 0, title: 'new' } }))).toEqual({
    id: 0,
    title: 'new',
  });
  const items = [0, 5].map((id) => ({ collection, id, data: { title: 'batch' } }));
  expect(rowsOf(await own.run({ operation: 'update', items }))).toEqual(done('batch', 'batch'));
  rowOf(await run('delete', { collection, id: 0 }));
  expect(await rows()).toEqual([{ id: 5, title: 'batch' }]);
});

test('a field called id is an ordinary one where the key is another', async () => {
  const collection = 'coded';
  const create = async (id: number): Promise<IDataObject> =>
    rowOf(await run('create', { collection, data: { id, title: 'made' } }));
  expect(await create(0)).toEqual({ code: 1, id: 0, title: 'made' });
  expect(await create(0)).toEqual({ code: 2, id: 0, title: 'made' });
  rowOf(await run('update', { collection, id: 1, data: { id: 2 } }));
  rowsOf(await run('updateMultiple', { collection, ids: [2], data: { id: 1 } }));
  rowOf(await run('upsert', { collection, key: 'id', data: { id: 1, title: 'by id' } }));
  rowOf(await run('deleteByQuery', { collection, query: { filter: { id: { _eq: 2 } } } }));
  expect(await own.rows(collection)).toEqual([{ code: 2, id: 1, title: 'by id' }]);
});

describe('a singleton under Item', () => {
  const collection = 'site';
  const item = { id: 1, title: 'the site' };

  beforeAll(async () => {
    await own.arrange('PATCH', `/items/${collection}`, { title: item.title });
  });

  test.each(['getSingleton', 'list'])('%s gives its item', async (operation) => {
    expect(rowOf(await run(operation, { collection }))).toEqual(item);
  });

  const data = { title: 'wrong' };
  test.each<[string, IDataObject]>([
    ['create', { data }],
    ['createMultiple', { data: [data] }],
    ['get', { id: 2 }],
    ['list', { query: { filter: { title: { _eq: 'no' } } } }],
    ['update', { id: 1, data }],
    ['updateMultiple', { ids: [1], data }],
    ['updateByQuery', { query: { filter: { id: { _eq: 1 } } }, data }],
    ['upsert', { data: { id: 1, ...data } }],
    ['delete', { id: 2 }],
    ['deleteMultiple', { ids: [1] }],
    ['deleteByQuery', { query: { filter: { id: { _eq: 1 } } } }],
  ])('%s leads to the operations for it', async (operation, json) => {
    const { message, description } = errorOf(await run(operation, { collection, ...json }));
    expect(`${message} ${String(description)}`).toMatch(/singleton.*Get Singleton and Update Singleton/);
    expect(await own.arrange('GET', `/items/${collection}`)).toEqual(item);
  });

  test('so do several items at once', async () => {
    const items = [1, 2].map((id) => ({ collection, id, data }));
    const rows = rowsOf(await own.run({ operation: 'update', items, continueOnFail: true }));
    for (const row of rows) expect(failureOf(row)?.description).toContain('Update Singleton');
  });

  test('a field that it lacks is named before it is changed', async () => {
    const json = { collection, query: { fields: ['titel'] }, data };
    expect(errorOf(await run('updateSingleton', json)).message).toContain('titel');
    expect(await own.arrange('GET', `/items/${collection}`)).toEqual(item);
  });
});

test.each([
  ['directus_users', 'User'],
  ['directus_settings', 'Setting'],
  ['directus_files', 'File'],
])('%s under Item points to the resource %s', async (collection, resource) => {
  for (const operation of ['list', 'aggregate', 'getSingleton']) {
    const query = operation === 'aggregate' ? { query: { aggregate: { count: '*' } } } : {};
    const error = errorOf(await run(operation, { collection, ...query }));
    expect(error.description).toContain(`the resource ${resource}.`);
  }
  const data = { id: 'x' };
  expect(errorOf(await run('create', { collection, data })).description).toContain(
    `the resource ${resource}.`,
  );
});

test.each(['nope', 'nope.*', 'count(nope)', 'author.nope', 'author.count(nope)'])(
  'the unknown name %s in fields is named before anything is written',
  async (field) => {
    await own.ask('POST', '/collections', {
      collection: 'books',
      schema: {},
      meta: {},
      fields: [
        numberKey('id'),
        { meta: {}, schema: {}, ...TITLE },
        { field: 'author', type: 'integer', meta: {}, schema: {} },
      ],
    });
    await own.ask('POST', '/relations', {
      collection: 'books',
      field: 'author',
      related_collection: 'numbers',
    });
    const [row] = await own.arrange<IDataObject[]>('POST', '/items/books', [{ title: 'old' }]);
    const before = await own.rows('books');
    const id = row?.id;
    const data = { title: 'new' };
    for (const [operation, json] of [
      ['create', { data }],
      ['createMultiple', { data: [data] }],
      ['upsert', { key: 'title', data }],
      ['update', { id, data }],
      ['updateMultiple', { ids: [id], data }],
      ['updateByQuery', { data }],
    ] as const) {
      const query = {
        fields: ['id', field],
        ...(operation === 'updateByQuery' && { filter: { id: { _eq: id } } }),
      };
      const error = errorOf(await run(operation, { collection: 'books', query, ...json }));
      expect(error.message).toContain('nope');
    }
    const items = [1, 2].map(() => ({ collection: 'books', query: { fields: [field] }, data }));
    errorOf(await own.run({ operation: 'create', items }));
    expect(await own.rows('books')).toEqual(before);
  },
);
