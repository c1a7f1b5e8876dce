import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { eventually } from '../../support/eventually';
import { rowOf, rowsOf, shapeOf, textAt } from '../../support/results';
import { unique } from '../../support/unique';
import { People, runZitadel, TRANSPORTS, userExists, type Transport } from '../../support/zitadel';

const people = new People();

/** The same new person, as a form and as JSON. */
function newPerson(form: 'fields' | 'json'): { fields?: INodeParameters; json?: IDataObject; name: string } {
  const name = unique();
  const profile = { givenName: 'Grace', familyName: 'Hopper', gender: 'GENDER_FEMALE' };
  const address = `${name}@example.org`;
  const metadata = [{ key: 'team', value: 'Y29yZQ==' }];
  if (form === 'json') {
    const email = { email: address, isVerified: true };
    return { name, json: { username: name, profile, email, metadata } };
  }
  const fields = {
    username: name,
    profile,
    email: { email: address, verification: '{"isVerified":true}' },
    additionalFields: { metadata: JSON.stringify(metadata) },
  };
  return { name, fields };
}

async function create(transport: Transport, form: 'fields' | 'json'): Promise<[IDataObject, string]> {
  const { name, ...request } = newPerson(form);
  const reply = rowOf(await runZitadel({ operation: 'addHumanUser', transport, ...request }));
  people.keep(textAt(reply, 'userId'));
  return [reply, name];
}

async function get(transport: Transport, userId: string): Promise<IDataObject> {
  const settings = { simplify: false };
  return rowOf(await runZitadel({ operation: 'getUserByID', transport, fields: { userId }, settings }));
}

describe.each(TRANSPORTS)('users of Zitadel over %s', (transport) => {
  test.each(['fields', 'json'] as const)('a person is created from %s and read back', async (form) => {
    const [created, name] = await create(transport, form);
    const userId = textAt(created, 'userId');
    const { user } = await get(transport, userId);
    expect(user).toMatchObject({
      userId,
      username: name,
      state: 'USER_STATE_ACTIVE',
      human: {
        profile: { givenName: 'Grace', familyName: 'Hopper', gender: 'GENDER_FEMALE' },
        email: { email: `${name}@example.org`, isVerified: true },
      },
    });
  });

  test.each(['fields', 'json'] as const)('a person is deleted, asked for by %s', async (form) => {
    const userId = await people.make();
    const request = { [form]: { userId } };
    const reply = rowOf(await runZitadel({ operation: 'deleteUser', transport, ...request }));
    expect(reply).toHaveProperty('details.sequence');
    expect(await userExists(userId)).toBe(false);
  });

  test.each(['fields', 'json'] as const)('how a person signs in is listed, asked for by %s', async (form) => {
    const [created] = await create(transport, 'json');
    const request = { [form]: { userId: textAt(created, 'userId') } };
    const run = { operation: 'listAuthenticationMethodTypes', transport, ...request };
    const reply = rowOf(await runZitadel(run));
    expect(reply).toHaveProperty('details');
    expect(reply.authMethodTypes ?? []).toEqual([]);
  });

  test('an authenticator app given at creation is there from the start', async () => {
    const { json } = newPerson('json');
    const run = { operation: 'addHumanUser', transport, json: { ...json, totpSecret: 'JBSWY3DPEHPK3PXP' } };
    const userId = people.keep(textAt(rowOf(await runZitadel(run)), 'userId'));
    const listing = { operation: 'listAuthenticationMethodTypes', transport, fields: { userId } };
    const reply = await eventually(
      async () => rowOf(await runZitadel(listing)),
      ({ authMethodTypes }) => authMethodTypes !== undefined,
    );
    expect(reply.authMethodTypes).toContain('AUTHENTICATION_METHOD_TYPE_TOTP');
  });

  test('a user is found by name, once the list has it', async () => {
    const [created, name] = await create(transport, 'json');
    const queries = JSON.stringify([{ userNameQuery: { userName: name } }]);
    const run = { operation: 'listUsers', transport, fields: { additionalFields: { queries } } };
    const rows = await eventually(
      async () => rowsOf(await runZitadel(run)),
      ({ length }) => length > 0,
    );
    expect(rows.map(({ userId }) => userId)).toEqual([created.userId]);
  });
});

describe('both transports', () => {
  test('give the same JSON of one user', async () => {
    const [created] = await create('grpc', 'fields');
    const userId = textAt(created, 'userId');
    const [overGrpc, overHttp] = [await get('grpc', userId), await get('http', userId)];
    expect(overHttp).toEqual(overGrpc);
    expect(textAt(overGrpc, 'user.details.changeDate')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('give the same JSON of a list', async () => {
    const userIds = await people.makeMany(3);
    const json = { queries: [{ inUserIdsQuery: { userIds } }] };
    const list = async (transport: Transport): Promise<IDataObject[]> =>
      rowsOf(await runZitadel({ operation: 'listUsers', transport, json }));
    const overGrpc = await eventually(
      () => list('grpc'),
      ({ length }) => length === 3,
    );
    expect(overGrpc).toHaveLength(3);
    expect(await list('http')).toEqual(overGrpc);
  });

  test('give replies of one shape to creating and deleting', async () => {
    const [overGrpc] = await create('grpc', 'json');
    const [overHttp] = await create('http', 'json');
    expect(shapeOf(overHttp)).toEqual(shapeOf(overGrpc));
    const remove = async (transport: Transport, { userId }: IDataObject): Promise<unknown> =>
      shapeOf(rowOf(await runZitadel({ operation: 'deleteUser', transport, json: { userId } })));
    expect(await remove('http', overHttp)).toEqual(await remove('grpc', overGrpc));
  });
});
