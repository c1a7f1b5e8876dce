import { assertOfUsers, SYSTEM_RESOURCES } from '../../../nodes/Directus/request/systemCollections';
import { tables } from '../../../nodes/Directus/resources';

test.each(Object.entries(SYSTEM_RESOURCES))('%s has the resource %s', (collection, resource) => {
  const table = tables.tables.find(({ value }) => `directus_${value}` === collection);
  expect(table?.name).toBe(resource);
  expect(() => assertOfUsers(collection)).toThrow(/own/);
});

test('every resource with records of its own is among them', () => {
  const records = tables.tables.flatMap(({ operations }) => operations.map((row) => row.records ?? ''));
  const own = records.filter((name) => name.startsWith('directus_'));
  expect(own.filter((name) => SYSTEM_RESOURCES[name] === undefined)).toEqual([]);
});

test('collections of users are left alone', () => {
  expect(() => assertOfUsers('articles')).not.toThrow();
});
