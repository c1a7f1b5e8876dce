import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { convertReply, toPackageForm } from '../../../nodes/Zitadel/reply/convertReply';
import type { JsonObject } from '../../../nodes/shared/json';

/** A message's functions in `@zitadel/node`. */
interface Codec {
  fromJSON(object: unknown): unknown;
  toJSON(message: unknown): JsonObject;
  encode(message: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): unknown;
}

/** What is left of a message after the wire: written, sent, received and read by the package. */
async function overTheWire(module: string, name: string, message: JsonObject): Promise<JsonObject> {
  const generated = (await import(`@zitadel/node/dist/api/generated/${module}`)) as Record<string, Codec>;
  const codec = generated[name];
  if (codec === undefined) throw new Error(`${module} has no ${name}`);
  return codec.toJSON(codec.decode(codec.encode(codec.fromJSON(message)).finish()));
}

describe('a checked request goes over gRPC whole', () => {
  test.each<[string, string, string, string, JsonObject]>([
    [
      'a duration and a map of bytes',
      'SessionService',
      'zitadel/session/v2/session_service.js',
      'CreateSessionRequest',
      { lifetime: '3600.25s', metadata: { key: 'aGk=' } },
    ],
    [
      'a duration in an optional field',
      'ZITADELActions',
      'zitadel/action/v2/action_service.js',
      'UpdateTargetRequest',
      { id: '7', timeout: '10s', endpoint: 'https://a.b' },
    ],
    [
      'a time',
      'UserService',
      'zitadel/user/v2/user_service.js',
      'AddPersonalAccessTokenRequest',
      { userId: '7', expirationDate: '2030-01-31T12:00:00.500Z' },
    ],
    [
      'a big number',
      'UserService',
      'zitadel/user/v2/user_service.js',
      'ListUsersRequest',
      { query: { offset: '9007199254740993', limit: 10, asc: true } },
    ],
  ])('%s', async (_, serviceName, module, name, request) => {
    const service = await loadCatalogue(serviceName);
    const message = `${service.service.slice(0, service.service.lastIndexOf('.'))}.${name}`;
    const checked = checkRequest(service, message, request);
    expect(checked).toEqual(request);
    const received = await overTheWire(module, name, toPackageForm(service, message, checked));
    const back = convertReply(service, message, received);
    expect(back).toMatchObject(request);
  });
});

test('a reply over gRPC is that over HTTP', async () => {
  const service = await loadCatalogue('ZITADELActions');
  const message = 'zitadel.action.v2.Target';
  const overHttp = {
    id: '7',
    creationDate: '2026-07-10T09:08:07.123456Z',
    name: 'hook',
    restCall: { interruptOnError: true },
    timeout: '10s',
    endpoint: 'https://a.b',
  };
  const received = await overTheWire(
    'zitadel/action/v2/target.js',
    'Target',
    toPackageForm(service, message, overHttp),
  );
  expect(convertReply(service, message, received)).toMatchObject(convertReply(service, message, overHttp));
});
