import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ask } from '../support/directusOperations';
import { runNode, type NodeResult } from '../support/engine';
import { startFaultProxy, type ChooseFault, type Fault, type FaultProxy } from '../support/faultProxy';
import { startGrpcFaultProxy } from '../support/grpcFaultProxy';
import { failureOf, rowsOf } from '../support/results';
import { testServers } from '../support/servers';
import { unique } from '../support/unique';
import { runZitadel, TRANSPORTS, type Transport } from '../support/zitadel';
import { fieldOf, keyField, makeCollection } from '../integration/directus/operations/world';
import { asTable, type Figures, type State, tally } from './tally';

/** Items of each operation; `npm run test:reliability` takes more. */
const ITEMS = Number(process.env.RELIABILITY_ITEMS ?? 300);
/** One request in a hundred for each fault. */
const SHARE = 0.01;
const FAULTS: Fault[] = [
  'resetBefore',
  'resetAfter',
  'busy',
  'badGateway',
  'badGatewayAfter',
  'unavailable',
  'stall',
  'half',
  'trickle',
];
/** Milliseconds; what stalls ends with it. */
const TIMEOUT = 4000;
const OPTIONS = { timeout: TIMEOUT, batchSize: 1 };
const results = new Map<string, Figures>();

jest.setTimeout(60_000 + ITEMS * 400);

afterAll(() => {
  process.stdout.write(`\n${asTable(results)}\n`);
});

/** Faults by chance, the same in each run. */
function byChance(kinds: readonly Fault[]): ChooseFault {
  let seed = 20;
  return () => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    return kinds[Math.floor(seed / 2 ** 32 / SHARE)];
  };
}

const faultsOf = ({ seen }: FaultProxy): number => seen.filter(({ fault }) => fault !== undefined).length;
const numbers = Array.from({ length: ITEMS }, (_, number) => number);

function expectTrue(name: string, figures: Figures): void {
  results.set(name, figures);
  expect(figures).toMatchObject({ items: ITEMS, lost: 0, doubled: 0, untrue: 0 });
  expect(figures.done).toBeGreaterThan(ITEMS * 0.9);
}

describe('Directus', () => {
  let collection: string;
  let proxy: FaultProxy;

  beforeAll(async () => {
    const fields = [keyField('uuid'), fieldOf('title', 'string', { schema: { is_indexed: true } })];
    collection = await makeCollection([...fields, fieldOf('count', 'integer')], {}, 'directus');
  });

  beforeEach(async () => {
    proxy = await startFaultProxy(testServers().directus.url, byChance(FAULTS));
  });

  afterEach(async () => {
    await proxy.close();
  });

  afterAll(async () => {
    await ask('DELETE', `/collections/${collection}`, undefined, 'directus');
  });

  async function run(operation: string, requests: IDataObject[]): Promise<NodeResult> {
    const credential = { url: proxy.url, token: testServers().directus.adminToken };
    const jsonBody = '={{ JSON.stringify($json) }}';
    const parameters = { resource: 'items', operation, specifyBody: 'json', jsonBody, options: OPTIONS };
    const items = requests.map((request) => ({ collection, ...request }));
    return await runNode({ node: 'directus', parameters, credential, items, continueOnFail: true });
  }

  async function prepare(count: number): Promise<IDataObject[]> {
    const rows: IDataObject[] = [];
    for (let start = 0; start < ITEMS; start += 500) {
      const part = numbers.slice(start, start + 500).map(() => ({ title: unique(), count }));
      const path = `/items/${collection}`;
      const answer = await ask('POST', path, part, 'directus');
      rows.push(...(answer.data as IDataObject[]));
    }
    return rows;
  }

  async function stored(): Promise<IDataObject[]> {
    const rows: IDataObject[] = [];
    for (let page = 1; rows.length % 5000 === 0; page++) {
      const path = `/items/${collection}?limit=5000&sort=id&page=${page}`;
      const part = (await ask('GET', path, undefined, 'directus')).data as IDataObject[];
      if (part.length === 0) break;
      rows.push(...part);
    }
    return rows;
  }

  /** What the server has of each item, by the titles. */
  async function statesOf(titles: unknown[], isDone: (rows: IDataObject[]) => boolean): Promise<State[]> {
    const byTitle = new Map<unknown, IDataObject[]>();
    for (const row of await stored()) byTitle.set(row.title, [...(byTitle.get(row.title) ?? []), row]);
    return titles.map((title) => {
      const rows = byTitle.get(title) ?? [];
      return { count: rows.length, isDone: isDone(rows) };
    });
  }

  test('create', async () => {
    const data = numbers.map((count) => ({ title: unique(), count }));
    const result = await run(
      'create',
      data.map((entry) => ({ data: entry })),
    );
    const states = await statesOf(
      data.map(({ title }) => title),
      (rows) => rows.length > 0,
    );
    const figures = tally(result, states, faultsOf(proxy), (row, index) => row.title === data[index]?.title);
    expectTrue('Directus create', figures);
    expect(figures.unknown).toBe(0);
  });

  test('get', async () => {
    const before = await prepare(1);
    const result = await run(
      'get',
      before.map(({ id }) => ({ id })),
    );
    // A look changes nothing, so only what comes back can be untrue.
    const states = before.map((_, index) => ({
      count: 1,
      isDone: failureOf(result.items[index]?.json) === undefined,
    }));
    const figures = tally(result, states, faultsOf(proxy), (row, index) => row.id === before[index]?.id);
    expectTrue('Directus get', figures);
  });

  test('update', async () => {
    const before = await prepare(1);
    const result = await run(
      'update',
      before.map(({ id }) => ({ id, data: { count: 2 } })),
    );
    const states = await statesOf(
      before.map(({ title }) => title),
      ([row]) => row?.count === 2,
    );
    expectTrue(
      'Directus update',
      tally(result, states, faultsOf(proxy), (row) => row.count === 2),
    );
  });

  test('upsert', async () => {
    const before = (await prepare(1)).map(({ title }, index) => (index % 2 === 0 ? title : unique()));
    const result = await run(
      'upsert',
      before.map((title) => ({ key: 'title', data: { title, count: 2 } })),
    );
    const states = await statesOf(before, ([row]) => row?.count === 2);
    const figures = tally(result, states, faultsOf(proxy), (row, index) => row.title === before[index]);
    expectTrue('Directus upsert', figures);
    expect(figures.unknown).toBe(0);
  });

  test('delete', async () => {
    const before = await prepare(1);
    const result = await run(
      'delete',
      before.map(({ id }) => ({ id })),
    );
    const states = await statesOf(
      before.map(({ title }) => title),
      (rows) => rows.length === 0,
    );
    expectTrue(
      'Directus delete',
      tally(result, states, faultsOf(proxy), (row) => row.deleted === true),
    );
  });
});

describe.each(TRANSPORTS)('Zitadel over %s', (transport) => {
  const prefix = unique();
  let proxy: FaultProxy;

  beforeEach(async () => {
    const { url } = testServers().zitadel;
    proxy =
      transport === 'grpc'
        ? await startGrpcFaultProxy(url, byChance([...FAULTS, 'goAway', 'refusedAfter']))
        : await startFaultProxy(url, byChance(FAULTS));
  });

  afterEach(async () => {
    await proxy.close();
  });

  afterAll(async () => {
    const items = (await listed()).map(({ userId }) => ({ userId }));
    await straight('deleteUser', '={{ JSON.stringify($json) }}', items);
  });

  async function straight(
    operation: string,
    json: string | IDataObject,
    items: IDataObject[] = [{}],
  ): Promise<IDataObject[]> {
    const settings = { returnAll: true };
    return rowsOf(await runZitadel({ operation, json, items, settings, transport, continueOnFail: true }));
  }

  async function listed(): Promise<IDataObject[]> {
    const queries = [{ userNameQuery: { userName: prefix, method: 'TEXT_QUERY_METHOD_STARTS_WITH' } }];
    return (await straight('listUsers', { queries })).filter(({ userId }) => userId !== undefined);
  }

  async function run(
    operation: string,
    items: IDataObject[],
    over: Transport = transport,
  ): Promise<NodeResult> {
    const credential = { url: proxy.url, instanceHost: new URL(testServers().zitadel.url).host };
    const settings: INodeParameters = { options: { timeout: TIMEOUT } };
    const json = '={{ JSON.stringify($json) }}';
    return await runZitadel({
      operation,
      json,
      items,
      settings,
      transport: over,
      credential,
      continueOnFail: true,
    });
  }

  test('addHumanUser', async () => {
    const items = numbers.map((number) => ({
      username: `${prefix}-${number}`,
      profile: { givenName: 'Ada', familyName: 'Lovelace' },
      email: { email: `${prefix}-${number}@example.org`, isVerified: true },
    }));
    const result = await run('addHumanUser', items);
    const ids = new Map<unknown, unknown[]>();
    for (const { username, userId } of await listed())
      ids.set(username, [...(ids.get(username) ?? []), userId]);
    const states = items.map(({ username }) => {
      const count = ids.get(username)?.length ?? 0;
      return { count, isDone: count > 0 };
    });
    const isRight = ({ userId }: IDataObject, index: number): boolean =>
      ids.get(items[index]?.username)?.[0] === userId;
    const figures = tally(result, states, faultsOf(proxy), isRight);
    expectTrue(`Zitadel addHumanUser, ${transport}`, figures);
    expect(figures.unknown).toBe(0);
  });

  test('getUserByID and setUserMetadata', async () => {
    const users = await listed();
    const items = numbers.map((number) => ({ userId: String(users[number % users.length]?.userId) }));
    const got = await run('getUserByID', items);
    const seen = got.items.map(({ json }) => ({ count: 1, isDone: failureOf(json) === undefined }));
    const isRight = ({ user }: IDataObject, index: number): boolean =>
      (user as IDataObject | undefined)?.userId === items[index]?.userId;
    const faultsOfGets = faultsOf(proxy);
    expectTrue(`Zitadel getUserByID, ${transport}`, tally(got, seen, faultsOfGets, isRight));

    const value = Buffer.from('x').toString('base64');
    const metadata = items.map(({ userId }, number) => ({
      userId,
      metadata: [{ key: `key-${number}`, value }],
    }));
    const set = await run('setUserMetadata', metadata);
    const keys = new Set<string>();
    for (const { userId } of users) {
      const rows = await straight('listUserMetadata', { userId });
      for (const { key } of rows) keys.add(`${String(userId)} ${String(key)}`);
    }
    const states = items.map(({ userId }, number) => {
      const isDone = keys.has(`${userId} key-${number}`);
      return { count: Number(isDone), isDone };
    });
    expectTrue(`Zitadel setUserMetadata, ${transport}`, tally(set, states, faultsOf(proxy) - faultsOfGets));
  });
});
