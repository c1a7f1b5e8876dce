import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
/** Texts that Directus takes for something else in a filter. */
const WORDS = ['null', 'NULL', 'true', 'false', '$NOW', '$NOW(-1 day)', '$CURRENT_USER', '$CURRENT_ROLE'];
const collection = 'keyed';

beforeAll(async () => {
  const fields = [
    { field: 'title', type: 'string' },
    { field: 'done', type: 'boolean', meta: { special: ['cast-boolean'] } },
    { field: 'large', type: 'bigInteger' },
    { field: 'ref', type: 'uuid' },
    { field: 'stamp', type: 'timestamp' },
    { field: 'day', type: 'date' },
  ];
  const key = { field: 'id', type: 'string', meta: {}, schema: { is_primary_key: true } };
  await own.collection(collection, fields, key);
  const rows = [...WORDS, 'plain', '$NOWHERE', 'truerue'].map((id) => ({
    id,
    title: id,
    done: id === 'plain',
    large: 1,
    day: '2026-02-01',
    stamp: '2026-02-01T12:00:00Z',
  }));
  await own.arrange('POST', `/items/${collection}`, rows);
});

const titles = async (): Promise<IDataObject> =>
  Object.fromEntries((await own.rows(collection)).map(({ id, title }) => [String(id), title]));

describe('a key that is such a word is that very key', () => {
  test.each([1, 100])('to read, change and delete, %d at once', async (batchSize) => {
    const settings = { options: { batchSize } };
    const ids = (more: IDataObject = {}): IDataObject[] => WORDS.map((id) => ({ collection, id, ...more }));
    const read = rowsOf(await own.run({ operation: 'get', items: ids(), settings }));
    expect(read.map(({ id }) => id)).toEqual(WORDS);
    const items = WORDS.map((id) => ({ collection, id, data: { title: `${id}${batchSize}` } }));
    const changed = rowsOf(await own.run({ operation: 'update', items, settings }));
    expect(changed.map(({ id, title }) => [id, title])).toEqual(WORDS.map((id) => [id, `${id}${batchSize}`]));
    expect(await titles()).toMatchObject({ plain: 'plain', $NOWHERE: '$NOWHERE' });
    rowsOf(await own.run({ operation: 'delete', items: ids(), settings }));
    expect(Object.keys(await titles()).sort()).toEqual(['$NOWHERE', 'plain', 'truerue']);
    const again = WORDS.map((id) => ({ collection, data: { id, title: id, done: false } }));
    const made = rowsOf(await own.run({ operation: 'create', items: again, settings }));
    expect(made.map(({ id }) => id)).toEqual(WORDS);
  });

  test('in the operations on many', async () => {
    const data = { title: 'alike' };
    const alike = rowsOf(
      await own.run({ operation: 'updateMultiple', json: { collection, ids: WORDS, data } }),
    );
    expect(alike.map(({ id }) => id)).toEqual(WORDS);
    const each = WORDS.map((id) => ({ id, title: id }));
    rowsOf(await own.run({ operation: 'updateMultiple', json: { collection, data: each } }));
    rowsOf(await own.run({ operation: 'deleteMultiple', json: { collection, ids: WORDS.slice(0, 2) } }));
    const back = WORDS.slice(0, 2).map((id) => ({ id, title: id }));
    rowsOf(await own.run({ operation: 'createMultiple', json: { collection, data: back } }));
    expect(await titles()).toEqual(
      Object.fromEntries([...WORDS, 'plain', '$NOWHERE', 'truerue'].map((id) => [id, id])),
    );
  });
});

test.each(WORDS)('a creation finds the record that has the text %s, and none beside', async (word) => {
  const settings = { options: { ifExists: 'update', uniqueField: 'title' } };
  const data = { id: `new ${word}`, title: word, large: 7 };
  const row = rowOf(await own.run({ operation: 'create', json: { collection, data }, settings }));
  expect(row).toMatchObject({ id: word, outcome: 'updated' });
  expect(Number(row.large)).toBe(7);
});

/** A rule of the form. */
function rule(field: string, operator: string, value: unknown): INodeParameters {
  const group = { combine: 'and', rules: { rule: [{ field, operator, value }] } };
  return { collection, filterRules: { group } } as unknown as INodeParameters;
}

const chosen = async (field: string, operator: string, value: unknown): Promise<string[]> => {
  const result = await own.run({ operation: 'list', fields: rule(field, operator, value) });
  return rowsOf(result).map(({ id }) => String(id));
};

describe('a rule of the form', () => {
  test.each(WORDS.flatMap((word) => ['_eq', '_neq', '_in', '_nin'].map((operator) => [operator, word])))(
    '%s %s on text is refused with the reason',
    async (operator = '', word = '') => {
      for (const operation of ['list', 'deleteByQuery']) {
        const result = await own.run({ operation, fields: rule('title', operator, word) });
        expect(errorOf(result).message).toMatch(/Directus (takes|puts)/);
      }
      expect(Object.keys(await titles())).toHaveLength(WORDS.length + 3);
    },
  );

  test.each(WORDS)('that passes over case finds %s', async (word) => {
    expect(await chosen('title', '_istarts_with', word)).toContain(word);
    expect(await chosen('title', '_nistarts_with', word)).not.toContain(word);
    expect(await chosen('title', '_nistarts_with', word)).toContain('plain');
  });

  test('has true and false for a field that is one of them', async () => {
    expect(await chosen('done', '_eq', 'true')).toEqual(['plain']);
    expect(await chosen('done', '_eq', true)).toEqual(['plain']);
    expect(await chosen('done', '_neq', 'true')).not.toContain('plain');
  });

  test('has a number for text', async () => {
    await own.arrange('PATCH', `/items/${collection}/plain`, { title: '4915112345678' });
    expect(await chosen('title', '_eq', 4915112345678)).toEqual(['plain']);
    await own.arrange('PATCH', `/items/${collection}/plain`, { title: 'plain' });
  });
});

/** Text that a database takes for more than every value of the type. */
const NONSENSE: Array<[field: string, value: unknown]> = [
  ['large', 'abc'],
  ['stamp', 'noonish'],
  ['stamp', '2026-02-30'],
  ['day', '2026-02-30'],
  ['day', 5],
  ['done', 'yes'],
  ['ref', 'nope'],
];

test.each(NONSENSE)(
  'a filter that compares %s with %j is refused before anything is changed',
  async (field, value) => {
    for (const operator of ['_lt', '_neq', '_in']) {
      const filter = { [field]: { [operator]: operator === '_in' ? [value] : value } };
      for (const nested of [filter, { _and: [{ _or: [filter] }] }]) {
        const json = { collection, query: { filter: nested } } as IDataObject;
        for (const operation of ['deleteByQuery', 'list']) {
          expect(errorOf(await own.run({ operation, json })).message).toContain(`${field}.${operator}`);
        }
      }
    }
    expect(
      errorOf(await own.run({ operation: 'list', fields: rule(field, '_lt', value) })).message,
    ).toContain(`${field}._lt`);
  },
);

test('a variable in a filter that is written by hand is Directus’ own', async () => {
  const query = { filter: { stamp: { _lt: '$NOW(-1 day)' }, id: { _eq: 'plain' } } };
  const before = rowsOf(await own.run({ operation: 'list', json: { collection, query } }));
  expect(before.map(({ id }) => id)).toEqual(['plain']);
});

test('a condition on related records that Directus would pass over deletes nothing', async () => {
  await own.collection('children', [
    { field: 'title', type: 'string' },
    { field: 'parent', type: 'string' },
  ]);
  await own.arrange('POST', '/relations', {
    collection: 'children',
    field: 'parent',
    related_collection: collection,
    meta: { one_field: 'children' },
  });
  const alias = { field: 'children', type: 'alias', meta: { special: ['o2m'] } };
  await own.arrange('POST', `/fields/${collection}`, alias);
  await own.arrange('POST', '/items/children', { title: 'a', parent: 'plain' });
  const before = await titles();
  const several = { title: { _eq: 'a' }, id: { _gt: 0 } };
  const byQuery = (children: IDataObject): IDataObject => ({ collection, query: { filter: { children } } });
  const refused = await own.run({ operation: 'deleteByQuery', json: byQuery({ _some: several }) });
  expect(errorOf(refused).message).toContain('query.filter.children._some has several rules');
  expect(await titles()).toEqual(before);
  const found = rowsOf(await own.run({ operation: 'list', json: byQuery(several) }));
  expect(found.map(({ id }) => id)).toEqual(['plain']);
});
