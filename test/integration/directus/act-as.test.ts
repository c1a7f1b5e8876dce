import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
  Accounts,
  askDirectus,
  hasSecondFactor,
  runDirectus,
  type Account,
  type DirectusRun,
} from '../../support/directus';
import { startRecorder, type Recorder } from '../../support/recorder';
import { errorOf, failureOf, pairsOf, rowOf, rowsOf, textAt } from '../../support/results';
import { testServers } from '../../support/servers';
import { codeOf, newSecret } from '../../support/totp';

const accounts = new Accounts();
let recorder: Recorder;
let person: Account;

beforeAll(async () => {
  person = await accounts.makeAdministrator();
});

beforeEach(async () => {
  recorder = await startRecorder(testServers().directus.url);
});

afterEach(async () => await recorder.close());

/** Calls a 2FA operation with a person signing in for it, the request in a form of the test's choice. */
function signedIn(
  form: 'fields' | 'json',
  operation: string,
  request: IDataObject,
  more: INodeParameters = {},
  { email, password }: Account = person,
): ReturnType<typeof runDirectus> {
  const settings = { actAs: 'signIn', email, password, ...more };
  const run: DirectusRun =
    form === 'json'
      ? { operation, json: { data: request }, settings }
      : { operation, fields: request as INodeParameters, settings };
  return runDirectus({ ...run, credential: { url: recorder.url } });
}

/** The refresh tokens of the sessions that the node had Directus open. */
function refreshTokens(): string[] {
  return recorder.exchanges
    .filter(({ path, status }) => path === '/auth/login' && status === 200)
    .map(({ reply }) => textAt(JSON.parse(reply) as IDataObject, 'data.refresh_token'));
}

async function expectSignedOut(sessions = 1): Promise<void> {
  const tokens = refreshTokens();
  expect(tokens).toHaveLength(sessions);
  for (const token of tokens) {
    const refresh = await askDirectus('POST', '/auth/refresh', { refresh_token: token, mode: 'json' }, '');
    expect(refresh.status).toBe(401);
  }
}

describe.each(['fields', 'json'] as const)('a person who signs in, by %s', (form) => {
  test('generates, enables and disables 2FA, and is signed out each time', async () => {
    const { id, password } = person;
    const generated = rowOf(await signedIn(form, 'generate2FA', form === 'json' ? {} : { password }));
    const secret = textAt(generated, 'secret');
    expect(textAt(generated, 'otpauth_url')).toContain(encodeURIComponent(person.email));

    expect(rowOf(await signedIn(form, 'enable2FA', { secret }))).toEqual({ enabled: true });
    expect(await hasSecondFactor(id)).toBe(true);

    expect(rowOf(await signedIn(form, 'disable2FA', { secret }))).toEqual({ disabled: true });
    expect(await hasSecondFactor(id)).toBe(false);
    await expectSignedOut(3);
  });

  test('signs in and disables with one and the same code', async () => {
    const secret = newSecret();
    const other = await accounts.makeAdministrator({ tfa_secret: secret });
    const reply = rowOf(await signedIn(form, 'disable2FA', { otp: codeOf(secret) }, {}, other));
    expect(reply).toEqual({ disabled: true });
    expect(await hasSecondFactor(other.id)).toBe(false);
    await expectSignedOut();
    await askDirectus('DELETE', `/users/${other.id}`);
  });
});

test('a person’s requests carry the person’s token, and the sign-in none', async () => {
  await signedIn('json', 'generate2FA', {});
  const seen = recorder.exchanges.map(({ path, authorization }) => [path, authorization.slice(0, 11)]);
  expect(seen).toEqual([
    ['/auth/login', ''],
    ['/users/me/tfa/generate', 'Bearer eyJh'],
    ['/auth/logout', ''],
  ]);
});

test('a person is signed out also when the operation fails', async () => {
  const error = errorOf(await signedIn('json', 'disable2FA', { otp: '000000' }));
  expect(error.message).toContain('INVALID_PAYLOAD');
  await expectSignedOut();
});

test('a wrong password is an error, and nothing else is sent', async () => {
  const wrong = { password: 'not the password' };
  const error = errorOf(await signedIn('json', 'generate2FA', {}, wrong));
  expect(error.message).toContain('INVALID_CREDENTIALS');
  expect(recorder.exchanges.map(({ path }) => path)).toEqual(['/auth/login']);
});

test('an account with 2FA on asks for the code', async () => {
  const other = await accounts.make({ tfa_secret: newSecret() });
  const error = errorOf(await signedIn('json', 'generate2FA', {}, {}, other));
  expect(error.message).toContain('INVALID_OTP');
  expect(error.description).toContain('six digits');
});

test.each([
  ['Email', { email: '' }],
  ['Password', { password: '' }],
] as const)('%s left empty is an error before anything is sent', async (label, more) => {
  const empty = Object.fromEntries(Object.keys(more).map((name) => [name, "={{ '' }}"]));
  const error = errorOf(await signedIn('json', 'enable2FA', { secret: newSecret() }, empty));
  expect(error.message).toBe(`${label} is required to sign in`);
  expect(recorder.exchanges).toEqual([]);
});

test('several people sign in, each for their own item', async () => {
  const others = [await accounts.make(), await accounts.make()];
  const [first, second] = others;
  const result = await runDirectus({
    operation: 'generate2FA',
    fields: { password: '={{ $json.password }}' },
    settings: { actAs: 'signIn', email: '={{ $json.email }}' },
    credential: { url: recorder.url },
    items: [
      { email: first?.email, password: first?.password },
      { email: first?.email, password: 'not the password' },
      { email: second?.email, password: second?.password },
    ],
    continueOnFail: true,
  });
  const rows = rowsOf(result);
  expect(pairsOf(result)).toEqual([0, 1, 2]);
  expect(rows.map((row) => failureOf(row)?.code)).toEqual([undefined, 'INVALID_CREDENTIALS', undefined]);
  expect(textAt(rows[0] ?? {}, 'otpauth_url')).toContain(encodeURIComponent(first?.email ?? ''));
  expect(textAt(rows[2] ?? {}, 'otpauth_url')).toContain(encodeURIComponent(second?.email ?? ''));
  await expectSignedOut(2);
});
