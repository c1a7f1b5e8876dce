import jsQR from 'jsqr';
import { PNG } from 'pngjs';

import { addQrCode, qrCodeField } from '../../../nodes/shared/qrCode';
import { inputErrorOf } from '../support/errors';
import { fakeExecution } from '../support/execution';

const ADDRESS =
  'otpauth://totp/ZITADEL:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=ZITADEL&digits=6&period=30';

describe('the option "QR Code"', () => {
  test.each<[unknown, string | undefined]>([
    [undefined, undefined],
    [null, undefined],
    [false, undefined],
    ['', undefined],
    [true, 'qrCode'],
    ['picture', 'picture'],
  ])('%j names the field %j', (option, field) => {
    expect(qrCodeField(option)).toBe(field);
  });

  test.each<[unknown, string]>([
    [5, 'a number'],
    [['a'], 'a list'],
    [{}, 'an object'],
  ])('may not be %j', (option, kind) => {
    expect(inputErrorOf(() => qrCodeField(option)).message).toBe(
      `QR Code: expected the name of a binary field, got ${kind}`,
    );
  });
});

describe('a QR code', () => {
  test('is a PNG that a camera reads as the address', async () => {
    const row = await addQrCode(fakeExecution(), { json: { uri: ADDRESS } }, ADDRESS, 'qrCode');
    expect(row.json).toEqual({ uri: ADDRESS });
    const { data = '', fileName, mimeType } = row.binary?.qrCode ?? {};
    expect([fileName, mimeType]).toEqual(['qrCode.png', 'image/png']);
    const png = PNG.sync.read(Buffer.from(data, 'base64'));
    expect(jsQR(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(ADDRESS);
  });

  test('leaves other binary fields alone', async () => {
    const other = { data: 'aGk=', mimeType: 'text/plain' };
    const row = await addQrCode(fakeExecution(), { json: {}, binary: { other } }, ADDRESS, 'code');
    expect(Object.keys(row.binary ?? {}).sort()).toEqual(['code', 'other']);
    expect(row.binary?.other).toBe(other);
  });
});
