import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import { errorOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import { fieldOf, keyField, makeCollection } from './world';

let articles: string;

beforeAll(async () => {
  const fields = [keyField('uuid'), fieldOf('title', 'string'), fieldOf('n', 'integer')];
  articles = await makeCollection(fields, { sort_field: 'n' });
});

afterAll(async () => {
  await ask('DELETE', `/collections/${articles}`);
});

const failureOf = async (
  resource: string,
  operation: string,
  json: IDataObject,
  server?: 'directus10',
): Promise<{ message: string; remedy: string }> => {
  const { message, description } = errorOf(await callOperation({ resource, operation, json, server }));
  return { message, remedy: description ?? '' };
};

const count = async (): Promise<number> =>
  (await arrange<IDataObject[]>('GET', `/items/${articles}?limit=-1&fields=id`)).length;

describe('operations that a server lacks name its version and what to use', () => {
  test.each([
    ['webhooks', 'list', {}, 'Flow'],
    [
      'webhooks',
      'create',
      { data: { name: 'x', url: 'x', actions: ['create'], collections: ['x'] } },
      'Flow',
    ],
    ['webhooks', 'delete', { id: 1 }, 'Flow'],
    ['webhooks', 'updateMultiple', { ids: [1], data: { name: 'x' } }, 'Flow'],
    ['activity', 'create', { data: { collection: 'x', item: '1', comment: 'x' } }, 'Comment'],
    ['activity', 'update', { id: 1, data: { comment: 'x' } }, 'Comment'],
    ['activity', 'delete', { id: 1 }, 'Comment'],
    ['utils', 'generateHash', { data: { string: 'x' } }, 'Crypto'],
    ['utils', 'verifyHash', { data: { string: 'x', hash: 'x' } }, 'Crypto'],
  ])('%s: %s on 12.4', async (resource, operation, json, instead) => {
    const { message, remedy } = await failureOf(resource, operation, json);
    expect(message).toContain('Directus 12.4.0');
    expect(remedy).toContain(instead);
  });

  test.each([
    ['policies', 'list'],
    ['access', 'list'],
    ['comments', 'list'],
    ['license', 'get'],
    ['deployments', 'list'],
    ['roles', 'getCurrent'],
  ])('%s: %s on 10.10', async (resource, operation) => {
    const { message, remedy } = await failureOf(resource, operation, {}, 'directus10');
    expect(message).toMatch(/Directus 10\.10\.4|FORBIDDEN/);
    expect(remedy).not.toBe('');
  });
});

describe('keys that moved to policies', () => {
  test.each(['admin_access', 'app_access', 'enforce_tfa', 'ip_access'])('%s of a role', async (name) => {
    const name2 = unique();
    const { remedy } = await failureOf('roles', 'create', { data: { name: name2, [name]: true } });
    expect(remedy).toContain('Policy');
    const filter = JSON.stringify({ name: { _eq: name2 } });
    expect(await arrange('GET', `/roles?filter=${filter}`)).toEqual([]);
  });

  test('the role of a permission', async () => {
    const data = { collection: articles, action: 'read', role: 'x' };
    expect((await failureOf('permissions', 'create', { data })).remedy).toContain('policy');
  });

  test('an old server still takes them', async () => {
    const data = { name: unique(), app_access: true };
    const row = await rowOfCall('roles', 'create', { data }, { server: 'directus10' });
    const read = await arrange('GET', `/roles/${String(row.id)}`, undefined, 'directus10');
    expect(read).toMatchObject({ app_access: true });
  });
});

describe('what is empty never becomes all', () => {
  beforeEach(async () => {
    await arrange('POST', `/items/${articles}`, [{ title: 'a' }, { title: 'b' }]);
  });

  test.each([
    ['deleteMultiple', { ids: [] }],
    ['deleteMultiple', { ids: '' }],
    ['deleteMultiple', { ids: '[]' }],
    ['deleteMultiple', {}],
    ['updateMultiple', { ids: [], data: { title: 'x' } }],
    ['updateMultiple', { data: { title: 'x' } }],
    ['updateMultiple', { data: [] }],
    ['deleteByQuery', {}],
    ['deleteByQuery', { query: {} }],
    ['deleteByQuery', { query: { filter: {} } }],
    ['deleteByQuery', { query: { filter: { _and: [] } } }],
    ['deleteByQuery', { query: { filter: { _or: [{}] } } }],
    ['deleteByQuery', { query: { filter: { title: {} } } }],
    ['deleteByQuery', { query: { filter: { id: { _in: [] } } } }],
    ['deleteByQuery', { query: { sort: ['id'], limit: 5 } }],
    ['updateByQuery', { query: { filter: {} }, data: { title: 'x' } }],
    ['updateByQuery', { query: { filter: { title: { _eq: 'a' } } }, data: {} }],
    ['delete', { id: '' }],
    ['delete', { id: '..' }],
    ['delete', { id: '.' }],
    ['update', { id: '../../settings', data: { title: 'x' } }],
  ])('%s %j', async (operation, json) => {
    const before = await count();
    const result = await callOperation({
      resource: 'items',
      operation,
      json: { collection: articles, ...(json as IDataObject) },
    });
    expect(result.error).toBeDefined();
    expect(await count()).toBe(before);
    const changed = JSON.stringify({ title: { _eq: 'x' } });
    expect(await arrange('GET', `/items/${articles}?filter=${changed}`)).toEqual([]);
  });

  test('a raw request refuses it too', async () => {
    const before = await count();
    for (const data of [{ query: {} }, { keys: [] }, []]) {
      await failureOf('request', 'send', { method: 'DELETE', path: `/items/${articles}`, data });
    }
    expect(await count()).toBe(before);
  });

  test.each([
    '/items/../settings',
    '/items/%2e%2e/settings',
    '/users?x=1',
    'users',
    '//evil.example',
    '/a#b',
  ])('a raw request refuses the path %s', async (path) => {
    expect((await failureOf('request', 'send', { path })).message).toContain('path');
  });
});

describe('what does not exist is one error', () => {
  const uuid = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';

  test.each([
    ['items', 'get', { id: uuid }],
    ['items', 'update', { id: uuid, data: { title: 'x' } }],
    ['items', 'delete', { id: uuid }],
    ['items', 'deleteMultiple', { ids: [uuid] }],
    ['items', 'updateMultiple', { ids: [uuid], data: { title: 'x' } }],
    ['permissions', 'get', { id: 999999 }],
    ['permissions', 'update', { id: 999999, data: { action: 'read', fields: ['*'] } }],
    ['permissions', 'delete', { id: 999999 }],
    ['permissions', 'deleteMultiple', { ids: [999999] }],
    ['shares', 'get', { id: uuid }],
    ['shares', 'get', { id: 'x' }],
    ['versions', 'update', { id: uuid, data: { name: 'x' } }],
    ['folders', 'update', { id: uuid, data: { name: 'x' } }],
    ['folders', 'delete', { id: uuid }],
    ['users', 'disableUser2FA', { id: uuid }],
    ['collections', 'delete', { collection: 'nowhere' }],
    ['fields', 'update', { collection: 'nowhere', field: 'x', data: { meta: {} } }],
    ['utils', 'revert', { id: 999999 }],
  ])('%s: %s %j', async (resource, operation, json) => {
    const parameters = resource === 'items' ? { collection: articles } : {};
    const result = await callOperation({
      resource,
      operation,
      json: { ...parameters, ...(json as IDataObject) },
      continueOnFail: true,
    });
    expect(result.items[0]?.json.error).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('lists and queries', () => {
  test('by query all are touched, not a hundred', async () => {
    const title = unique();
    const make = (n: number): IDataObject => ({ title, n });
    await arrange(
      'POST',
      `/items/${articles}`,
      Array.from({ length: 130 }, (_, n) => make(n)),
    );
    const query = { filter: { title: { _eq: title } } };
    const json = { collection: articles, query };
    const changed = await rowsOfCall('items', 'updateByQuery', { ...json, data: { n: -1 } });
    expect(changed).toHaveLength(130);
    const all = await rowsOfCall('items', 'list', json, { settings: { returnAll: true } });
    expect(new Set(all.map(({ id }) => id)).size).toBe(130);
    expect(all.every(({ n }) => n === -1)).toBe(true);
    const part = { ...query, limit: 10 };
    await rowOfCall('items', 'deleteByQuery', { collection: articles, query: part });
    expect(await rowsOfCall('items', 'list', json, { settings: { returnAll: true } })).toHaveLength(120);
    await rowOfCall('items', 'deleteByQuery', json);
    expect(await rowsOfCall('items', 'list', json, { settings: { returnAll: true } })).toEqual([]);
  });

  test('permissions come without the rows that Directus makes up, and cut to the limit', async () => {
    const rows = await rowsOfCall('permissions', 'list', {}, { settings: { returnAll: true } });
    expect(rows.filter(({ system }) => system === true)).toEqual([]);
    const some = await rowsOfCall('permissions', 'list', { query: { limit: 2 } });
    expect(some.length).toBeLessThanOrEqual(2);
  });

  test('a query that is too long for a URL is sent all the same', async () => {
    const filter = { id: { _in: Array.from({ length: 400 }, () => crypto.randomUUID()) } };
    expect(await rowsOfCall('items', 'list', { collection: articles, query: { filter } })).toEqual([]);
  });

  test('an unknown field of an item is named, and a singleton is not created', async () => {
    const data = { titel: 'x' };
    expect((await failureOf('items', 'create', { collection: articles, data })).message).toContain('title');
    const data2 = [{ title: 'x' }, { titel: 'x' }];
    const json = { collection: articles, data: data2 };
    expect((await failureOf('items', 'createMultiple', json)).message).toContain('title');
  });

  test('a key of 0 gives its own item back', async () => {
    const collection = await makeCollection([keyField('integer'), fieldOf('name', 'string')]);
    await arrange('POST', `/items/${collection}`, { name: 'other' });
    const row = await rowOfCall('items', 'create', { collection, data: { id: 0, name: 'zero' } });
    await ask('DELETE', `/collections/${collection}`);
    expect(row).toMatchObject({ id: 0, name: 'zero' });
  });

  test('a list of an alias alone gives an item a row, not bare values', async () => {
    const title = unique();
    await arrange('POST', `/items/${articles}`, { title });
    const query = { fields: ['name'], alias: { name: 'title' }, filter: { title: { _eq: title } } };
    const [row] = await rowsOfCall('items', 'list', { collection: articles, query });
    expect(Object.values(row ?? {})).toEqual([title]);
  });

  test('fields and sort may be lists, also of names with dots', async () => {
    const title = unique();
    await arrange(
      'POST',
      `/items/${articles}`,
      [1, 2].map((n) => ({ title, n })),
    );
    const query = { fields: ['n', 'title'], sort: ['-n', 'title'], filter: { title: { _eq: title } } };
    const rows = await rowsOfCall('items', 'list', { collection: articles, query });
    expect(rows).toEqual([2, 1].map((n) => ({ n, title })));
  });

  test('a collection may have JSON and time fields that say nothing of themselves', async () => {
    const collection = unique();
    const fields = [
      { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
      { field: 'extra', type: 'json' },
      { field: 'at', type: 'timestamp' },
    ];
    await rowOfCall('collections', 'create', { data: { collection, fields } });
    const names = (await arrange<IDataObject[]>('GET', `/fields/${collection}`)).map(({ field }) => field);
    await ask('DELETE', `/collections/${collection}`);
    expect(names.sort()).toEqual(['at', 'extra', 'id']);
  });

  test('sorting by hand next to an item that does not exist is an error with a remedy', async () => {
    const { id } = await arrange('POST', `/items/${articles}`, { title: unique() });
    const data = { item: id, to: '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f' };
    const { remedy } = await failureOf('utils', 'sortItems', { collection: articles, data });
    expect(remedy).not.toBe('');
  });

  test('an invitation that Directus drops in silence is an error', async () => {
    const name = unique();
    const person = { email: `${name}@example.org`, password: `Pass-${name}`, token: `token-${name}` };
    const { id } = await arrange('POST', '/users', person);
    const data = { email: `${unique()}@example.org`, role: '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f' };
    const credential = { token: person.token };
    const result = await callOperation({
      resource: 'users',
      operation: 'inviteUser',
      json: { data },
      credential,
    });
    await ask('DELETE', `/users/${String(id)}`);
    expect(result.error).toBeDefined();
  });
});
