import type { IDataObject } from 'n8n-workflow';

import { eventually } from '../../support/eventually';
import { errorOf, rowOf, shapeOf, textAt } from '../../support/results';
import { codeOf, readQrCode } from '../../support/totp';
import {
  methodTypes,
  People,
  runZitadel,
  TRANSPORTS,
  type Transport,
  type ZitadelRun,
} from '../../support/zitadel';

const people = new People();
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';

function mine(transport: Transport, token: string, run: Omit<ZitadelRun, 'service'>): ZitadelRun {
  return { service: 'AuthService', transport, token, ...run };
}

describe.each(TRANSPORTS)('the own authenticator app over %s', (transport) => {
  test('is added and, before it is verified, removed', async () => {
    const { userId, token } = await people.makeSignedIn();
    const added = rowOf(await runZitadel(mine(transport, token, { operation: 'addMyAuthFactorOTP' })));
    expect(new URL(textAt(added, 'url')).searchParams.get('secret')).toBe(added.secret);
    const removed = await runZitadel(mine(transport, token, { operation: 'removeMyAuthFactorOTP' }));
    expect(rowOf(removed)).toHaveProperty('details');
    expect(await methodTypes(userId)).not.toContain(TOTP);
  });

  test.each([
    ['a code in the form', 'fields', 'code'],
    ['a code in JSON', 'json', 'code'],
    ['the secret in the form', 'fields', 'secret'],
    ['the secret in JSON', 'json', 'secret'],
  ] as const)('is verified with %s', async (_, form, field) => {
    const { userId, token } = await people.makeSignedIn();
    const add = mine(transport, token, { operation: 'addMyAuthFactorOTP', [form]: {} });
    const secret = textAt(rowOf(await runZitadel(add)), 'secret');
    const request = field === 'code' ? { code: codeOf(secret) } : { secret };
    const verify = mine(transport, token, { operation: 'verifyMyAuthFactorOTP', [form]: request });
    expect(rowOf(await runZitadel(verify))).toHaveProperty('details');
    const types = await eventually(
      () => methodTypes(userId),
      (found) => found.includes(TOTP),
    );
    expect(types).toContain(TOTP);
  });

  test('is refused for a service user, with a pointer to Register TOTP', async () => {
    const result = await runZitadel({ service: 'AuthService', transport, operation: 'addMyAuthFactorOTP' });
    const error = errorOf(result);
    expect(error.message).toContain('COMMAND-SqyJz');
    expect(error.description).toContain('Register TOTP');
  });

  test('says that the second factor is required once the session lacks it', async () => {
    const { token } = await people.makeSignedIn();
    const added = rowOf(await runZitadel(mine(transport, token, { operation: 'addMyAuthFactorOTP' })));
    const { secret } = added;
    await runZitadel(mine(transport, token, { operation: 'verifyMyAuthFactorOTP', json: { secret } }));
    const refused = await eventually(
      () => runZitadel(mine(transport, token, { operation: 'removeMyAuthFactorOTP' })),
      ({ error }) => error !== undefined,
    );
    expect(errorOf(refused).message).toContain('AUTHZ-Kl3p0');
    expect(errorOf(refused).description).toContain('second factor');
  });
});

test('the own authenticator app comes with a QR code that holds the address of the reply', async () => {
  const { token } = await people.makeSignedIn();
  const settings = { options: { qrCode: 'qrCode' } };
  const run = mine('grpc', token, { operation: 'addMyAuthFactorOTP', settings });
  const result = await runZitadel(run);
  expect(readQrCode(result.items[0]?.binary?.qrCode)).toBe(rowOf(result).url);
});

test('both transports give replies of one shape to every operation on the own authenticator app', async () => {
  const shapes = async (transport: Transport): Promise<unknown[]> => {
    const { token } = await people.makeSignedIn();
    const call = async (operation: string, json: IDataObject): Promise<IDataObject> =>
      rowOf(await runZitadel(mine(transport, token, { operation, json })));
    const replaced = await call('addMyAuthFactorOTP', {});
    const removed = await call('removeMyAuthFactorOTP', {});
    const added = await call('addMyAuthFactorOTP', {});
    const verified = await call('verifyMyAuthFactorOTP', { secret: added.secret });
    return [replaced, removed, added, verified].map(({ url: _, ...reply }) => shapeOf(reply));
  };
  expect(await shapes('http')).toEqual(await shapes('grpc'));
});
