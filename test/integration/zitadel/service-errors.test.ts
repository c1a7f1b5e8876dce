import type { IDataObject } from 'n8n-workflow';

import { createActors, type Actors } from '../../recordings/actors';
import { eventually } from '../../support/eventually';
import { errorOf, failureOf, rowOf, rowsOf, textAt } from '../../support/results';
import { wrongCodeOf } from '../../support/totp';
import { unique } from '../../support/unique';
import { methodTypes, People, runZitadel, TRANSPORTS, zitadelServer } from '../../support/zitadel';

const people = new People();
const UNKNOWN = '999999999999999999';
let actors: Actors;

beforeAll(async () => {
  actors = await createActors(zitadelServer());
  const { machineId, nobodyId, managerId, humanId } = actors.values;
  for (const id of [machineId, nobodyId, managerId, humanId]) people.keep(id ?? '');
});

describe.each(TRANSPORTS)('what Zitadel refuses over %s', (transport) => {
  async function failing(
    operation: string,
    json: IDataObject,
    token?: string,
  ): Promise<{ failure: IDataObject | undefined; description: unknown }> {
    const run = { operation, transport, json, token };
    const row = rowOf(await runZitadel({ ...run, continueOnFail: true }));
    const error = errorOf(await runZitadel(run));
    const failure = failureOf(row);
    expect(error.name).toBe('NodeApiError');
    expect(error.message).toBe(failure?.message);
    return { failure, description: error.description };
  }

  async function registered(): Promise<{ userId: string; secret: string }> {
    const userId = await people.make();
    const reply = rowOf(await runZitadel({ operation: 'registerTOTP', transport, json: { userId } }));
    return { userId, secret: textAt(reply, 'secret') };
  }

  async function verified(): Promise<string> {
    const { userId, secret } = await registered();
    rowOf(await runZitadel({ operation: 'verifyTOTPRegistration', transport, json: { userId, secret } }));
    return userId;
  }

  test('a wrong code: says which code to use', async () => {
    const { userId, secret } = await registered();
    const code = wrongCodeOf(secret);
    const { failure, description } = await failing('verifyTOTPRegistration', { userId, code });
    expect(failure).toMatchObject({ code: 'INVALID_ARGUMENT', id: 'EVENT-8isk2' });
    expect(description).toContain('the secret registered last');
  });

  test('a wrong password: counts the failed attempts', async () => {
    const userId = await people.make();
    const password = 'Secr3tPassw0rd!';
    const set = { operation: 'setPassword', transport, json: { userId, newPassword: { password } } };
    rowOf(await runZitadel(set));
    const request = { userId, newPassword: { password: 'An0therOne!!' }, currentPassword: 'wrong' };
    const { failure, description } = await failing('setPassword', request);
    expect(failure).toMatchObject({
      code: 'INVALID_ARGUMENT',
      id: 'COMMAND-3M0fs',
      details: { failedAttempts: 1 },
    });
    expect(description).toMatch(/current password.* Failed attempts so far: 2\./);
  });

  test('a credential that no browser made: says what to send', async () => {
    const userId = await people.make();
    const register = { operation: 'registerPasskey', transport, json: { userId, domain: 'localhost' } };
    const { passkeyId } = rowOf(await runZitadel(register));
    const publicKeyCredential = { type: 'public-key' };
    const request = { userId, passkeyId, publicKeyCredential, passkeyName: 'x' };
    const { failure, description } = await failing('verifyPasskeyRegistration', request);
    expect(failure).toMatchObject({ code: 'INTERNAL', id: 'WEBAU-sEr8c' });
    expect(failure).not.toHaveProperty('details');
    expect(description).toContain('navigator.credentials.create()');
  });

  test('a second authenticator app: says to remove the first', async () => {
    const { failure, description } = await failing('registerTOTP', { userId: await verified() });
    expect(failure).toMatchObject({ code: 'ALREADY_EXISTS', id: 'COMMAND-do9se' });
    expect(description).toContain('Remove TOTP first');
  });

  test('verifying what is verified: says that nothing is left to do', async () => {
    const userId = await verified();
    const { failure, description } = await failing('verifyTOTPRegistration', { userId, code: '000000' });
    expect(failure).toMatchObject({ code: 'FAILED_PRECONDITION', id: 'COMMAND-qx4ls' });
    expect(description).toContain('verified already');
  });

  test('verifying what was never registered: says to register first', async () => {
    const userId = await people.make();
    const { failure, description } = await failing('verifyTOTPRegistration', { userId, code: '000000' });
    expect(failure).toMatchObject({ code: 'NOT_FOUND', id: 'COMMAND-3Mif9s' });
    expect(description).toContain('Register TOTP first');
  });

  test('removing what is not there: says so', async () => {
    const { failure, description } = await failing('removeTOTP', { userId: await people.make() });
    expect(failure).toMatchObject({ code: 'NOT_FOUND', id: 'COMMAND-Hd9sd' });
    expect(description).toContain('nothing to remove');
  });

  test.each([
    ['getUserByID', 'NOT_FOUND', 'QUERY-Dfbg2'],
    ['registerTOTP', 'FAILED_PRECONDITION', 'COMMAND-SqyJz'],
  ])('an unknown user in %s: says to check the ID', async (operation, code, id) => {
    const { failure, description } = await failing(operation, { userId: UNKNOWN });
    expect(failure).toMatchObject({ code, id });
    expect(description).toContain('Check the user ID');
  });

  test('a user name that is taken: says to choose another', async () => {
    const username = unique();
    const person = (): IDataObject => ({
      username,
      profile: { givenName: 'Ada', familyName: 'Lovelace' },
      email: { email: `${unique()}@example.org`, isVerified: true },
    });
    const first = rowOf(await runZitadel({ operation: 'addHumanUser', transport, json: person() }));
    people.keep(textAt(first, 'userId'));
    const { failure, description } = await failing('addHumanUser', person());
    expect(failure).toMatchObject({ code: 'ALREADY_EXISTS', id: 'V3-DKcYh' });
    expect(description).toContain('another username');
  });

  test('a service user without a role: names the roles that may', async () => {
    const { failure, description } = await failing(
      'registerTOTP',
      { userId: actors.values.humanId },
      actors.tokens.nobody,
    );
    expect(failure?.code).toMatch(/^(PERMISSION_DENIED|NOT_FOUND)$/);
    expect(description).toContain('IAM_OWNER');
  });

  test('a user manager who registers a factor: names the roles that may', async () => {
    const { failure, description } = await failing(
      'registerTOTP',
      { userId: actors.values.humanId },
      actors.tokens.manager,
    );
    expect(failure?.code).toBe('PERMISSION_DENIED');
    expect(description).toContain('a user manager may only remove one');
  });

  test('a wrong token: says to check it', async () => {
    const { failure, description } = await failing('getUserByID', { userId: UNKNOWN }, actors.tokens.bad);
    expect(failure).toMatchObject({ code: 'UNAUTHENTICATED', id: 'AUTH-7fs1e' });
    expect(description).toContain('token in the credential');
  });

  test('an instance host that is not the server’s: says where to write the right one', async () => {
    const run = {
      operation: 'getUserByID',
      transport,
      json: { userId: UNKNOWN },
      credential: { instanceHost: 'elsewhere.example.org' },
    };
    const error = errorOf(await runZitadel(run));
    expect(error.message).toContain('QUERY-1kIjX');
    expect(error.description).toContain('Instance Host');
  });

  test('of several items only the wrong one, while the others take effect', async () => {
    const [first, second] = [await registered(), await registered()];
    const items = [
      { userId: first.userId, secret: first.secret },
      { userId: second.userId, code: wrongCodeOf(second.secret) },
    ];
    const rows = rowsOf(
      await runZitadel({
        operation: 'verifyTOTPRegistration',
        transport,
        json: '={{ JSON.stringify($json) }}',
        items,
        continueOnFail: true,
      }),
    );
    expect(rows.map((row) => failureOf(row)?.id)).toEqual([undefined, 'EVENT-8isk2']);
    const types = await eventually(
      () => methodTypes(first.userId),
      ({ length }) => length > 0,
    );
    expect(types).toContain('AUTHENTICATION_METHOD_TYPE_TOTP');
    expect(await methodTypes(second.userId)).toEqual([]);
  });
});
