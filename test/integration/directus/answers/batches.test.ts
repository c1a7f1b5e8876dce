import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, failureOf, pairsOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
const UUID_KEY = { field: 'id', type: 'uuid', meta: { special: ['uuid'] }, schema: { is_primary_key: true } };

beforeAll(async () => {
  await own.collection('counted', [{ field: 'title', type: 'string' }]);
  await own.collection('named', [{ field: 'title', type: 'string' }], UUID_KEY);
});

/** Directus takes the records, and only then refuses to count what is no list. */
const query = { fields: ['id', 'count(title)'] };

test.each(['counted', 'named'])(
  'creations in %s that cannot be read back are there once',
  async (collection) => {
    const items = Array.from({ length: 20 }, (_, index) => ({
      collection,
      query,
      data: { title: `${collection} ${index}` },
    }));
    const result = await own.run({ operation: 'create', items, continueOnFail: true });
    const rows = await own.rows(collection, { sort: ['title'] });
    expect(rows).toHaveLength(20);
    const byTitle = new Map(rows.map(({ id, title }) => [title, id]));
    rowsOf(result).forEach((row, index) => {
      const failure = failureOf(row);
      expect(failure?.message).toContain(String(byTitle.get(`${collection} ${index}`)));
    });
    expect(pairsOf(result)).toEqual(items.map((_, index) => index));
  },
);

test.each(['create', 'createMultiple', 'upsert'])(
  '%s alone says that the record exists',
  async (operation) => {
    const title = `alone ${operation}`;
    const data = operation === 'createMultiple' ? [{ title }] : { title };
    const key = operation === 'upsert' ? { key: 'title' } : {};
    const json = { collection: 'counted', query, data, ...key };
    const error = errorOf(await own.run({ operation, json }));
    const [row, ...others] = await own.rows('counted', { filter: { title: { _eq: title } } });
    expect(others).toEqual([]);
    expect(error.message).toContain(String(row?.id));
  },
);

test('a query for more than plain fields comes with the record', async () => {
  const json = {
    collection: 'counted',
    query: { fields: ['other'], alias: { other: 'title' } },
    data: { title: 'x' },
  };
  expect(rowOf(await own.run({ operation: 'create', json }))).toEqual({ other: 'x' });
});

test('a name that is no field is refused before anything is created', async () => {
  const json = { collection: 'counted', query: { fields: ['id', 'titel'] }, data: { title: 'never' } };
  expect(errorOf(await own.run({ operation: 'create', json })).message).toMatch(
    /titel.*did you mean "title"/,
  );
  expect(await own.rows('counted', { filter: { title: { _eq: 'never' } } })).toEqual([]);
});
