import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeResult } from '../../../support/engine';
import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';
import { unique } from '../../../support/unique';

const own = new OwnDirectus();
const UUID = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';

/** A field of every type that this database can hold. */
const TYPES: Array<[type: string, special?: string[]]> = [
  ['integer'],
  ['bigInteger'],
  ['float'],
  ['decimal'],
  ['string'],
  ['text'],
  ['boolean'],
  ['date'],
  ['dateTime'],
  ['time'],
  ['timestamp'],
  ['json', ['cast-json']],
  ['csv', ['cast-csv']],
  ['uuid'],
  ['hash', ['hash', 'conceal']],
];

const shown = { field: 'shown', type: 'alias', schema: null, meta: { special: ['alias', 'no-data'] } };
const made = TYPES.map(([type, special]) => ({ field: `f_${type}`, type, meta: { special } }));

beforeAll(async () => {
  await own.collection('owners', [{ field: 'born', type: 'date' }]);
  await own.collection('every', [...made, shown, { field: 'owner', type: 'integer' }]);
  await own.arrange('POST', '/relations', {
    collection: 'every',
    field: 'owner',
    related_collection: 'owners',
    meta: { one_field: 'things' },
  });
  await own.arrange('POST', '/fields/owners', { field: 'things', type: 'alias', meta: { special: ['o2m'] } });
});

const create = async (data: IDataObject): ReturnType<OwnDirectus['run']> =>
  await own.run({ operation: 'create', json: { collection: 'every', data } });

test.each<[type: string, given: unknown, kept?: unknown]>([
  ['integer', 5],
  ['integer', -5],
  ['integer', '5', 5],
  ['integer', '1e3', 1000],
  ['integer', 0],
  ['bigInteger', 9007199254740991],
  ['bigInteger', '12345', 12345],
  ['float', 1.5],
  ['float', '1.5', 1.5],
  ['decimal', '1.25', 1.25],
  ['string', 'x'],
  ['string', ''],
  ['string', 'true'],
  ['string', 4915112345678, '4915112345678'],
  ['text', '{"a": 1}'],
  ['text', '2026-02-30'],
  ['json', { a: [1, null] }],
  ['json', []],
  ['json', '{"a": 1}', { a: 1 }],
  ['json', 'true', true],
  ['json', true],
  ['json', 5],
  ['csv', ['a', 'b']],
  ['csv', []],
  ['csv', 'a,b', ['a', 'b']],
  ['csv', '["a", "b"]', ['a', 'b']],
  ['uuid', UUID],
  ['hash', 'secret', '**********'],
  ...TYPES.map(([type]): [string, unknown] => [type, null]),
])('%s takes %j, and what Directus then has is written back as it is', async (type, given, kept = given) => {
  const name = `f_${type}`;
  const row = rowOf(await create({ [name]: given } as IDataObject));
  // PostgreSQL gives exact numbers as text.
  const isText = typeof kept === 'number' && typeof row[name] === 'string';
  expect(isText ? Number(row[name]) : row[name]).toEqual(kept);
  if (type === 'hash') return;
  const { id, ...data } = row;
  const update = { collection: 'every', id, data };
  expect(rowOf(await own.run({ operation: 'update', json: update }))).toEqual(row);
});

test.each([true, false, 'true', 'false', 'FALSE', 1, 0, '1'])('boolean takes %j', async (given) => {
  const { f_boolean: kept } = rowOf(await create({ f_boolean: given }));
  expect(Boolean(kept)).toBe(['true', '1'].includes(String(given)));
});

const WRONG: Array<[type: string, values: unknown[]]> = [
  ['integer', [[], {}, 1.5, '1.5', 'abc', '', true, '12abc']],
  ['bigInteger', [[], 1.5, 'abc', '', false, '9223372036854775808']],
  ['float', [[], {}, 'abc', '', '1,5', true, '1e400']],
  ['decimal', [[], 'abc', '']],
  ['string', [{}, [], { a: 1 }, ['a']]],
  ['text', [{}, []]],
  ['boolean', ['yes', 'no', '', 2, [], {}, 'on']],
  ['csv', [['a,b', 'c'], {}, [{}], [null], true]],
  ['uuid', ['nope', '', 5, {}, [], `${UUID}0`, true]],
  ['hash', [{}, []]],
];

test.each(WRONG.flatMap(([type, values]) => values.map((value) => [type, value] as const)))(
  '%s refuses %j by its name, in every way in',
  async (type, value) => {
    const name = `f_${type}`;
    const before = await own.rows('every');
    const data = { [name]: value } as IDataObject;
    const collection = 'every';
    const filter = { id: { _nnull: true } };
    const requests: Array<[string, IDataObject]> = [
      ['create', { data }],
      ['createMultiple', { data: [{ f_text: 'first' }, data] }],
      ['update', { id: 1, data }],
      ['updateMultiple', { ids: [1], data }],
      ['updateMultiple', { data: [{ id: 1, ...data }] }],
      ['updateByQuery', { query: { filter }, data }],
      ['upsert', { key: 'f_text', data: { f_text: 'x', ...data } }],
    ];
    for (const [operation, request] of requests) {
      if (type === 'text' && operation === 'upsert') continue;
      const error = errorOf(await own.run({ operation, json: { collection, ...request } }));
      expect(error.message).toMatch(new RegExp(`^data(\\[\\d\\])?\\.${name}: expected `));
    }
    const inForm = { mappingMode: 'defineBelow', value: data, matchingColumns: [], schema: [] };
    const fields = { collection, data: inForm } as unknown as INodeParameters;
    expect(errorOf(await own.run({ operation: 'create', fields })).message).toContain(name);
    expect(await own.rows('every')).toEqual(before);
  },
);

test('what is no number never becomes null', async () => {
  for (const value of ['NaN', 'Infinity', '0/0']) {
    const json = `={{ ({ collection: 'every', data: { f_float: ${value} } }) }}`;
    expect(errorOf(await own.run({ operation: 'create', json })).message).toContain('data.f_float');
  }
});

test('the stars in place of a concealed value are not stored as the value', async () => {
  const { id, ...data } = rowOf(await create({ f_hash: 'secret' }));
  const json = { collection: 'every', id, data };
  expect(errorOf(await own.run({ operation: 'update', json })).message).toContain('data.f_hash: the stars');
});

test('a field that only shows something holds no value', async () => {
  expect(errorOf(await create({ shown: 'x' })).message).toContain('data.shown');
});

test('related records are checked too, whichever side they are on', async () => {
  const inOwner = { things: [{ f_integer: 1 }, { f_boolean: 'yes' }] };
  const nested = { collection: 'owners', data: inOwner };
  const error = errorOf(await own.run({ operation: 'create', json: nested }));
  expect(error.message).toContain('data.things[1].f_boolean: expected true or false');
  const changes = { things: { create: [{ f_uuid: 'nope' }], update: [], delete: [] } };
  const listed = errorOf(
    await own.run({ operation: 'create', json: { collection: 'owners', data: changes } }),
  );
  expect(listed.message).toContain('data.things.create[0].f_uuid: expected a uuid');
  expect(errorOf(await create({ owner: { born: '2026-02-30' } })).message).toContain('data.owner.born');
  const good = rowOf(await create({ owner: { born: '2026-01-31', things: [{ f_boolean: 'true' }] } }));
  const [owner] = await own.rows('owners', { filter: { id: { _eq: good.owner } } });
  expect(owner).toMatchObject({ born: '2026-01-31' });
  expect(owner?.things).toHaveLength(2);
});

test('what is saved to a version is checked as its item is', async () => {
  await own.arrange('PATCH', '/collections/every', { meta: { versioning: true } });
  const item = rowOf(await create({ f_text: 'main' }));
  const made = await own.arrange('POST', '/versions', {
    collection: 'every',
    item: String(item.id),
    key: 'draft',
  });
  const save = async (data: IDataObject): Promise<NodeResult> =>
    await own.run({ resource: 'versions', operation: 'save', json: { id: String(made.id), data } });
  const said = async (data: IDataObject): Promise<string> => errorOf(await save(data)).message;
  expect(await said({ f_boolean: 'yes' })).toContain('data.f_boolean: expected true or false');
  expect(await said({ f_uuid: 'nope' })).toContain('data.f_uuid: expected a uuid');
  expect(await said({ f_txet: 'x' })).toMatch(/"f_txet" is not known; did you mean "f_text"/);
  rowOf(await save({ f_boolean: 'true', f_integer: 7 }));
  const { current } = await own.arrange('GET', `/versions/${String(made.id)}/compare`);
  expect(current).toMatchObject({ f_boolean: true, f_integer: 7 });
});

test.each<[method: string, path: string, data: object]>([
  ['POST', '/items/every', { f_boolean: 'yes' }],
  ['POST', '/items/every', [{ f_text: 'x' }, { f_boolean: 'yes' }]],
  ['POST', '/items/owners', { things: { create: [{ f_boolean: 'yes' }], update: [], delete: [] } }],
  ['PATCH', '/items/every/1', { f_boolean: 'yes' }],
  ['PATCH', '/items/every', { keys: [1], data: { f_boolean: 'yes' } }],
  ['PATCH', '/items/every', { query: { filter: { id: { _eq: 1 } } }, data: { f_boolean: 'yes' } }],
])('a raw request is checked too where it writes items: %s %s %j', async (method, path, data) => {
  const before = await own.rows('every');
  const json = { method, path, data: data as IDataObject };
  const result = await own.run({ resource: 'request', operation: 'send', json });
  expect(errorOf(result).message).toMatch(/^data\S*\.f_boolean: expected true or false/);
  expect(await own.rows('every')).toEqual(before);
});

test('a raw request sends values as their fields take them, and to other routes as they are', async () => {
  const send = async (json: IDataObject): Promise<IDataObject> =>
    rowOf(await own.run({ resource: 'request', operation: 'send', json }));
  const data = { f_boolean: 'true', f_text: 7 };
  const { id } = await send({ method: 'POST', path: '/items/every', data });
  const [row] = await own.rows('every', { filter: { id: { _eq: id } } });
  expect([Boolean(row?.f_boolean), row?.f_text]).toEqual([true, '7']);
  const other = { method: 'POST', path: '/folders', data: { name: unique() } };
  expect(await send(other)).toMatchObject(other.data);
});

test.each<[resource: string, data: IDataObject, field: string]>([
  ['users', { role: 'nope' }, 'role'],
  ['users', { email_notifications: 'yes' }, 'email_notifications'],
  ['users', { tags: '[1' }, 'tags'],
  ['users', { token: '**********' }, 'token'],
  ['users', { first_name: { a: 1 } }, 'first_name'],
  ['folders', { name: 'x', parent: 'nope' }, 'parent'],
  ['roles', { name: 'x', parent: [] }, 'parent'],
  ['policies', { name: 'x', admin_access: 'yes' }, 'admin_access'],
  ['presets', { collection: 'x', refresh_interval: 1.5 }, 'refresh_interval'],
])('%s refuses %j by the name of the field', async (resource, data, field) => {
  const json = { data: { ...(resource === 'users' && { email: `${unique()}@example.org` }), ...data } };
  expect(errorOf(await own.run({ resource, operation: 'create', json })).message).toContain(
    `data.${field}: `,
  );
});

test('a user’s role may be a new role', async () => {
  const email = `${unique()}@example.org`;
  const json = { data: { email, role: { name: email } } };
  const user = rowOf(await own.run({ resource: 'users', operation: 'create', json }));
  const role = await own.arrange('GET', `/roles/${String(user.role)}`);
  expect(role.name).toBe(email);
});

test('who may not read the fields has their values left to Directus', async () => {
  const permission = { collection: 'every', action: 'create', permissions: {}, validation: {} };
  const token = await own.user([permission]);
  const json = { collection: 'every', data: { f_string: 'mine', f_integer: '7' } };
  const credential = { url: own.server.url, token };
  expect(rowsOf(await own.run({ operation: 'create', json, credential }))).toHaveLength(1);
  const rows = await own.rows('every', { filter: { f_string: { _eq: 'mine' } } });
  expect(rows).toMatchObject([{ f_integer: 7 }]);
});
