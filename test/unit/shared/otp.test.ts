import { checkCode, checkDigits, checkSecret } from '../../../nodes/shared/otp';
import { everythingIn, inputErrorOf } from '../support/errors';
import type { Json, JsonObject } from '../../../nodes/shared/json';
import type { CodeSource } from '../../../nodes/shared/otp';

const SECRET = 'JBSWY3DPEHPK3PXP';
const VERIFY: CodeSource = { field: 'code', secretField: 'secret', sendSecret: false };
const ENABLE: CodeSource = { field: 'otp', secretField: 'secret', sendSecret: true };
const LOGIN: CodeSource = { field: 'otp', secretField: 'secret', sendSecret: false, optional: true };

describe('a one-time code', () => {
  test.each<[Json, string]>([
    ['123456', '123456'],
    ['012345', '012345'],
    ['000000', '000000'],
    [' 123456 ', '123456'],
    ['123456\n', '123456'],
    [123456, '123456'],
    [999999, '999999'],
  ])('%j is six digits', (value, digits) => {
    expect(checkDigits('code', value)).toBe(digits);
  });

  test.each<[string, Json]>([
    ['five digits', '12345'],
    ['seven digits', '1234567'],
    ['eight digits', '12345678'],
    ['letters', '12a456'],
    ['a sign', '-12345'],
    ['a decimal point', '1234.5'],
    ['digits of another script', '١٢٣٤٥٦'],
    ['full-width digits', '１２３４５６'],
    ['a second line', '123456\n654321'],
    ['empty text', ''],
    ['a number that lost its leading zero', 12345],
    ['a number of seven digits', 1234567],
    ['a fraction', 123456.5],
    ['a negative number', -123456],
    ['null', null],
    ['a boolean', true],
    ['a list', ['123456']],
    ['an object', { code: '123456' }],
  ])('%s is not', (_, value) => {
    const error = inputErrorOf(() => checkDigits('code', value));
    expect(error.message).toMatch(/^code must be six digits, got /);
    expect(error.remedy).toContain('leading zeros');
  });

  test.each<Json>(['98765432', '9876x', 98765, 9876543, ['987654'], { a: '987654' }])(
    'is not told in the error for %j',
    (value) => {
      expect(everythingIn(inputErrorOf(() => checkDigits('code', value)))).not.toContain('9876');
    },
  );
});

describe('a TOTP secret', () => {
  test.each([
    ['as it is', 'JBSWY3DPEHPK3PXP'],
    ['in lower case', 'jbswy3dpehpk3pxp'],
    ['in groups of four', 'JBSW Y3DP EHPK 3PXP'],
    ['in lower case with spaces, as Google shows it', 'jbsw y3dp ehpk 3pxp'],
    ['with hyphens', 'JBSW-Y3DP-EHPK-3PXP'],
    ['with padding', 'JBSWY3DPEHPK3PXP======'],
    ['with a line break at its end', 'JBSWY3DPEHPK3PXP\n'],
    ['with tabs and no-break spaces', '\tJBSWY3DP\u00a0EHPK3PXP'],
  ])('%s is put into its plain form', (_, value) => {
    expect(checkSecret('secret', value)).toBe(SECRET);
  });

  test.each([
    [2, 'JA'],
    [4, 'JBSQ'],
    [5, 'JBSWY'],
    [7, 'JBSWY3A'],
    [8, 'JBSWY3DP'],
    [26, 'GEZDGNBVGY3TQOJQGEZDGNBVGY'],
    [32, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
    [103, `${'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'.repeat(3)}JBSWY3A`],
  ])('of %i characters is taken', (length, value) => {
    expect(checkSecret('secret', value)).toHaveLength(length);
  });

  test.each<[string, Json]>([
    ['empty text', ''],
    ['only spaces', '   '],
    ['only padding', '===='],
    ['a digit that base32 lacks', 'JBSWY3DPEHPK3PX1'],
    ['a zero', 'JBSWY3DPEHPK3PX0'],
    ['an umlaut', 'JBSWY3DPEHPK3PXÄ'],
    ['padding in the middle', 'JBSW=Y3DP'],
    ['base64', 'SGVsbG8hIQ+/'],
    ['hexadecimal', '48656c6c6f21deadbe00'],
    ['an otpauth address', 'otpauth://totp/ZITADEL:ada?secret=JBSWY3DPEHPK3PXP'],
    ['a length of 1', 'J'],
    ['a length of 3', 'JBS'],
    ['a length of 6', 'JBSWY3'],
    ['a length of 9', 'JBSWY3DPE'],
    ['a number', 234567],
    ['a list', ['JBSWY3DPEHPK3PXP']],
    ['an object', { secret: 'JBSWY3DPEHPK3PXP' }],
    ['null', null],
  ])('is refused: %s', (_, value) => {
    const error = inputErrorOf(() => checkSecret('secret', value));
    expect(error.message).toBe('secret is not a base32 secret');
    expect(error.remedy).toContain('2 to 7');
    expect(everythingIn(error)).not.toMatch(/JBSW|48656c|SGVs|234567/);
  });
});

describe('a request with a code or a secret', () => {
  test.each<[string, JsonObject, CodeSource, JsonObject]>([
    ['a code', { userId: '1', code: '012345' }, VERIFY, { userId: '1', code: '012345' }],
    ['a code as a number', { code: 123456 }, VERIFY, { code: '123456' }],
    ['a secret', { secret: 'jbsw y3dp ehpk 3pxp' }, VERIFY, { secret: SECRET }],
    ['a secret and an empty code', { code: '', secret: SECRET }, VERIFY, { secret: SECRET }],
    ['a code and an empty secret', { code: '123456', secret: '' }, VERIFY, { code: '123456' }],
    ['a code and no secret', { code: '123456', secret: null }, VERIFY, { code: '123456' }],
    ['neither, where a code is optional', { email: 'a@b.c' }, LOGIN, { email: 'a@b.c' }],
    ['two empty ones, where a code is optional', { otp: '', secret: '' }, LOGIN, {}],
    [
      'both, where the secret is sent',
      { otp: '123456', secret: 'jbswy3dp' },
      ENABLE,
      { otp: '123456', secret: 'JBSWY3DP' },
    ],
  ])('is right with %s', (_, body, source, checked) => {
    expect(checkCode(body, source)).toEqual(checked);
  });

  test('is not changed itself', () => {
    const body = Object.freeze({ code: '', secret: 'jbswy3dp' });
    expect(checkCode(body, VERIFY)).not.toBe(body);
    expect(body).toEqual({ code: '', secret: 'jbswy3dp' });
  });

  test.each<[string, JsonObject]>([
    ['neither', { userId: '1' }],
    ['two empty ones', { code: '', secret: '' }],
    ['two nulls', { code: null, secret: null }],
  ])('needs one of them: %s', (_, body) => {
    const error = inputErrorOf(() => checkCode(body, VERIFY));
    expect(error.message).toBe('code is required');
    expect(error.remedy).toContain('give secret');
  });

  test('may not have both, where the secret only makes the code', () => {
    const error = inputErrorOf(() => checkCode({ code: '987654', secret: SECRET }, VERIFY));
    expect(error.message).toBe('code and secret are both given');
    expect(error.remedy).toContain('not both');
    expect(everythingIn(error)).not.toMatch(/987654|JBSW/);
  });

  test.each<[string, JsonObject, CodeSource, string]>([
    ['a wrong code', { code: '12345' }, VERIFY, 'code must be six digits'],
    ['a wrong secret', { secret: '0189' }, VERIFY, 'secret is not a base32 secret'],
    ['a wrong optional code', { otp: '12345' }, LOGIN, 'otp must be six digits'],
    [
      'a right code with a wrong secret',
      { otp: '123456', secret: '01' },
      ENABLE,
      'secret is not a base32 secret',
    ],
  ])('is refused with %s', (_, body, source, message) => {
    expect(() => checkCode(body, source)).toThrow(message);
  });
});
