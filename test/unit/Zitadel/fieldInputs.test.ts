import { readTimeout } from '../../../nodes/shared/form/settings';
import type { JsonObject } from '../../../nodes/shared/json';
import { checkDigits } from '../../../nodes/shared/otp';
import { grantOf } from '../../../nodes/Zitadel/call/grants';
import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { readRawRequest } from '../../../nodes/Zitadel/request/rawRequest';
import { generateKeyPairSync } from 'node:crypto';

const SECRET = 'JBSWY3DPEHPK3PXP';

async function human(values: JsonObject): Promise<JsonObject> {
  const profile = { givenName: 'Ada', familyName: 'Lovelace' };
  const email = { email: 'ada@example.org' };
  const request = { profile, email, ...values };
  return checkRequest(await loadCatalogue('UserService'), 'zitadel.user.v2.AddHumanUserRequest', request);
}

describe('the TOTP secret of a person who is imported', () => {
  test.each([
    SECRET,
    'jbsw y3dp ehpk 3pxp',
    `${SECRET}======`,
    `otpauth://totp/Old:ada?secret=${SECRET}&issuer=Old`,
    `otpauth://totp/Old:ada?secret=${SECRET.toLowerCase()}&digits=6&period=30&algorithm=SHA1`,
  ])('is made right: %s', async (totpSecret) => {
    expect(await human({ totpSecret })).toMatchObject({ totpSecret: SECRET });
  });

  test('also within a person of Create', async () => {
    const email = { email: 'ada@example.org' };
    const profile = { givenName: 'Ada', familyName: 'Lovelace' };
    const request = { organizationId: '1', human: { profile, email, totpSecret: 'jbsw y3dp ehpk 3pxp' } };
    const service = await loadCatalogue('UserService');
    const checked = checkRequest(service, 'zitadel.user.v2.CreateUserRequest', request);
    expect(checked).toMatchObject({ human: { totpSecret: SECRET } });
  });

  test.each([
    'not base32!',
    '018',
    `otpauth://totp/a?secret=${SECRET}&digits=8`,
    `otpauth://totp/a?secret=${SECRET}&algorithm=SHA256`,
    `otpauth://hotp/a?secret=${SECRET}&counter=1`,
    'otpauth://totp/a',
  ])('is refused where no code could work: %s', async (totpSecret) => {
    await expect(human({ totpSecret })).rejects.toThrow('totpSecret is');
  });
});

test.each(['123 456', '123-456', ' 123456 '])('the code %p is taken as apps show it', (code) => {
  expect(checkDigits('code', code)).toBe('123456');
});

test('a timeout for which no timer can be set is refused', () => {
  expect(readTimeout({ timeout: 2 ** 31 - 1 })).toBe(2 ** 31 - 1);
  expect(() => readTimeout({ timeout: 2 ** 31 })).toThrow('Timeout');
});

test('half of a character is refused before any transport sees it', async () => {
  await expect(human({ username: 'ada\ud83d' })).rejects.toThrow('username holds half of a character');
  expect(await human({ username: 'ada😀' })).toMatchObject({ username: 'ada😀' });
});

describe('the key of a service user', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' });
  const file = JSON.stringify({ type: 'serviceaccount', userId: '1', keyId: '2', key });
  const assertionOf = (content: string): JsonObject => {
    const grant = grantOf({ authentication: 'serviceUserKey', key: content }, 'https://id.example.org');
    const [, claims = ''] = (grant?.form().assertion ?? '').split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as JsonObject;
  };

  test('is taken as Add Key returns it, in base64', () => {
    expect(assertionOf(Buffer.from(file).toString('base64'))).toMatchObject({ sub: '1' });
  });

  test('works while the clock here is a minute ahead', () => {
    const { iat, exp } = assertionOf(file) as { iat: number; exp: number };
    const server = Date.now() / 1000 - 60;
    expect(iat).toBeLessThanOrEqual(server);
    expect(exp).toBeGreaterThan(server + 120);
    expect(exp - iat).toBeLessThanOrEqual(3600);
  });
});

describe('a raw call of a known method', () => {
  const names = { serviceName: 'zitadel.user.v2.UserService', methodName: 'ListUsers' };

  test.each<[string, JsonObject]>([
    ['field', { quries: [] }],
    ['enum value', { sortingColumn: 'NAME' }],
    ['type', { query: { limit: 'ten' } }],
  ])('is refused with a wrong %s', async (_, request) => {
    const call = readRawRequest({ ...names, request }, 'UTC');
    await expect(call).rejects.toThrow(/quries|NAME|query\.limit/);
  });

  test('is sent over HTTP/JSON as it is where that is wanted', async () => {
    const request = { newer: true };
    const { service, method, ...call } = await readRawRequest(
      { ...names, request, sendUnchecked: true },
      'UTC',
    );
    expect(call.request).toEqual(request);
    expect(service.methods[method]?.httpOnly).toBe(true);
  });
});
