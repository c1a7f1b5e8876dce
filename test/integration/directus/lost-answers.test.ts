import type { IDataObject } from 'n8n-workflow';

import { toBinary } from '../../support/binary';
import { arrange, ask, callOperation, type OperationCall } from '../../support/directusOperations';
import { startFaultProxy, type Fault, type FaultProxy } from '../../support/faultProxy';
import { errorOf, failureOf, rowsOf } from '../../support/results';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';
import { fieldOf, keyField, makeCollection } from './operations/world';

/** Faults with which an answer is lost: the server has carried the request out, or has never seen it. */
const FAULTS: Fault[] = ['resetAfter', 'half', 'badGatewayAfter', 'resetBefore', 'badGateway'];
const SERVERS = ['directus12', 'directus10'] as const;

let proxy: FaultProxy;
/** What goes wrong, once each, with the changes that are sent. */
let faults: Fault[] = [];
const collections = new Map<string, string>();
const made: string[] = [];

beforeAll(async () => {
  for (const server of SERVERS) {
    proxy = await startFaultProxy(testServers()[server].url, () => undefined);
    const fields = [keyField('uuid'), fieldOf('title', 'string', { schema: { is_unique: true } })];
    const more = [
      fieldOf('count', 'integer'),
      fieldOf('extra', 'json', { meta: { special: ['cast-json'] } }),
    ];
    collections.set(server, await makeCollection([...fields, ...more], {}, server));
    await proxy.close();
  }
});

beforeEach(() => {
  faults = [];
});

afterEach(async () => {
  await proxy.close();
});

afterAll(async () => {
  for (const [server, name] of collections)
    await ask('DELETE', `/collections/${name}`, undefined, server as 'directus12');
  for (const path of made) await ask('DELETE', path);
});

/** Runs an operation through a proxy that lets the first changes fail. */
async function run(call: OperationCall): Promise<ReturnType<typeof rowsOf>> {
  const server = (call.server as 'directus12' | undefined) ?? 'directus12';
  proxy = await startFaultProxy(testServers()[server].url, ({ method }) =>
    ['GET', 'SEARCH'].includes(method) ? undefined : faults.shift(),
  );
  const { url } = proxy;
  return rowsOf(
    await callOperation({ continueOnFail: true, ...call, credential: { url, ...call.credential } }),
  );
}

const changes = (): string[] =>
  proxy.seen.map(({ request }) => request).filter((request) => !/^(GET|SEARCH)/.test(request));

async function stored(
  filter: object,
  server: 'directus12' | 'directus10' = 'directus12',
): Promise<IDataObject[]> {
  const query = encodeURIComponent(JSON.stringify(filter));
  const path = `/items/${collections.get(server) ?? ''}?limit=-1&filter=${query}`;
  return (await ask('GET', path, undefined, server)).data as IDataObject[];
}

const onItems = (more: Partial<OperationCall>): OperationCall => ({
  resource: 'items',
  operation: 'create',
  fields: { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
  ...more,
});

describe.each(SERVERS)('%s', (server) => {
  // One fault of each kind tells whether an older server differs.
  const kinds = server === 'directus12' ? FAULTS : (['half', 'resetBefore'] as const);
  describe.each(kinds)('after %s', (fault) => {
    const collection = (): string => collections.get(server) ?? '';

    test.each([1, 100])('a creation is done once, in batches of %i', async (batchSize) => {
      faults = [fault];
      const titles = [unique(), unique(), unique()];
      const items = titles.map((title) => ({ collection: collection(), data: { title, extra: { a: [1] } } }));
      const rows = await run(onItems({ server, items, settings: { options: { batchSize } } }));
      const there = await stored({ title: { _in: titles } }, server);
      expect(rows.map(({ title }) => title)).toEqual(titles);
      expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(there.map(({ id }) => id)));
      expect(rows.map((row) => Object.keys(row).sort())).toEqual(
        titles.map(() => ['count', 'extra', 'id', 'title']),
      );
      expect(there).toHaveLength(3);
    });

    test('a list of records is created once, in its order', async () => {
      faults = [fault];
      const data = Array.from({ length: 6 }, (_, count) => ({ title: unique(), count }));
      const query = { fields: ['title', 'count'] };
      const rows = await run(
        onItems({ operation: 'createMultiple', server, items: [{ collection: collection(), data, query }] }),
      );
      expect(rows).toEqual(data);
      expect(await stored({ title: { _in: data.map(({ title }) => title) } }, server)).toHaveLength(6);
    });

    test.each([1, 100])('an upsert is done once, in batches of %i', async (batchSize) => {
      faults = [fault];
      const titles = [unique(), unique()];
      const items = titles.map((title, count) => ({
        collection: collection(),
        key: 'title',
        data: { title, count },
      }));
      const rows = await run(
        onItems({ operation: 'upsert', server, items, settings: { options: { batchSize } } }),
      );
      expect(rows.map(({ count }) => count)).toEqual([0, 1]);
      expect(await stored({ title: { _in: titles } }, server)).toHaveLength(2);
    });

    test.each([1, 100])('a change and a deletion are done, in batches of %i', async (batchSize) => {
      const data = [0, 1].map((count) => ({ title: unique(), count, extra: { old: true } }));
      const before = (await ask('POST', `/items/${collection()}`, data, server)).data as IDataObject[];
      const options = { settings: { options: { batchSize } }, server };
      const items = before.map(({ id }) => ({
        collection: collection(),
        id,
        data: { count: 7, extra: { new: 1 } },
      }));
      faults = [fault];
      const rows = await run(onItems({ operation: 'update', items, ...options }));
      expect(rows.map(({ id, count, extra }) => [id, count, extra])).toEqual(
        before.map(({ id }) => [id, 7, { new: 1 }]),
      );
      await proxy.close();
      faults = [fault];
      const deletions = before.map(({ id }) => ({ collection: collection(), id }));
      expect(await run(onItems({ operation: 'delete', items: deletions, ...options }))).toEqual([
        { deleted: true },
        { deleted: true },
      ]);
      expect(await stored({ id: { _in: before.map(({ id }) => id) } }, server)).toEqual([]);
    });
  });
});

describe('what else has a key that is made here', () => {
  test.each([
    ['users', { email: `${unique()}@example.org` }],
    ['folders', { name: unique() }],
    ['roles', { name: unique() }],
    ['policies', { name: unique() }],
    ['flows', { name: unique(), trigger: 'manual', status: 'inactive' }],
    ['dashboards', { name: unique() }],
    ['translations', { key: unique(), language: 'en-US', value: 'x' }],
  ])('%s', async (resource, data) => {
    faults = ['resetAfter'];
    const [row] = await run({ resource, operation: 'create', json: { data } });
    made.push(`/${resource}/${String(row?.id)}`);
    expect(row).toMatchObject(data);
    expect(changes()).toEqual([`POST /${resource}`]);
  });

  test.each<Fault>(['resetAfter', 'half', 'resetBefore'])('an uploaded file, after %s', async (fault) => {
    faults = [fault];
    const name = `${unique()}.txt`;
    const [row] = await run({
      resource: 'files',
      operation: 'create',
      json: { data: { title: name } },
      binary: [{ data: await toBinary(Buffer.from('content'), name, 'text/plain') }],
    });
    made.push(`/files/${String(row?.id)}`);
    expect(row).toMatchObject({ title: name, filename_download: name, type: 'text/plain' });
    const filter = encodeURIComponent(JSON.stringify({ title: { _eq: name } }));
    expect((await ask('GET', `/files?filter=${filter}`)).data).toHaveLength(1);
  });
});

describe('a key that is given', () => {
  test('settles a creation of which there was nothing before it was sent again', async () => {
    faults = ['resetBefore', 'resetAfter'];
    const id = crypto.randomUUID();
    const collection = collections.get('directus12') ?? '';
    const [row] = await run(onItems({ items: [{ collection, data: { id, title: unique() } }] }));
    expect(row?.id).toBe(id);
    expect(changes()).toHaveLength(2);
  });

  test('does not make what was there before a creation', async () => {
    const collection = collections.get('directus12') ?? '';
    const { id } = await arrange('POST', `/items/${collection}`, { title: unique() });
    faults = ['resetBefore'];
    const [row] = await run(onItems({ items: [{ collection, data: { id: String(id), title: unique() } }] }));
    expect(failureOf(row)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(changes()).toHaveLength(1);
  });
});

describe('what nobody can know', () => {
  test('is said of a creation with a number as its key, which is sent once', async () => {
    const collection = await makeCollection([keyField('integer'), fieldOf('title', 'string')]);
    made.push(`/collections/${collection}`);
    faults = ['resetAfter'];
    const [row] = await run(onItems({ items: [{ collection, data: { title: 'x' } }] }));
    expect(failureOf(row)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect((await ask('GET', `/items/${collection}`)).data).toHaveLength(1);
  });

  test('is said of a change that makes related records, which is sent once', async () => {
    const policy = await arrange('POST', '/policies', { name: unique() });
    made.push(`/policies/${String(policy.id)}`);
    faults = ['resetAfter'];
    const permission = { collection: 'directus_users', action: 'read', fields: ['id'] };
    const data = { permissions: { create: [permission], update: [], delete: [] } };
    const [row] = await run({ resource: 'policies', operation: 'update', json: { id: policy.id, data } });
    expect(failureOf(row)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(changes()).toHaveLength(1);
  });
});

describe('who may do little', () => {
  test.each([1, 100])(
    'creates without a key where the rule allows none, in batches of %i',
    async (batchSize) => {
      const role = await arrange('POST', '/roles', { name: unique() }, 'directus10');
      const collection = collections.get('directus10');
      for (const [action, fields] of [
        ['create', ['title']],
        ['read', ['*']],
      ]) {
        await arrange('POST', '/permissions', { role: role.id, collection, action, fields }, 'directus10');
      }
      const token = unique();
      const user = { email: `${unique()}@example.org`, token, role: role.id };
      const { id } = await arrange('POST', '/users', user, 'directus10');
      const titles = Array.from({ length: 6 }, () => unique());
      const items = titles.map((title) => ({ collection, data: { title } }));
      const settings = { options: { batchSize, concurrency: 1 } };
      const rows = await run(onItems({ server: 'directus10', items, settings, credential: { token } }));
      expect(rows.map(({ title }) => title)).toEqual(titles);
      expect(await stored({ title: { _in: titles } }, 'directus10')).toHaveLength(6);
      const keyed = proxy.seen.filter(
        ({ request, body }) => request.startsWith('POST') && body.includes('"id"'),
      );
      expect(keyed.length).toBeLessThan(6);
      await ask('DELETE', `/users/${String(id)}`, undefined, 'directus10');
      await ask('DELETE', `/roles/${String(role.id)}`, undefined, 'directus10');
    },
  );

  test('creates once where nothing may be read', async () => {
    const policy = await arrange('POST', '/policies', { name: unique() });
    made.push(`/policies/${String(policy.id)}`);
    const rule = { policy: policy.id, collection: 'directus_folders', action: 'create', fields: ['*'] };
    await arrange('POST', '/permissions', rule);
    const token = unique();
    const user = { email: `${unique()}@example.org`, token, policies: [{ policy: policy.id }] };
    const { id } = await arrange('POST', '/users', user);
    const name = unique();
    faults = ['resetAfter'];
    const rows = await run({
      resource: 'folders',
      operation: 'create',
      json: { data: { name } },
      credential: { token },
    });
    expect(rows).toEqual([{ created: true }]);
    const filter = encodeURIComponent(JSON.stringify({ name: { _eq: name } }));
    const folders = (await ask('GET', `/folders?filter=${filter}`)).data as IDataObject[];
    expect(folders).toHaveLength(1);
    made.push(`/folders/${String(folders[0]?.id)}`, `/users/${String(id)}`);
  });
});

test('a creation that is answered too late is looked for', async () => {
  faults = ['stall'];
  const collection = collections.get('directus12') ?? '';
  const title = unique();
  const [row] = await run(
    onItems({ items: [{ collection, data: { title } }], settings: { options: { timeout: 1500 } } }),
  );
  expect(row).toMatchObject({ title });
});

test('what a server refuses is refused once', async () => {
  const collection = collections.get('directus12') ?? '';
  const title = unique();
  await arrange('POST', `/items/${collection}`, { title });
  faults = [];
  const error = errorOf(await callOperation(onItems({ items: [{ collection, data: { title } }] })));
  expect(error.message).toContain('RECORD_NOT_UNIQUE');
  proxy = await startFaultProxy(testServers().directus12.url, () => undefined);
});
