import '../support/log-everything';

import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { capturingConsole } from '../support/console';
import { Accounts, runDirectus, type DirectusRun } from '../support/directus';
import type { NodeResult } from '../support/engine';
import { errorOf, rowOf, textAt } from '../support/results';
import { closeStubs, startStub } from '../support/stub';
import { codeOf, newSecret, wrongCodeOf } from '../support/totp';
import { People, runZitadel, TRANSPORTS, type ZitadelRun } from '../support/zitadel';

const people = new People();
const accounts = new Accounts();
const PASSWORD = 'Wrong-Horse-Battery-1';

/** Everything that a run let out: items, the error in every way that it can be looked at, and the console. */
function everythingOf({ items, error }: NodeResult, written: string): string {
  const looks = items.map((item) => JSON.stringify(item));
  for (let fault: unknown = error; fault instanceof Error; fault = fault.cause) {
    looks.push(
      fault.message,
      fault.stack ?? '',
      inspect(fault, { depth: 20, showHidden: true }),
      textOf(fault),
    );
  }
  return [...looks, written].join('\n');
}

/** The JSON of an error with all of its own properties, those of the node apart: they hold what the user wrote. */
function textOf(error: Error): string {
  const seen = new Set<unknown>();
  const properties = Object.fromEntries(
    Object.getOwnPropertyNames(error).map((name) => [name, (error as unknown as IDataObject)[name]]),
  );
  return JSON.stringify(properties, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) return undefined;
      seen.add(value);
    }
    return value;
  });
}

/**
 * Runs a node, and makes sure that it lets out no secret.
 *
 * @param act gets items with the secrets, so that the node's parameters hold only expressions
 */
async function leaking(act: () => Promise<NodeResult>, secrets: string[]): Promise<NodeResult> {
  const { result, written } = await capturingConsole(act);
  const everything = everythingOf(result, written);
  for (const secret of secrets) {
    const at = placeOf(everything, secret);
    if (at >= 0) throw new Error(`a secret came out: ${everything.slice(Math.max(0, at - 200), at + 100)}`);
  }
  return result;
}

/** Where a secret is in a text; -1 where it is not. Six digits that are part of a longer number are no code. */
function placeOf(text: string, secret: string): number {
  if (!/^[0-9]{6}$/.test(secret)) return text.indexOf(secret);
  return text.search(new RegExp(`(?<![0-9])${secret}(?![0-9])`));
}

const EXPRESSION = '={{ JSON.stringify($json) }}';

test('a secret that comes out anywhere is noticed', async () => {
  const secret = newSecret();
  const unharmed = { items: [], error: new Error('other') };
  const cases: Array<() => NodeResult> = [
    () => ({ items: [{ json: { deep: { secret } }, pairedItem: { item: 0 } }] }),
    () => ({ items: [], error: new Error(`with ${secret}`) }),
    () => ({ items: [], error: Object.assign(new Error(), { context: { request: { secret } } }) }),
    () => ({ items: [], error: new Error('outer', { cause: new Error(secret) }) }),
    () => {
      console.log('written', { secret });
      return unharmed;
    },
    () => {
      process.stderr.write(secret);
      return unharmed;
    },
  ];
  for (const act of cases) {
    await expect(leaking(() => Promise.resolve(act()), [secret])).rejects.toThrow('a secret came out');
  }
  expect(await leaking(() => Promise.resolve(unharmed), [secret])).toBe(unharmed);
});

test('the console has what n8n logs of an error', async () => {
  const run = { operation: 'getUserByID', json: { userId: 'nobody' } };
  const { written } = await capturingConsole(() => runZitadel(run));
  expect(written).toContain('QUERY-Dfbg2');
});

describe.each(TRANSPORTS)('secrets of Zitadel over %s', (transport) => {
  let token: string;
  let userId: string;

  beforeAll(async () => {
    ({ token, userId } = await people.makeSignedIn());
  });

  function call(
    operation: string,
    request: IDataObject,
    more: Partial<ZitadelRun> = {},
  ): Promise<NodeResult> {
    return runZitadel({ operation, transport, json: EXPRESSION, items: [request], ...more });
  }

  test('stay in when an authenticator app is registered, verified and removed', async () => {
    const id = await people.make();
    const registered = await leaking(() => call('registerTOTP', { userId: id }), [token]);
    const secret = textAt(rowOf(registered), 'secret');
    const code = wrongCodeOf(secret);
    const wrong = await leaking(
      () => call('verifyTOTPRegistration', { userId: id, code }),
      [token, secret, code],
    );
    expect(errorOf(wrong).message).toContain('EVENT-8isk2');
    await leaking(() => call('verifyTOTPRegistration', { userId: id, secret }), [token, secret]);
    const again = await leaking(() => call('verifyTOTPRegistration', { userId: id, secret }), [secret]);
    expect(errorOf(again).message).toContain('COMMAND-qx4ls');
    const second = await leaking(() => call('registerTOTP', { userId: id }), [secret]);
    expect(errorOf(second).message).toContain('COMMAND-do9se');
    await leaking(() => call('removeTOTP', { userId: id }), [secret]);
    const gone = await leaking(() => call('removeTOTP', { userId: id }), [secret]);
    expect(errorOf(gone).message).toContain('COMMAND-Hd9sd');
  });

  test('stay in when a person adds an authenticator app of their own', async () => {
    const mine = { service: 'AuthService', token };
    const added = await leaking(() => call('addMyAuthFactorOTP', {}, mine), [token]);
    const secret = textAt(rowOf(added), 'secret');
    const code = wrongCodeOf(secret);
    await leaking(() => call('verifyMyAuthFactorOTP', { code }, mine), [token, secret, code]);
    await leaking(() => call('verifyMyAuthFactorOTP', { secret }, mine), [token, secret]);
    await leaking(() => call('removeMyAuthFactorOTP', {}, mine), [token, secret]);
  });

  test('stay in when a person is created with a password and a secret', async () => {
    const totpSecret = newSecret();
    const person = { profile: { givenName: 'Ada', familyName: 'Lovelace' }, email: { email: 'no address' } };
    const request = { ...person, password: { password: PASSWORD }, totpSecret };
    const refused = await leaking(() => call('addHumanUser', request), [PASSWORD, totpSecret]);
    expect(errorOf(refused).message).toContain('email address');
  });

  test.each([
    ['a secret that is none', { userId: '1', secret: 'not!base32!secret' }, 'not!base32!secret'],
    ['a code that is none', { userId: '1', code: '1234567890123' }, '1234567890123'],
    ['a code and a secret', { userId: '1', code: '918273', secret: 'JBSWY3DPEHPK3PXP' }, 'JBSWY3DPEHPK3PXP'],
    ['a secret in the wrong field', { userId: '1', sercet: 'KRSXG5CTMVRXEZLU' }, 'KRSXG5CTMVRXEZLU'],
  ])('stay in when the request has %s', async (_, request, secret) => {
    const result = await leaking(() => call('verifyTOTPRegistration', request), [secret, token]);
    expect(errorOf(result).name).toBe('NodeOperationError');
  });

  test('stay in when the JSON is malformed', async () => {
    const json = '={{ $json.text }}';
    const items = [{ text: `{"userId": "1", "code": "918273", "secret": "JBSWY3DPEHPK3PXP"` }];
    const run = { operation: 'verifyTOTPRegistration', transport, json, items };
    const result = await leaking(() => runZitadel(run), ['JBSWY3DPEHPK3PXP', '918273']);
    expect(errorOf(result).message).toContain('malformed JSON');
  });

  test('stay in when the token is wrong, the server gone or no such server', async () => {
    const wrong = 'wrong-token-of-the-secrets-test';
    const unknown = await leaking(() => call('registerTOTP', { userId }, { token: wrong }), [wrong]);
    expect(errorOf(unknown).message).toContain('AUTH-7fs1e');
    const stub = await startStub({ kind: transport === 'grpc' ? 'rest' : 'grpc' });
    await leaking(
      () => call('registerTOTP', { userId }, { token: wrong, credential: { url: stub.url } }),
      [wrong],
    );
    await closeStubs();
    await leaking(
      () => call('registerTOTP', { userId }, { token: wrong, credential: { url: stub.url } }),
      [wrong],
    );
  });
});

describe('secrets of Directus', () => {
  afterEach(async () => await accounts.deleteAll());

  function call(
    operation: string,
    request: IDataObject,
    more: Partial<DirectusRun> = {},
  ): Promise<NodeResult> {
    const json = '={{ JSON.stringify({ data: $json.data }) }}';
    return runDirectus({ operation, json, items: [{ data: request }], ...more });
  }

  test('stay in when 2FA is generated, enabled and disabled', async () => {
    const { token, password } = await accounts.makeAdministrator();
    const kept = [token, password];
    const wrong = await leaking(
      () => call('generate2FA', { password: PASSWORD }, { token }),
      [...kept, PASSWORD],
    );
    expect(errorOf(wrong).message).toContain('INVALID_CREDENTIALS');
    const generated = await leaking(() => call('generate2FA', { password }, { token }), kept);
    const secret = textAt(rowOf(generated), 'secret');
    const otp = wrongCodeOf(secret);
    const refused = await leaking(
      () => call('enable2FA', { secret, otp }, { token }),
      [...kept, secret, otp],
    );
    expect(errorOf(refused).message).toContain('INVALID_PAYLOAD');
    await leaking(() => call('enable2FA', { secret }, { token }), [...kept, secret]);
    const again = await leaking(() => call('enable2FA', { secret }, { token }), [...kept, secret]);
    expect(errorOf(again).message).toContain('INVALID_PAYLOAD');
    const code = codeOf(secret);
    await leaking(() => call('disable2FA', { otp: wrongCodeOf(secret) }, { token }), [...kept, secret]);
    await leaking(() => call('disable2FA', { otp: code }, { token }), [...kept, secret, code]);
    await leaking(() => call('disable2FA', { otp: code }, { token }), [...kept, secret, code]);
  });

  test('stay in when a person signs in for it', async () => {
    const { email, password } = await accounts.make();
    const settings = { actAs: 'signIn', email, password: '={{ $json.password }}' };
    const signIn = (given: string): Promise<NodeResult> =>
      runDirectus({ operation: 'generate2FA', json: {}, settings, items: [{ password: given }] });
    await leaking(() => signIn(password), [password]);
    const wrong = await leaking(() => signIn(PASSWORD), [password, PASSWORD]);
    expect(errorOf(wrong).message).toContain('INVALID_CREDENTIALS');
  });

  test('stay in when somebody logs in, but for the tokens of the session', async () => {
    const secret = newSecret();
    const { email, password } = await accounts.make({ tfa_secret: secret });
    const login = (more: IDataObject): Promise<NodeResult> =>
      call('login', { email, password, ...more }, { resource: 'auth' });
    expect(rowOf(await leaking(() => login({ secret }), [password, secret]))).toHaveProperty('access_token');
    const otp = wrongCodeOf(secret);
    const wrong = await leaking(() => login({ otp }), [password, secret, otp]);
    expect(errorOf(wrong).message).toContain('INVALID_OTP');
  });

  test('stay in when users are created, one of them twice', async () => {
    const { id, email } = await accounts.make();
    const secret = newSecret();
    const request = { email, password: PASSWORD, tfa_secret: secret, token: `static-${id}` };
    const refused = await leaking(() => call('create', request), [PASSWORD, secret, `static-${id}`]);
    expect(errorOf(refused).message).toContain('RECORD_NOT_UNIQUE');
  });

  test('stay in when 2FA of somebody else is disabled', async () => {
    const secret = newSecret();
    const { id } = await accounts.make({ tfa_secret: secret });
    const run = { operation: 'disableUser2FA', fields: { id: '={{ $json.id }}' } };
    await leaking(() => runDirectus({ ...run, items: [{ id }] }), [secret]);
    await leaking(() => runDirectus({ ...run, items: [{ id: `${id}x` }] }), [secret]);
  });

  test('stay in when the token is wrong or the server gone', async () => {
    const token = 'wrong-token-of-the-secrets-test';
    const wrong = await leaking(
      () => call('generate2FA', { password: PASSWORD }, { token }),
      [token, PASSWORD],
    );
    expect(errorOf(wrong).message).toContain('INVALID_CREDENTIALS');
    const { url } = await startStub({ kind: 'rest' });
    await closeStubs();
    const gone = { token, credential: { url } };
    await leaking(() => call('generate2FA', { password: PASSWORD }, gone), [token, PASSWORD]);
  });

  test.each([
    ['a secret that is none', 'enable2FA', { secret: 'not!base32!secret' }, 'not!base32!secret'],
    ['a code that is none', 'disable2FA', { otp: '1234567890123' }, '1234567890123'],
    ['a secret in the wrong field', 'enable2FA', { sercet: 'KRSXG5CTMVRXEZLU' }, 'KRSXG5CTMVRXEZLU'],
  ])('stay in when the request has %s', async (_, operation, request, secret) => {
    const result = await leaking(() => call(operation, request), [secret]);
    expect(errorOf(result).name).toBe('NodeOperationError');
  });
});
