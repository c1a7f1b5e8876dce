import type { IDataObject } from 'n8n-workflow';

import { eventually } from '../../support/eventually';
import { rowOf, shapeOf, textAt } from '../../support/results';
import { codeOf, readQrCode } from '../../support/totp';
import { methodTypes, People, runZitadel, TRANSPORTS, type Transport } from '../../support/zitadel';

const people = new People();
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';

async function call(transport: Transport, operation: string, json: IDataObject): Promise<IDataObject> {
  return rowOf(await runZitadel({ operation, transport, json }));
}

async function hasTotp(userId: string, expected: boolean): Promise<boolean> {
  const types = await eventually(
    () => methodTypes(userId),
    (found) => found.includes(TOTP) === expected,
  );
  return types.includes(TOTP);
}

describe.each(TRANSPORTS)('TOTP of a user over %s', (transport) => {
  test.each(['fields', 'json'] as const)('is registered, verified and removed by %s', async (form) => {
    const userId = await people.make();
    const step = async (operation: string, request: { [field: string]: string }): Promise<IDataObject> =>
      rowOf(await runZitadel({ operation, transport, [form]: { userId, ...request } }));

    const registered = await step('registerTOTP', {});
    const secret = textAt(registered, 'secret');
    const address = new URL(textAt(registered, 'uri'));
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(secret);
    expect(await hasTotp(userId, false)).toBe(false);

    await step('verifyTOTPRegistration', { code: codeOf(secret) });
    expect(await hasTotp(userId, true)).toBe(true);

    await step('removeTOTP', {});
    expect(await hasTotp(userId, false)).toBe(false);
  });

  test.each(['fields', 'json'] as const)('is verified with a code made of the secret in %s', async (form) => {
    const userId = await people.make();
    const { secret } = await call(transport, 'registerTOTP', { userId });
    const run = { operation: 'verifyTOTPRegistration', transport, [form]: { userId, secret } };
    expect(rowOf(await runZitadel(run))).toHaveProperty('details');
    expect(await hasTotp(userId, true)).toBe(true);
  });

  test('takes a secret as apps show it: in groups and in lower case', async () => {
    const userId = await people.make();
    const secret = textAt(await call(transport, 'registerTOTP', { userId }), 'secret');
    const shown = (secret.toLowerCase().match(/.{1,4}/g) ?? []).join(' ');
    await call(transport, 'verifyTOTPRegistration', { userId, secret: shown });
    expect(await hasTotp(userId, true)).toBe(true);
  });

  test('comes with a QR code that holds the address of the reply', async () => {
    const userId = await people.make();
    const settings = { options: { qrCode: 'qrCode' } };
    const result = await runZitadel({ operation: 'registerTOTP', transport, fields: { userId }, settings });
    const { uri } = rowOf(result);
    expect(readQrCode(result.items[0]?.binary?.qrCode)).toBe(uri);
    expect(result.items[0]?.binary?.qrCode?.fileName).toBe('qrCode.png');
  });

  test('has no QR code unless asked for', async () => {
    const result = await runZitadel({
      operation: 'registerTOTP',
      transport,
      fields: { userId: await people.make() },
    });
    expect(result.items[0]?.binary).toBeUndefined();
  });
});

test('the QR code of each item is in the binary field that is named', async () => {
  const userIds = await people.makeMany(2);
  const result = await runZitadel({
    operation: 'registerTOTP',
    fields: { userId: '={{ $json.userId }}' },
    settings: { options: { qrCode: 'picture' } },
    items: userIds.map((userId) => ({ userId })),
  });
  const drawn = result.items.map(({ binary }) => readQrCode(binary?.picture));
  expect(drawn).toEqual(result.items.map(({ json }) => json.uri));
  expect(new Set(drawn).size).toBe(2);
});

test('both transports give replies of one shape to every TOTP operation', async () => {
  const shapes = async (transport: Transport): Promise<unknown[]> => {
    const userId = await people.make();
    const registered = await call(transport, 'registerTOTP', { userId });
    const { uri, ...rest } = registered;
    const { secret } = registered;
    expect(uri).toContain(secret);
    const verified = await call(transport, 'verifyTOTPRegistration', { userId, secret });
    const removed = await call(transport, 'removeTOTP', { userId });
    return [rest, verified, removed].map(shapeOf);
  };
  expect(await shapes('http')).toEqual(await shapes('grpc'));
});
