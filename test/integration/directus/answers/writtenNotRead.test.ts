import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from '../../../support/engine';
import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';
import { unique } from '../../../support/unique';

/** Version 12 takes permissions for some fields with a licence only. */
const own = new OwnDirectus({}, '11');
const collection = 'reports';
/** What the route of fields takes; it gives those of the collections that may be read. */
const seesFields = { collection: 'directus_fields', action: 'read' };
let token: string;

beforeAll(async () => {
  await own.collection(collection, [
    { field: 'title', type: 'string' },
    { field: 'note', type: 'string' },
  ]);
  token = await own.user([{ collection, action: 'create' }, seesFields]);
});

test('who may write only is told that something was created, and no more', async () => {
  const items = ['a', 'b', 'b'].map((title) => ({ collection, data: { title } }));
  const rows = rowsOf(await own.run({ operation: 'create', items, credential: { token } }));
  expect(rows).toEqual(items.map(() => ({ created: true })));
  expect((await own.rows(collection)).map(({ title }) => title)).toEqual(['a', 'b', 'b']);
});

test('a field that the caller does not see is left to the server', async () => {
  const json = { collection, data: { title: 'c', note: 'unseen' } };
  expect(rowOf(await own.run({ operation: 'create', json, credential: { token } }))).toEqual({
    created: true,
  });
  const rows = await own.rows(collection, { filter: { note: { _eq: 'unseen' } } });
  expect(rows).toMatchObject([{ title: 'c' }]);
});

test('a field that may be written but not read is written', async () => {
  const partly = await own.user([
    { collection, action: 'create' },
    { collection, action: 'read', fields: ['id', 'title'] },
    seesFields,
  ]);
  const json = { collection, data: { title: 'e', note: 'written' } };
  rowOf(await own.run({ operation: 'create', json, credential: { token: partly } }));
  const rows = await own.rows(collection, { filter: { note: { _eq: 'written' } } });
  expect(rows).toMatchObject([{ title: 'e' }]);
});

/** What a run put out, by the title that was sent: only what is certain. */
function assertProven(
  items: Array<{ data: { title: string; note: string } }>,
  rows: IDataObject[],
  stored: IDataObject[],
): void {
  expect(rows).toHaveLength(items.length);
  rows.forEach((row, index) => {
    if (row.id === undefined) {
      expect(row).toEqual({ created: true });
      return;
    }
    const sent = items[index]?.data;
    expect(stored.find(({ id }) => id === row.id)).toMatchObject({ title: sent?.title, note: sent?.note });
  });
}

describe.each([
  ['every second one hidden', { note: { _starts_with: 'seen' } }],
  ['all but the last hidden', { note: { _eq: 'seen 5' } }],
  ['none hidden', {}],
])('of several that are created at once, with %s by the read rule', (_, permissions) => {
  const titles = ['same', 'same', 'same', 'other', 'other', 'alone'];
  const noted = titles.map((title, index) => ({
    collection,
    data: { title, note: `${index % 2 === 0 && index < 5 ? 'hidden' : 'seen'} ${index}` },
  }));

  test.each([
    ['title', ['id', 'title']],
    ['title and note', ['id', 'title', 'note']],
    ['key', ['id']],
  ])('each item has its own record or none, where its %s may be read', async (_fields, fields) => {
    const reader = await own.user([
      { collection, action: 'create' },
      { collection, action: 'read', fields, permissions },
      seesFields,
    ]);
    const before = new Set((await own.rows(collection)).map(({ id }) => id));
    const result = await own.run({ operation: 'create', items: noted, credential: { token: reader } });
    const stored = (await own.rows(collection)).filter(({ id }) => !before.has(id));
    expect(stored).toHaveLength(noted.length);
    assertProven(noted, rowsOf(result), stored);
    const list = { collection, data: noted.map(({ data }) => data) };
    const together = await own.run({
      operation: 'createMultiple',
      json: list,
      credential: { token: reader },
    });
    for (const row of rowsOf(together))
      expect(row.id === undefined ? row : { created: true }).toEqual({ created: true });
  });
});

describe('one who may not read the fields of a collection', () => {
  const items = 'notes';
  let blind: string;

  beforeAll(async () => {
    await own.collection(items, [
      { field: 'slug', type: 'string' },
      { field: 'title', type: 'string' },
    ]);
    const may = ['create', 'read', 'update', 'delete'].map((action) => ({ collection: items, action }));
    blind = await own.user(may);
    const { status } = await own.ask('GET', `/fields/${items}`, undefined, blind);
    expect(status).toBe(403);
  });

  const run = async (operation: string, json: IDataObject): Promise<IDataObject[]> =>
    rowsOf(await own.run({ operation, json: { collection: items, ...json }, credential: { token: blind } }));
  const made = async (count: number): Promise<IDataObject[]> =>
    await own.arrange<IDataObject[]>(
      'POST',
      `/items/${items}`,
      Array.from({ length: count }, () => ({ slug: unique(), title: 'made' })),
    );

  test('creates and changes by a field that they choose', async () => {
    const slug = unique();
    const [first] = await run('upsert', { key: 'slug', data: { slug, title: 'one' } });
    const [second] = await run('upsert', { key: 'slug', data: { slug, title: 'two' } });
    expect(second).toMatchObject({ id: first?.id, title: 'two' });
    expect(await own.rows(items, { filter: { slug: { _eq: slug } } })).toMatchObject([{ title: 'two' }]);
  });

  test('creates and changes by the key', async () => {
    const [row] = await made(1);
    const [changed] = await run('upsert', { data: { id: Number(row?.id), title: 'changed' } });
    expect(changed).toMatchObject({ id: row?.id, title: 'changed' });
  });

  test('several items at once are each about their own', async () => {
    const slugs = [unique(), unique()];
    const data = [...slugs, ...slugs].map((slug, index) => ({
      collection: items,
      key: 'slug',
      data: { slug, title: `t ${index}` },
    }));
    const rows = rowsOf(await own.run({ operation: 'upsert', items: data, credential: { token: blind } }));
    expect(rows.map(({ title }) => title)).toEqual(['t 0', 't 1', 't 2', 't 3']);
    for (const [index, slug] of slugs.entries()) {
      const stored = await own.rows(items, { filter: { slug: { _eq: slug } } });
      expect(stored).toMatchObject([{ title: `t ${index + 2}` }]);
    }
  });

  test('changes and deletes by query', async () => {
    const rows = await made(3);
    const filter = { slug: { _in: rows.slice(0, 2).map(({ slug }) => slug) } };
    const changed = await run('updateByQuery', { query: { filter }, data: { title: 'changed' } });
    expect(changed.map(({ id }) => id)).toEqual(rows.slice(0, 2).map(({ id }) => id));
    expect(await own.rows(items, { filter: { title: { _eq: 'changed' } } })).not.toEqual([]);
    const [{ ids } = {}] = await run('deleteByQuery', { query: { filter } });
    expect(ids).toEqual(rows.slice(0, 2).map(({ id }) => id));
    expect(await own.rows(items, { filter: { slug: { _eq: rows[2]?.slug } } })).toHaveLength(1);
  });

  test('of a collection whose key has another name, they choose the key, or are told what is missing', async () => {
    const named = 'countries';
    const key = { field: 'code', type: 'string', meta: {}, schema: { is_primary_key: true } };
    await own.collection(named, [{ field: 'title', type: 'string' }], key);
    await own.arrange('POST', `/items/${named}`, [{ code: 'dk' }, { code: 'de' }]);
    const token = await own.user(
      ['create', 'read', 'update', 'delete'].map((action) => ({ collection: named, action })),
    );
    const call = async (operation: string, json: IDataObject): Promise<NodeResult> =>
      await own.run({ operation, json: { collection: named, ...json }, credential: { token } });
    rowsOf(await call('upsert', { key: 'code', data: { code: 'de', title: 'Deutschland' } }));
    rowsOf(await call('upsert', { key: 'code', data: { code: 'no', title: 'Norge' } }));
    expect(await own.rows(named, { sort: ['code'] })).toEqual([
      { code: 'de', title: 'Deutschland' },
      { code: 'dk', title: null },
      { code: 'no', title: 'Norge' },
    ]);
    await own.arrange('POST', `/items/${named}`, { code: 'null' });
    const word = await call('upsert', { key: 'code', data: { code: 'null', title: 'x' } });
    expect(errorOf(word).message).toMatch(/cannot be told/);
    const filter = { code: { _eq: 'dk' } };
    for (const operation of ['updateByQuery', 'deleteByQuery']) {
      const { message, description } = errorOf(
        await call(operation, {
          query: { filter },
          ...(operation === 'updateByQuery' && { data: { title: 'x' } }),
        }),
      );
      expect([operation, message, description]).toEqual([
        operation,
        expect.stringMatching(/key of countries cannot be told.*Nothing was changed/),
        expect.stringContaining('directus_fields'),
      ]);
    }
    expect(await own.rows(named, { sort: ['code'] })).toMatchObject([
      { title: 'Deutschland' },
      { title: null },
      { title: 'Norge' },
      { title: null },
    ]);
  });
});

test('one who sees all fields is told that a name is none of them', async () => {
  const reader = await own.user([
    { collection, action: 'create' },
    { collection, action: 'read' },
    seesFields,
  ]);
  const json = { collection, data: { titel: 'd' } };
  for (const credential of [{ token: reader }, {}]) {
    expect(errorOf(await own.run({ operation: 'create', json, credential })).message).toMatch(
      /"titel" is not known; did you mean "title"/,
    );
  }
  expect(await own.rows(collection, { filter: { title: { _null: true } } })).toEqual([]);
});
