import type { INodeParameters } from 'n8n-workflow';

import { arrange, ask, callOperation } from '../../../support/directusOperations';
import { loadChoice, loadMapper, searchList } from '../../../support/editor';
import { loadNode } from '../../../support/package';
import { rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import { fieldOf, keyField, makeCollection } from './world';

let collection: string;

/** A form as n8n stores it. */
const asParameters = (form: object): INodeParameters => JSON.parse(JSON.stringify(form)) as INodeParameters;

beforeAll(async () => {
  const choices = [
    { text: 'Draft', value: 'draft' },
    { text: 'Published', value: 'published' },
  ];
  collection = await makeCollection(
    [
      keyField('integer'),
      fieldOf('title', 'string', { meta: { required: true } }),
      fieldOf('status', 'string', { meta: { interface: 'select-dropdown', options: { choices } } }),
      fieldOf('tags', 'json', { meta: { interface: 'tags' } }),
      fieldOf('extra', 'json'),
      fieldOf('at', 'timestamp', { meta: { special: ['date-created'], readonly: true } }),
      fieldOf('starts', 'dateTime'),
      fieldOf('done', 'boolean', { meta: { special: ['cast-boolean'] } }),
    ],
    { display_template: '{{title}} - {{status}}' },
  );
  await arrange('POST', `/items/${collection}`, [
    { title: 'One', status: 'draft' },
    { title: 'Two', status: 'published' },
  ]);
});

afterAll(async () => {
  await ask('DELETE', `/collections/${collection}`);
});

test('every list, choice and mapper that the form names exists', () => {
  const { description, methods } = loadNode('Directus');
  const text = JSON.stringify(description.properties);
  const named = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map((m) => m[1] ?? '')),
  ];
  expect(Object.keys(methods?.listSearch ?? {})).toEqual(
    expect.arrayContaining(named(/"searchListMethod":"(\w+)"/g)),
  );
  expect(Object.keys(methods?.loadOptions ?? {})).toEqual(
    expect.arrayContaining(named(/"loadOptionsMethod":"(\w+)"/g)),
  );
  expect(Object.keys(methods?.resourceMapping ?? {})).toEqual(
    expect.arrayContaining(named(/"resourceMapperMethod":"(\w+)"/g)),
  );
});

test('collections are content only where items are wanted', async () => {
  const { results } = await searchList('searchCollections', { resource: 'items' });
  const names = results.map(({ value }) => String(value));
  expect(names).toContain(collection);
  expect(names.filter((name) => name.startsWith('directus_'))).toEqual([]);
  const all = await searchList('searchCollections', { resource: 'permissions' }, 'directus_users');
  expect(all.results).toEqual([{ name: 'directus_users', value: 'directus_users' }]);
});

test('items are shown by the display template of their collection', async () => {
  const { results } = await searchList('searchItems', { resource: 'items', collection });
  expect(results).toEqual([
    { name: 'One - draft', value: 1 },
    { name: 'Two - published', value: 2 },
  ]);
  const found = await searchList('searchItems', { resource: 'items', collection }, 'Two');
  expect(found.results).toHaveLength(1);
});

test.each([
  'searchDashboards',
  'searchExtensions',
  'searchFiles',
  'searchFlows',
  'searchFolders',
  'searchPolicies',
  'searchPresets',
  'searchRevisions',
  'searchRoles',
  'searchUsers',
  'searchVersions',
])('%s gives names and values', async (method) => {
  const { results } = await searchList(method, { resource: 'users' });
  for (const { name, value } of results) {
    expect(name).toMatch(/[\p{L}\p{N}]/u);
    expect(value).toBeDefined();
  }
});

test.each([
  'access',
  'activity',
  'comments',
  'notifications',
  'operations',
  'panels',
  'permissions',
  'revisions',
  'shares',
  'translations',
])('records of %s can be listed', async (resource) => {
  const { results } = await searchList('searchRecords', { resource });
  expect(Array.isArray(results)).toBe(true);
});

test('a long list comes page by page', async () => {
  await arrange(
    'POST',
    '/folders',
    Array.from({ length: 60 }, () => ({ name: unique() })),
  );
  const first = await searchList('searchFolders', { resource: 'folders' });
  expect(first.results).toHaveLength(50);
  const second = await searchList(
    'searchFolders',
    { resource: 'folders' },
    undefined,
    String(first.paginationToken),
  );
  expect(second.results.length).toBeGreaterThanOrEqual(10);
});

test('the mapper is typed from the collection', async () => {
  const { fields } = await loadMapper('getFieldsToCreate', { resource: 'items', collection });
  const byId = Object.fromEntries(fields.map((field) => [field.id, field]));
  expect(byId.title).toMatchObject({ type: 'string', required: true });
  expect(byId.status).toMatchObject({
    type: 'options',
    options: [{ value: 'draft' }, { value: 'published' }],
  });
  expect(byId.tags).toMatchObject({ type: 'array' });
  expect(byId.extra).toMatchObject({ type: 'object' });
  expect(byId.at).toMatchObject({ type: 'dateTime', readOnly: true });
  expect(byId.starts).toMatchObject({ type: 'dateTime', required: false });
  expect(byId.done).toMatchObject({ type: 'boolean' });
  expect(byId.id).toMatchObject({ required: false, removed: true });
});

test('fields of the mapper create an item, from the form and from the input item', async () => {
  const { fields: schema } = await loadMapper('getFieldsToCreate', { resource: 'items', collection });
  const value = { title: 'Mapped', tags: '["a"]', extra: '{"b":1}', done: true };
  const data = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
  const fields = { collection: { __rl: true, mode: 'list', value: collection }, data };
  const made = rowOf(
    await callOperation({ resource: 'items', operation: 'create', fields: asParameters(fields) }),
  );
  expect(made).toMatchObject({ title: 'Mapped', tags: ['a'], extra: { b: 1 }, done: true });
  const automatic = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
  const mapped = rowOf(
    await callOperation({
      resource: 'items',
      operation: 'create',
      fields: asParameters({ collection, data: automatic }),
      items: [{ title: 'From input', unknown: 1 }],
    }),
  );
  expect(mapped).toMatchObject({ title: 'From input' });
});

test('the filter is put together rule by rule, with groups and beside JSON', async () => {
  const fields = await loadChoice('getFields', { resource: 'items', collection });
  expect(fields.map(({ value }) => value)).toContain('title');
  const rule = (field: string, operator: string, value: string): object => ({ field, operator, value });
  const group = {
    combine: 'or',
    rules: { rule: [rule('title', '_eq', 'One')] },
    groups: {
      group: [
        {
          combine: 'and',
          rules: { rule: [rule('title', '_in', 'Two,Three'), rule('status', '_nnull', '')] },
        },
      ],
    },
  };
  const query = { filterRules: { group }, filter: '{"id":{"_lte":2}}', sort: 'id' };
  const { items } = await callOperation({
    resource: 'items',
    operation: 'list',
    fields: asParameters({ collection, query }),
  });
  expect(items.map(({ json }) => json.title)).toEqual(['One', 'Two']);
});

test('offers no fields before a collection is chosen', async () => {
  for (const collection of ['', undefined]) {
    expect(await loadMapper('getFieldsToCreate', { resource: 'items', collection })).toEqual({
      fields: [],
      emptyFieldsNotice: 'Choose a collection first',
    });
    expect(await loadChoice('getFields', { resource: 'items', collection })).toEqual([]);
  }
});
