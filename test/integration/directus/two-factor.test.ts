import type { IDataObject } from 'n8n-workflow';

import {
  Accounts,
  askDirectus,
  hasSecondFactor,
  runDirectus,
  signIn,
  type Account,
} from '../../support/directus';
import { errorOf, rowOf, textAt } from '../../support/results';
import { codeOf, newSecret, readQrCode, wrongCodeOf } from '../../support/totp';

const accounts = new Accounts();
let account: Account;

// Enabling 2FA takes the right to change the own account, which administrators have.
beforeAll(async () => {
  account = await accounts.makeAdministrator();
});

afterEach(async () => {
  await askDirectus('POST', `/users/${account.id}/tfa/disable`);
});

/** Calls a 2FA operation as the account, in a form of the test's choice. */
async function call(form: 'fields' | 'json', operation: string, request: IDataObject): Promise<IDataObject> {
  const run =
    form === 'json' ? { json: { data: request } } : { fields: request as { [name: string]: string } };
  return rowOf(await runDirectus({ operation, ...run, token: account.token }));
}

describe.each(['fields', 'json'] as const)('2FA of the credential’s own user by %s', (form) => {
  test('is generated, enabled with a code, and disabled with a code', async () => {
    const { email, password, id } = account;
    const generated = await call(form, 'generate2FA', { password });
    const secret = textAt(generated, 'secret');
    expect(new URL(textAt(generated, 'otpauth_url')).searchParams.get('secret')).toBe(secret);
    expect(await hasSecondFactor(id)).toBe(false);

    const enabled = await call(form, 'enable2FA', { secret, otp: codeOf(secret) });
    expect(enabled).toEqual({ enabled: true });
    expect(await hasSecondFactor(id)).toBe(true);
    expect((await signIn({ email, password })).code).toBe('INVALID_OTP');

    const disabled = await call(form, 'disable2FA', { otp: codeOf(secret) });
    expect(disabled).toEqual({ disabled: true });
    expect(await hasSecondFactor(id)).toBe(false);
  });

  test('is enabled and disabled with codes made of the secret', async () => {
    const secret = textAt(await call(form, 'generate2FA', { password: account.password }), 'secret');
    await call(form, 'enable2FA', { secret });
    expect(await hasSecondFactor(account.id)).toBe(true);
    await call(form, 'disable2FA', { secret });
    expect(await hasSecondFactor(account.id)).toBe(false);
  });
});

test.each([
  ['generate2FA', (): IDataObject => ({ password: account.password })],
  ['enable2FA', (secret: string): IDataObject => ({ secret })],
] as const)('%s on an account that has 2FA on says to disable it first', async (operation, request) => {
  const secret = textAt(await call('json', 'generate2FA', { password: account.password }), 'secret');
  await call('json', 'enable2FA', { secret });
  const run = { operation, json: { data: request(secret) }, token: account.token };
  const error = errorOf(await runDirectus(run));
  expect(error.message).toContain('INVALID_PAYLOAD');
  expect(error.description).toContain('Disable it first');
});

test('disabling what is off says that there is nothing to disable', async () => {
  const run = { operation: 'disable2FA', json: { data: { otp: '000000' } }, token: account.token };
  const error = errorOf(await runDirectus(run));
  expect(error.message).toContain('INVALID_PAYLOAD');
  expect(error.description).toContain('nothing to disable');
});

test('enabling with a wrong code says which code to use, and changes nothing', async () => {
  const secret = textAt(await call('json', 'generate2FA', { password: account.password }), 'secret');
  const data = { secret, otp: wrongCodeOf(secret) };
  const error = errorOf(await runDirectus({ operation: 'enable2FA', json: { data }, token: account.token }));
  expect(error.message).toContain('INVALID_PAYLOAD');
  expect(error.description).toContain('made from this very secret');
  expect(await hasSecondFactor(account.id)).toBe(false);
});

test('generating with a wrong password says to check it', async () => {
  const data = { password: 'not the password' };
  const error = errorOf(
    await runDirectus({ operation: 'generate2FA', json: { data }, token: account.token }),
  );
  expect(error.message).toContain('INVALID_CREDENTIALS');
  expect(error.description).toContain('password');
});

test('generating draws a QR code that holds the address of the reply', async () => {
  const result = await runDirectus({
    operation: 'generate2FA',
    fields: { password: account.password },
    settings: { options: { qrCode: 'qrCode' } },
    token: account.token,
  });
  expect(readQrCode(result.items[0]?.binary?.qrCode)).toBe(rowOf(result).otpauth_url);
});

test('generating has no QR code unless asked for', async () => {
  const fields = { password: account.password };
  const result = await runDirectus({ operation: 'generate2FA', fields, token: account.token });
  expect(result.items[0]?.binary).toBeUndefined();
});

describe('2FA of somebody else', () => {
  test.each(['fields', 'json'] as const)('is disabled by an administrator by %s', async (form) => {
    const other = await accounts.make({ tfa_secret: newSecret() });
    expect(await hasSecondFactor(other.id)).toBe(true);
    const request = { [form]: { id: other.id } };
    const reply = rowOf(await runDirectus({ operation: 'disableUser2FA', ...request }));
    expect(reply).toEqual({ disabled: true });
    expect(await hasSecondFactor(other.id)).toBe(false);
    const { refreshToken } = await signIn(other);
    expect(refreshToken).toBeDefined();
  });

  test('stays on when the one who asks is no administrator', async () => {
    const other = await accounts.make({ tfa_secret: newSecret() });
    const { token } = await accounts.make();
    const result = await runDirectus({ operation: 'disableUser2FA', fields: { id: other.id }, token });
    expect(errorOf(result).message).toContain('FORBIDDEN');
    expect(await hasSecondFactor(other.id)).toBe(true);
  });
});

describe('signing in to an account that has 2FA on', () => {
  async function logIn(more: IDataObject): Promise<ReturnType<typeof runDirectus>> {
    const secret = newSecret();
    const { email, password } = await accounts.make({ tfa_secret: secret });
    const code = more.otp === 'right' ? { otp: codeOf(secret) } : {};
    const wrong = more.otp === 'wrong' ? { otp: wrongCodeOf(secret) } : {};
    const made = more.secret === true ? { secret } : {};
    const data = { email, password, ...code, ...wrong, ...made };
    return await runDirectus({ resource: 'auth', operation: 'login', json: { data } });
  }

  test.each([
    ['a code', { otp: 'right' }],
    ['the secret', { secret: true }],
  ])('works with %s', async (_, more) => {
    expect(rowOf(await logIn(more))).toHaveProperty('access_token');
  });

  test.each([
    ['without a code', {}],
    ['with a wrong code', { otp: 'wrong' }],
  ])('%s says which code to give', async (_, more) => {
    const error = errorOf(await logIn(more));
    expect(error.message).toContain('INVALID_OTP');
    expect(error.description).toContain('six digits');
  });
});
