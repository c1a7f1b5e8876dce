import { ZitadelError } from './errors';

const countryCode = '41';

/**
 * A phone number in its international form; without a country it is taken for a Swiss one, the server's default.
 * @throws ZitadelError INVALID_ARGUMENT when it is no phone number
 */
export function normalizePhone(phone: string): string {
  const digits = phone.replace(/[\s()./-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^0/, `+${countryCode}`);
  if (/^\+[1-9]\d{6,14}$/.test(international)) return international;
  throw new ZitadelError('invalid_argument', 'Phone is invalid', 'PHONE-so0wa');
}
