import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ZitadelStandIn } from '../../../sandbox/zitadel/server';
import type { NodeResult } from '../../support/engine';
import { startFaultProxy } from '../../support/faultProxy';
import { rowsOf } from '../../support/results';
import { startStandIn } from '../../support/stand-in';
import { unique } from '../../support/unique';
import { runZitadel, TRANSPORTS, type Transport } from '../../support/zitadel';

let server: ZitadelStandIn;

beforeAll(async () => {
  server = await startStandIn();
});

afterAll(async () => {
  await server.stop();
});

const EXPRESSION = { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' };

interface Way {
  transport: Transport;
  url: string;
  /** How often n8n may send a request again. */
  retries?: number;
}

async function run(
  { transport, url, retries = 3 }: Way,
  operation: string,
  items: IDataObject[],
  options: INodeParameters = {},
): Promise<NodeResult> {
  return await runZitadel({
    operation,
    transport,
    items,
    fields: EXPRESSION,
    token: server.tokens.admin,
    credential: { url, instanceHost: new URL(server.url).host },
    settings: { options: { retries, ...options } },
  });
}

/** Brings three people in, of whom one is there twice: created, with a factor and a note. */
async function onboard(way: Way, prefix: string): Promise<IDataObject[]> {
  const people = ['ada', 'eve', 'ada', 'tim'].map((name) => ({
    username: `${prefix}-${name}`,
    profile: { givenName: name, familyName: 'Lovelace' },
    email: { email: `${prefix}-${name}@example.org`, isVerified: true },
  }));
  const created = rowsOf(await run(way, 'addHumanUser', people, { ifExists: 'keep' }));
  const ids = created.map(({ userId }) => ({ userId: String(userId) }));
  rowsOf(await run(way, 'addOTPEmail', ids, { ifExists: 'keep' }));
  const notes = ids.map(({ userId }) => ({ userId, metadata: [{ key: 'onboarded', value: 'eWVz' }] }));
  rowsOf(await run(way, 'setUserMetadata', notes));
  return created;
}

/** What the server has of the people of a run; IDs and times aside. */
async function stateOf(prefix: string): Promise<unknown[]> {
  const way: Way = { transport: 'grpc', url: server.url };
  const queries = [{ userNameQuery: { userName: prefix, method: 'TEXT_QUERY_METHOD_STARTS_WITH' } }];
  const users = rowsOf(await run(way, 'listUsers', [{ queries }]));
  const known: unknown[] = [];
  for (const { userId, username } of users) {
    const [methods] = rowsOf(await run(way, 'listAuthenticationMethodTypes', [{ userId: userId ?? '' }]));
    const metadata = rowsOf(await run(way, 'listUserMetadata', [{ userId: userId ?? '' }]));
    known.push([
      String(username).slice(prefix.length),
      methods?.authMethodTypes,
      metadata.map(({ key, value }) => [key, value]),
    ]);
  }
  return known.sort();
}

async function cleanState(transport: Transport): Promise<unknown[]> {
  const prefix = unique();
  await onboard({ transport, url: server.url }, prefix);
  const state = await stateOf(prefix);
  expect(state).toHaveLength(3);
  return state;
}

test.each(TRANSPORTS)('two runs at the same time end as one does, over %s', async (transport) => {
  const prefix = unique();
  const way = { transport, url: server.url };
  const [first = [], second = []] = await Promise.all([onboard(way, prefix), onboard(way, prefix)]);
  expect(second.map(({ userId }) => userId)).toEqual(first.map(({ userId }) => userId));
  const outcomes = [...first, ...second].map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(3);
  expect(await stateOf(prefix)).toEqual(await cleanState(transport));
});

test('a run that broke anywhere and was started again ends as one does', async () => {
  const clean = await cleanState('http');
  let isOver = false;
  let broken = 0;
  for (let good = 0; !isOver; good++) {
    const prefix = unique();
    let left = good;
    // Before the server has seen a request, or after it has carried it out.
    const fault = good % 2 === 0 ? 'resetBefore' : 'resetAfter';
    const proxy = await startFaultProxy(server.url, () => (left-- > 0 ? undefined : fault));
    const way: Way = { transport: 'http', url: proxy.url, retries: 0 };
    isOver = await onboard(way, prefix).then(
      () => true,
      () => false,
    );
    await proxy.close();
    if (!isOver) broken++;
    await onboard({ transport: 'http', url: server.url }, prefix);
    expect([good, await stateOf(prefix)]).toEqual([good, clean]);
  }
  expect(broken).toBeGreaterThan(8);
});
