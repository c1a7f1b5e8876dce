import { execute } from '../../../nodes/shared/run/execute';
import { sendRest, type RestRequest } from '../../../nodes/shared/transport/rest';
import { DirectusProtocol } from '../../../nodes/Directus/protocol';
import { auth } from '../../../nodes/Directus/resources/auth';
import { users } from '../../../nodes/Directus/resources/users';
import { rejectionOf } from '../support/errors';
import { fakeExecution, type FakeExecution, type Parameters } from '../support/execution';
import type { JsonObject } from '../../../nodes/shared/json';

jest.mock('../../../nodes/shared/transport/rest', () => ({ sendRest: jest.fn() }));

const SECRET = 'JBSWY3DPEHPK3PXP';
const CREDENTIAL = { url: 'https://directus.example.org', token: ' admin-1 ' };
const SIGN_IN = { actAs: 'signIn', email: 'ada@example.org', password: 'hunter2' };
const wire = jest.mocked(sendRest);

/** What one request was, without what does not matter here. */
function sent(): Array<Pick<RestRequest, 'method' | 'path' | 'body'> & { token: string | undefined }> {
  return wire.mock.calls.map(([, { method, path, body, headers }]) => ({
    method,
    path,
    body,
    token: headers?.Authorization,
  }));
}

async function run(
  resource: string,
  operation: string,
  parameters: Parameters,
  execution: FakeExecution = {},
): Promise<unknown[]> {
  const context = fakeExecution({
    credential: CREDENTIAL,
    parameters: { resource, operation, ...parameters },
    ...execution,
  });
  const tables = { label: 'Resource' as const, tables: [auth, users] };
  const [output = []] = await execute(context, tables, new DirectusProtocol());
  return output;
}

beforeEach(() => {
  wire.mockReset();
  wire.mockImplementation(async (_, { path }) => {
    const data: JsonObject =
      path === '/auth/login' ? { access_token: 'session-1', refresh_token: 'refresh-1' } : {};
    const hasContent = path === '/auth/login' || path.endsWith('/generate');
    return await Promise.resolve({
      status: hasContent ? 200 : 204,
      headers: {},
      body: hasContent ? { data } : '',
    });
  });
});

describe('a one-time code made from a secret', () => {
  test('signs in without the secret being sent, and without the token of the credential', async () => {
    await run('auth', 'login', { email: 'ada@example.org', password: 'hunter2', secret: SECRET });
    expect(sent()).toEqual([
      {
        method: 'POST',
        path: '/auth/login',
        body: {
          email: 'ada@example.org',
          password: 'hunter2',
          mode: 'json',
          otp: expect.stringMatching(/^\d{6}$/) as string,
        },
        token: undefined,
      },
    ]);
  });

  test('disables 2FA without the secret being sent', async () => {
    await run('users', 'disable2FA', { secret: SECRET });
    expect(sent()).toEqual([
      {
        method: 'POST',
        path: '/users/me/tfa/disable',
        body: { otp: expect.stringMatching(/^\d{6}$/) as string },
        token: 'Bearer admin-1',
      },
    ]);
  });

  test('enables 2FA with the secret, which Directus asks for', async () => {
    await run('users', 'enable2FA', { secret: 'jbsw y3dp ehpk 3pxp' });
    expect(sent()).toEqual([
      {
        method: 'POST',
        path: '/users/me/tfa/enable',
        body: { otp: expect.stringMatching(/^\d{6}$/) as string, secret: SECRET },
        token: 'Bearer admin-1',
      },
    ]);
  });

  test.each<[string, Parameters, string]>([
    ['disable2FA', {}, 'otp is required'],
    ['disable2FA', { otp: '12345' }, 'otp must be six digits'],
    ['disable2FA', { otp: '123456', secret: SECRET }, 'otp and secret are both given'],
    ['enable2FA', { otp: '123456' }, 'Secret is required'],
    ['enable2FA', { secret: 'not base32' }, 'secret is not a base32 secret'],
    ['generate2FA', {}, 'Password is required'],
    ['generate2FA', { ...SIGN_IN, email: '' }, 'Email is required to sign in'],
    ['generate2FA', { ...SIGN_IN, actAs: 'nobody' }, 'Act As: unknown choice'],
  ])('is checked before anything is sent: %s with %j', async (operation, parameters, message) => {
    const error = await rejectionOf(run('users', operation, parameters));
    expect(error.message).toContain(message);
    expect(wire).not.toHaveBeenCalled();
  });
});

describe('acting as a person', () => {
  test('signs in, acts in their name, and signs out', async () => {
    await run('users', 'generate2FA', SIGN_IN);
    expect(sent()).toMatchObject([
      { path: '/auth/login', token: undefined, body: { email: 'ada@example.org', password: 'hunter2' } },
      { path: '/users/me/tfa/generate', token: 'Bearer session-1', body: { password: 'hunter2' } },
      { path: '/auth/logout', token: undefined, body: { refresh_token: 'refresh-1' } },
    ]);
  });

  test('signs out where the operation is refused, and tells of that', async () => {
    wire.mockImplementation(async (_, { path }) => {
      const refused = path.endsWith('/generate');
      const errors = [{ message: 'TFA Secret is already set', extensions: { code: 'INVALID_PAYLOAD' } }];
      const data = { access_token: 'session-1', refresh_token: 'refresh-1' };
      return await Promise.resolve({
        status: refused ? 400 : 200,
        headers: {},
        body: refused ? { errors } : { data },
      });
    });
    const error = await rejectionOf(run('users', 'generate2FA', SIGN_IN));
    expect(error.message).toContain('TFA Secret is already set');
    expect(JSON.stringify(error)).not.toMatch(/hunter2|session-1|refresh-1|admin-1/);
    expect(sent().map(({ path }) => path)).toEqual(['/auth/login', '/users/me/tfa/generate', '/auth/logout']);
  });

  test('does not act where signing in is refused', async () => {
    const errors = [{ message: 'Invalid user credentials.', extensions: { code: 'INVALID_CREDENTIALS' } }];
    wire.mockResolvedValue({ status: 401, headers: {}, body: { errors } });
    const error = await rejectionOf(run('users', 'generate2FA', SIGN_IN));
    expect(error).toMatchObject({
      httpCode: '401',
      message: 'INVALID_CREDENTIALS: Invalid user credentials.',
    });
    expect(sent().map(({ path }) => path)).toEqual(['/auth/login']);
  });
});
