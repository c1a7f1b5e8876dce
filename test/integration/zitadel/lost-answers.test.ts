import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startFaultProxy, type Fault, type FaultProxy } from '../../support/faultProxy';
import { startGrpcFaultProxy } from '../../support/grpcFaultProxy';
import { failureOf, rowOf, textAt } from '../../support/results';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';
import { adminIds, People, runZitadel, TRANSPORTS, type Transport } from '../../support/zitadel';

/** Faults with which an answer is lost: the server has carried the call out, or has never seen it. */
const FAULTS: Fault[] = ['resetAfter', 'half', 'badGatewayAfter', 'resetBefore', 'badGateway'];
const people = new People();
let proxy: FaultProxy | undefined;

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

const isRead = (path: string): boolean => /\/(Get|List)|:search|_search|\/v2\/users\/[^/]+$/.test(path);

/** Runs an operation through a proxy that lets the first changes fail; without faults, straight. */
async function run(
  transport: Transport,
  operation: string,
  json: IDataObject,
  {
    faults = [],
    options = {},
    service = 'UserService',
  }: { faults?: Fault[]; options?: IDataObject; service?: string } = {},
): Promise<IDataObject> {
  await proxy?.close();
  const { url } = testServers().zitadel;
  const left = [...faults];
  const start = transport === 'grpc' ? startGrpcFaultProxy : startFaultProxy;
  proxy = await start(url, ({ path }) => (isRead(path) ? undefined : left.shift()));
  const credential = { url: proxy.url, instanceHost: new URL(url).host };
  const settings = { options: options as INodeParameters };
  return rowOf(
    await runZitadel({ service, operation, json, transport, settings, credential, continueOnFail: true }),
  );
}

const changes = (): unknown[] =>
  (proxy?.seen ?? []).filter(({ request }) => !isRead(request.replace('POST ', '')));

function person(more: IDataObject = {}): IDataObject {
  const name = unique();
  return {
    username: name,
    profile: { givenName: 'Ada', familyName: 'Lovelace' },
    email: { email: `${name}@example.org`, isVerified: true },
    ...more,
  };
}

async function makePerson(transport: Transport): Promise<string> {
  const userId = textAt(await run(transport, 'addHumanUser', person()), 'userId');
  people.keep(userId);
  return userId;
}

async function howMany(transport: Transport, userName: unknown): Promise<unknown> {
  const queries = [{ userNameQuery: { userName: String(userName) } }];
  const settings = { returnAll: true };
  const { items } = await runZitadel({ operation: 'listUsers', json: { queries }, transport, settings });
  return items.filter(({ json }) => json.userId !== undefined).length;
}

const shapeOf = (row: IDataObject): unknown =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'object' ? Object.keys(value ?? {}).sort() : typeof value,
    ]),
  );

describe.each(TRANSPORTS)('over %s', (transport) => {
  describe.each(FAULTS)('after %s', (fault) => {
    test('a person is created once, and the output is as without it', async () => {
      const plain = await run(transport, 'addHumanUser', person());
      const asked = person();
      const row = await run(transport, 'addHumanUser', asked, { faults: [fault] });
      for (const made of [plain, row]) people.keep(textAt(made, 'userId'));
      expect(shapeOf(row)).toEqual(shapeOf(plain));
      expect(row.userId).toMatch(/^\d{18}$/);
      expect(await howMany(transport, asked.username)).toBe(1);
    });

    test('so it is with createUser', async () => {
      const { orgId: organizationId } = await adminIds();
      const { username, profile, email } = person();
      const asked = { organizationId, username, human: { profile, email } };
      const row = await run(transport, 'createUser', asked, { faults: [fault] });
      people.keep(textAt(row, 'id'));
      expect(shapeOf(row)).toEqual({ id: 'string', creationDate: 'string' });
      expect(await howMany(transport, username)).toBe(1);
    });

    test('a change is made, and a removal done', async () => {
      const userId = await makePerson(transport);
      const metadata = [{ key: 'team', value: Buffer.from('blue').toString('base64') }];
      const set = await run(transport, 'setUserMetadata', { userId, metadata }, { faults: [fault] });
      expect(set.error).toBeUndefined();
      const verified = { userId, email: `${unique()}@example.org`, isVerified: true };
      const changed = await run(transport, 'setEmail', verified, { faults: [fault] });
      expect(shapeOf(changed)).toEqual({ details: ['changeDate', 'resourceOwner', 'sequence'] });
      const removed = await run(transport, 'deleteUser', { userId }, { faults: [fault] });
      expect(failureOf(removed)).toBeUndefined();
      expect(failureOf(await run(transport, 'getUserByID', { userId }))).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  test('a personal access token is made once, and it is said that nobody knows', async () => {
    const { orgId: organizationId } = await adminIds();
    const machine = await run(transport, 'createUser', {
      organizationId,
      username: unique(),
      machine: { name: 'm' },
    });
    const userId = textAt(machine, 'id');
    people.keep(userId);
    const asked = { userId, expirationDate: '2099-01-01T00:00:00Z' };
    const row = await run(transport, 'addPersonalAccessToken', asked, { faults: ['resetAfter'] });
    expect(failureOf(row)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(changes()).toHaveLength(1);
  });

  test('an ID that is given does not make who was there before a creation', async () => {
    const userId = await makePerson(transport);
    const row = await run(transport, 'addHumanUser', person({ userId }), { faults: ['resetBefore'] });
    expect(failureOf(row)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const own = randomUUID();
    people.keep(own);
    const faults: Fault[] = ['resetBefore', 'resetAfter'];
    expect(await run(transport, 'addHumanUser', person({ userId: own }), { faults })).toMatchObject({
      userId: own,
    });
  });

  test('a code that was lost is said to be lost', async () => {
    const name = unique();
    const email = { email: `${name}@example.org`, returnCode: {} };
    const row = await run(transport, 'addHumanUser', person({ username: name, email }), {
      faults: ['resetAfter'],
    });
    expect(failureOf(row)).toMatchObject({ code: 'ANSWER_LOST' });
    expect(await howMany(transport, name)).toBe(1);
  });

  test('a creation that is answered too late is looked for', async () => {
    const asked = person();
    const row = await run(transport, 'addHumanUser', asked, {
      faults: ['stall'],
      options: { timeout: 1500 },
    });
    people.keep(textAt(row, 'userId'));
    expect(await howMany(transport, asked.username)).toBe(1);
  });

  test('a name that is taken is said to be taken', async () => {
    const asked = person();
    people.keep(textAt(await run(transport, 'addHumanUser', asked), 'userId'));
    const row = await run(transport, 'addHumanUser', asked, { faults: ['resetBefore'] });
    expect(failureOf(row)).toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});
