import { execute } from '../../../nodes/shared/run/execute';
import { sendGrpc, type GrpcRequest } from '../../../nodes/shared/transport/grpc';
import { ZitadelProtocol } from '../../../nodes/Zitadel/protocol';
import { authService } from '../../../nodes/Zitadel/services/auth/table';
import { userService } from '../../../nodes/Zitadel/services/user/table';
import { rejectionOf } from '../support/errors';
import { fakeExecution, type FakeExecution, type Parameters } from '../support/execution';
import type { JsonObject } from '../../../nodes/shared/json';

jest.mock('../../../nodes/shared/transport/grpc', () => ({ sendGrpc: jest.fn(), STATUS_NAMES: [] }));

const SECRET = 'JBSWY3DPEHPK3PXP';
const CREDENTIAL = {
  url: 'https://id.example.org',
  authentication: 'personalAccessToken',
  token: ' pat-1 ',
  transport: 'grpc',
};
const wire = jest.mocked(sendGrpc);

/** Runs an operation of a service over a wire that answers as told; gives what went over the wire and what came out. */
async function run(
  service: string,
  operation: string,
  parameters: Parameters,
  { answer = {}, ...rest }: FakeExecution & { answer?: JsonObject } = {},
): Promise<{ sent: GrpcRequest[]; output: unknown[] }> {
  wire.mockResolvedValue(answer);
  const context = fakeExecution({
    credential: CREDENTIAL,
    parameters: { resource: service, operation, ...parameters },
    ...rest,
  });
  const tables = [userService, authService];
  const [output = []] = await execute(context, { label: 'Service', tables }, new ZitadelProtocol());
  return { sent: wire.mock.calls.map(([, request]) => request), output };
}

beforeEach(() => wire.mockReset());

describe('a call', () => {
  test('names its service, its method and who calls', async () => {
    const { sent } = await run('UserService', 'registerTOTP', { userId: '7' });
    expect(sent).toEqual([
      expect.objectContaining({
        module: 'zitadel/user/v2/user_service.js',
        definition: 'UserServiceDefinition',
        method: 'registerTOTP',
        request: { userId: '7' },
        metadata: { authorization: 'Bearer pat-1' },
      }),
    ]);
  });

  test('is made in the organization that an item asks for', async () => {
    const options = (item: number): object => (item === 1 ? { organizationId: '42' } : {});
    const { sent } = await run('UserService', 'registerTOTP', { userId: '7', options }, { items: 2 });
    expect(sent.map(({ metadata }) => metadata['x-zitadel-orgid'])).toEqual([undefined, '42']);
  });

  test('names the instance where the credential has its host', async () => {
    const credential = { ...CREDENTIAL, instanceHost: 'id.example.org:8443' };
    const { sent } = await run('UserService', 'registerTOTP', { userId: '7' }, { credential });
    expect(sent[0]?.metadata['x-zitadel-instance-host']).toBe('id.example.org:8443');
  });

  test('is not made where any item is wrong', async () => {
    const userId = (item: number): string => (item === 2 ? '' : '7');
    const error = await rejectionOf(run('UserService', 'registerTOTP', { userId }, { items: 3 }));
    expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 2 } });
    expect(wire).not.toHaveBeenCalled();
  });

  test('is not made where the request is wrong deep inside', async () => {
    const jsonBody = '{"queries": [{"emailQuery": {"emailAdress": "a"}}]}';
    const error = await rejectionOf(run('UserService', 'listUsers', { specifyBody: 'json', jsonBody }));
    expect(error.message).toContain('did you mean "queries[0].emailQuery.emailAddress"?');
    expect(wire).not.toHaveBeenCalled();
  });
});

describe('verifying an authenticator app', () => {
  test.each<[string, string, Parameters]>([
    ['UserService', 'verifyTOTPRegistration', { userId: '7', secret: 'jbsw y3dp ehpk 3pxp' }],
    ['AuthService', 'verifyMyAuthFactorOTP', { secret: SECRET }],
    [
      'UserService',
      'verifyTOTPRegistration',
      { specifyBody: 'json', jsonBody: { userId: '7', secret: SECRET } },
    ],
  ])(
    'sends a code made from the secret, and never the secret: %s.%s',
    async (service, operation, parameters) => {
      const { sent } = await run(service, operation, parameters);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.request.code).toMatch(/^\d{6}$/);
      expect(JSON.stringify(sent)).not.toContain('secret');
      expect(JSON.stringify(sent).toUpperCase()).not.toContain(SECRET);
    },
  );

  test('sends the code that was given', async () => {
    const { sent } = await run('UserService', 'verifyTOTPRegistration', { userId: '7', code: '012345' });
    expect(sent[0]?.request).toEqual({ userId: '7', code: '012345' });
  });

  test.each<[string, Parameters, string]>([
    ['neither code nor secret', { userId: '7' }, 'code is required'],
    ['both', { userId: '7', code: '012345', secret: SECRET }, 'code and secret are both given'],
    ['a wrong code', { userId: '7', code: '12345' }, 'code must be six digits'],
    ['a wrong secret', { userId: '7', secret: 'JBSWY3DPEHPK3PX1' }, 'secret is not a base32 secret'],
    ['no user', { secret: SECRET }, 'User is required'],
  ])('is not sent with %s', async (_, parameters, message) => {
    const error = await rejectionOf(run('UserService', 'verifyTOTPRegistration', parameters));
    expect(error.message).toContain(message);
    expect(wire).not.toHaveBeenCalled();
  });
});

describe('a reply', () => {
  test('is one item, with its times in ISO to the millisecond', async () => {
    const answer = {
      details: { sequence: '3', changeDate: '2026-07-10T09:08:07.654321Z' },
      uri: 'otpauth://x',
    };
    const { output } = await run('UserService', 'registerTOTP', { userId: '7' }, { answer });
    expect(output).toEqual([
      {
        json: { details: { sequence: '3', changeDate: '2026-07-10T09:08:07.654Z' }, uri: 'otpauth://x' },
        pairedItem: { item: 0 },
      },
    ]);
  });

  test('has a QR code where one is wanted', async () => {
    const answer = { uri: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP', secret: SECRET };
    const parameters = { userId: '7', options: { qrCode: 'picture' } };
    const { output } = await run('UserService', 'registerTOTP', parameters, { answer });
    expect(output).toMatchObject([{ json: answer, binary: { picture: { mimeType: 'image/png' } } }]);
  });

  test('with a list of plain values stays one item', async () => {
    const answer = {
      authMethodTypes: ['AUTHENTICATION_METHOD_TYPE_TOTP', 'AUTHENTICATION_METHOD_TYPE_PASSWORD'],
    };
    const { output } = await run('UserService', 'listAuthenticationMethodTypes', { userId: '7' }, { answer });
    expect(output).toEqual([{ json: answer, pairedItem: { item: 0 } }]);
  });

  test('with a list of users is one item a user', async () => {
    const answer = { details: { totalResult: '2' }, result: [{ userId: '1' }, { userId: '2' }] };
    const { output } = await run('UserService', 'listUsers', {}, { answer });
    expect(output).toMatchObject([{ json: { userId: '1' } }, { json: { userId: '2' } }]);
  });
});

describe('a long list', () => {
  /** Answers with the page that was asked for, out of 1234 users. */
  async function runList(parameters: Parameters): Promise<{ ids: unknown[]; pages: unknown[] }> {
    wire.mockImplementation(async (_, { request }) => {
      const { offset = 0, limit = 0 } = request.query as { offset?: string; limit?: number };
      const count = Math.max(0, Math.min(Number(limit), 1234 - Number(offset)));
      const result = Array.from({ length: count }, (_user, index) => ({
        userId: String(Number(offset) + index),
      }));
      return await Promise.resolve({ details: { totalResult: '1234' }, result });
    });
    const context = fakeExecution({
      credential: CREDENTIAL,
      parameters: { resource: 'UserService', operation: 'listUsers', ...parameters },
    });
    const tables = { label: 'Service' as const, tables: [userService] };
    const [items = []] = await execute(context, tables, new ZitadelProtocol());
    return {
      ids: items.map(({ json }) => json.userId),
      pages: wire.mock.calls.map(([, { request }]) => request.query),
    };
  }

  const idsFrom = (first: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => String(first + index));

  test('is read whole, each user once, in an order that new users do not disturb', async () => {
    const { ids, pages } = await runList({ returnAll: true });
    expect(ids).toEqual(idsFrom(0, 1234));
    expect(pages).toEqual(pages.map(() => expect.objectContaining({ asc: true }) as unknown));
  });

  test.each<[string, Parameters, string[]]>([
    ['Limit', { limit: 3 }, idsFrom(0, 3)],
    ['a Limit beyond one page', { limit: 700 }, idsFrom(0, 700)],
    ['the usual limit', {}, idsFrom(0, 50)],
    [
      'the limit of the request',
      { specifyBody: 'json', jsonBody: { query: { limit: 2 } }, returnAll: true },
      idsFrom(0, 2),
    ],
    [
      'the offset of the request',
      { specifyBody: 'json', jsonBody: { query: { offset: 1230 } } },
      idsFrom(1230, 4),
    ],
  ])('is read up to %s', async (_, parameters, ids) => {
    expect((await runList(parameters)).ids).toEqual(ids);
  });

  test('keeps the order that was asked for', async () => {
    const jsonBody = { query: { asc: false }, sortingColumn: 'USER_FIELD_NAME_EMAIL' };
    const { pages } = await runList({ specifyBody: 'json', jsonBody, returnAll: true });
    expect(pages).toEqual(pages.map(() => expect.objectContaining({ asc: false }) as unknown));
  });
});
