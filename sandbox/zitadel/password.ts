import { ZitadelError } from './errors';

const shortest = 8;

/** What the default policy asks for besides the length. Only the length was recorded; these are from the facts' ids. */
const demands: readonly { pattern: RegExp; id: string; what: string }[] = [
  { pattern: /[a-z]/, id: 'DOMAIN-co3Xw', what: 'lower letter' },
  { pattern: /[A-Z]/, id: 'DOMAIN-VoaRj', what: 'upper letter' },
  { pattern: /[0-9]/, id: 'DOMAIN-ZBv4H', what: 'number' },
  { pattern: /[^A-Za-z0-9]/, id: 'DOMAIN-ZDLwA', what: 'symbol' },
];

/**
 * Checks a new password against the default complexity policy.
 * @throws ZitadelError INVALID_ARGUMENT
 */
export function checkComplexity(password: string): void {
  if ([...password].length < shortest) {
    throw new ZitadelError('invalid_argument', 'Password is too short', 'DOMAIN-HuJf6');
  }
  const missing = demands.find(({ pattern }) => !pattern.test(password));
  if (missing)
    throw new ZitadelError('invalid_argument', `Password must contain ${missing.what}`, missing.id);
}
