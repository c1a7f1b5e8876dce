import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';

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
