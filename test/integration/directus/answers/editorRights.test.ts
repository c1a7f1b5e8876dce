import { loadChoice, loadMapper, searchList } from '../../../support/editor';
import { OwnDirectus } from '../../../support/ownDirectus';

/** Version 12 takes permissions for some fields with a licence only. */
const own = new OwnDirectus({}, '11');
const items = { resource: 'items', collection: 'books' };
let nobody: string;

beforeAll(async () => {
  await own.collection('books', [{ field: 'title', type: 'string' }]);
  await own.arrange('POST', '/items/books', [{ title: 'One' }, { title: 'Two' }]);
  nobody = await own.user([]);
});

const credential = (token: string): { url: string; token: string } => ({ url: own.server.url, token });
const list = async (method: string, parameters: object, token: string): Promise<unknown> =>
  (await searchList(method, { ...parameters }, undefined, undefined, credential(token))).results;

test.each([
  ['searchCollections', 'directus_collections', items],
  ['searchDashboards', 'directus_dashboards', {}],
  ['searchExtensions', 'directus_extensions', {}],
  ['searchFiles', 'directus_files', {}],
  ['searchFlows', 'directus_flows', {}],
  ['searchFolders', 'directus_folders', {}],
  ['searchItems', 'books', items],
  ['searchPolicies', 'directus_policies', {}],
  ['searchPresets', 'directus_presets', {}],
  ['searchRecords', 'directus_comments', { resource: 'comments' }],
  ['searchRevisions', 'directus_revisions', {}],
  ['searchRoles', 'directus_roles', {}],
  ['searchUsers', 'directus_users', {}],
  ['searchVersions', 'directus_versions', {}],
])('%s says that the right to read %s is missing', async (method, collection, parameters) => {
  await expect(list(method, parameters, nobody)).rejects.toMatchObject({
    message: expect.stringMatching(
      new RegExp(`may not read ${collection}\\b.*let it read ${collection};.*write the ID or name`),
    ) as string,
  });
});

test('so do the fields to choose from and those of a mapper', async () => {
  const missing = { message: expect.stringContaining('may not read directus_fields') as string };
  await expect(loadChoice('getFields', items, credential(nobody))).rejects.toMatchObject(missing);
  await expect(loadMapper('getFieldsToCreate', items, credential(nobody))).rejects.toMatchObject(missing);
});

test('no collection at all is no empty list, but for an administrator', async () => {
  const token = await own.user([{ collection: 'directus_collections', action: 'read' }]);
  await expect(list('searchCollections', items, token)).rejects.toMatchObject({
    message: expect.stringMatching(/may read no collections.*write the name by hand/) as string,
  });
  expect(await list('searchCollections', items, own.server.adminToken)).toEqual([
    { name: 'books', value: 'books' },
  ]);
});

test('items are listed by their keys where nothing but they may be read', async () => {
  const token = await own.user([{ collection: 'books', action: 'read' }]);
  expect(await list('searchItems', items, token)).toEqual([
    { name: '1', value: 1 },
    { name: '2', value: 2 },
  ]);
});

test('a label has what may be read of it', async () => {
  const token = await own.user([
    { collection: 'directus_users', action: 'read', fields: ['id', 'first_name'] },
  ]);
  await own.arrange('POST', '/users', { first_name: 'Ada', last_name: 'Lovelace' });
  expect(await list('searchUsers', {}, token)).toContainEqual({
    name: 'Ada',
    value: expect.any(String) as string,
  });
});
