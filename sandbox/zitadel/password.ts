import { failedPrecondition, invalidArgument, notModelled, ZitadelError } from './errors';
import { flag, type JsonObject, text } from './json-object';
import type { LockoutPolicy } from './organization';
import { now } from './time';
import { type Password, touch, type User } from './user';

const shortest = 8;

/** What the default policy asks for besides the length. Only the length was recorded; these are from the facts' ids. */
const demands: readonly { pattern: RegExp; id: string; what: string }[] = [
  { pattern: /[a-z]/, id: 'DOMAIN-co3Xw', what: 'lower letter' },
  { pattern: /[A-Z]/, id: 'DOMAIN-VoaRj', what: 'upper letter' },
  { pattern: /[0-9]/, id: 'DOMAIN-ZBv4H', what: 'number' },
  { pattern: /[^A-Za-z0-9]/, id: 'DOMAIN-ZDLwA', what: 'symbol' },
];

/**
 * Reads a new password from a Password message.
 * @throws ZitadelError INVALID_ARGUMENT when it is too weak for the default policy
 */
export function readPassword(message: JsonObject): Password {
  const value = text(message, 'password');
  checkComplexity(value);
  return { value, changed: now(), changeRequired: flag(message, 'changeRequired'), failedAttempts: 0 };
}

/**
 * Checks a person's password; wrong ones are counted, and too many in a row lock the person.
 * @param policy that of the person's organization, if it has one
 * @param tellsCount whether the refusal says how often it was wrong
 * @throws ZitadelError INVALID_ARGUMENT, FAILED_PRECONDITION for a locked user
 */
export function checkPassword(user: User, password: string, policy?: LockoutPolicy, tellsCount = true): void {
  const own = user.human?.password;
  if (!own) throw notModelled('a password check of a user without one');
  if (user.state === 'USER_STATE_LOCKED') throw failedPrecondition('User is locked', 'COMMAND-JLK35');
  if (user.state !== 'USER_STATE_ACTIVE') throw notModelled('a password check of a user who is not active');
  if (own.value !== password) {
    own.failedAttempts += 1;
    touch(user, 'user.human.password.check.failed', {});
    if (own.failedAttempts === policy?.maxPasswordAttempts) {
      user.state = 'USER_STATE_LOCKED';
      touch(user, 'user.locked');
    }
    const text = 'Password is invalid';
    throw new ZitadelError(
      'invalid_argument',
      text,
      'COMMAND-3M0fs',
      tellsCount ? own.failedAttempts : undefined,
    );
  }
  own.failedAttempts = 0;
  touch(user, 'user.human.password.check.succeeded', {});
}

function checkComplexity(password: string): void {
  if ([...password].length < shortest) throw invalidArgument('Password is too short', 'DOMAIN-HuJf6');
  const missing = demands.find(({ pattern }) => !pattern.test(password));
  if (missing) throw invalidArgument(`Password must contain ${missing.what}`, missing.id);
}
