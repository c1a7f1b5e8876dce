import { generateSecret, verifySync } from 'otplib';
import { ZitadelError } from './errors';
import { encrypted } from './event-payloads';
import { touch, type User } from './user';

const issuer = 'ZITADEL';
const step = 30;

/** What a person puts into an authenticator app. */
export interface Registration {
  uri: string;
  secret: string;
}

/**
 * Starts a TOTP registration; one that was started before and not verified is replaced.
 * @param mayWrite asked after the user was found; throws when the caller may not do this
 * @throws ZitadelError FAILED_PRECONDITION for an unknown or a service user, ALREADY_EXISTS when one is verified
 */
export function registerTotp(user: User | undefined, mayWrite: (user: User) => void): Registration {
  if (!user?.human) throw new ZitadelError('failed_precondition', 'User could not be found', 'COMMAND-SqyJz');
  mayWrite(user);
  if (user.human.totp?.isVerified) {
    const text = 'Multifactor OTP (OneTimePassword) is already set up';
    throw new ZitadelError('already_exists', text, 'COMMAND-do9se');
  }
  const secret = generateSecret();
  user.human.totp = { secret, isVerified: false };
  touch(user, 'user.human.mfa.otp.added', { otpSecret: encrypted('otpKey') });
  const account = encodeURIComponent(user.username).replace(/%40/g, '@');
  const query = `algorithm=SHA1&digits=6&issuer=${issuer}&period=${step}&secret=${secret}`;
  return { uri: `otpauth://totp/${issuer}:${account}?${query}`, secret };
}

/**
 * Finishes a TOTP registration with a code made from its secret.
 * @throws ZitadelError when nothing is registered, when it is verified already, or when the code is wrong
 */
export function verifyTotp(user: User, code: string): void {
  const totp = user.human?.totp;
  if (!totp) throw noTotp('COMMAND-3Mif9s');
  if (totp.isVerified) {
    throw new ZitadelError('failed_precondition', 'Errors.Users.MFA.OTP.AlreadyReady', 'COMMAND-qx4ls');
  }
  if (!isCodeOf(totp.secret, code)) throw new ZitadelError('invalid_argument', 'Invalid code', 'EVENT-8isk2');
  totp.isVerified = true;
  touch(user, 'user.human.mfa.otp.verified', {});
}

/**
 * Removes a TOTP registration, verified or not.
 * @param mayWrite asked after the registration was found; throws when the caller may not do this
 * @throws ZitadelError NOT_FOUND when there is none
 */
export function removeTotp(user: User | undefined, mayWrite: (user: User) => void): User {
  if (!user?.human?.totp) throw noTotp('COMMAND-Hd9sd');
  mayWrite(user);
  user.human.totp = undefined;
  touch(user, 'user.human.mfa.otp.removed');
  return user;
}

/** The answer to whoever has no authenticator app. */
export function noTotp(id: string): ZitadelError {
  return new ZitadelError('not_found', "Multifactor OTP (OneTimePassword) doesn't exist", id);
}

// One step of tolerance either way, as the real server has.
function isCodeOf(secret: string, token: string): boolean {
  return /^\d{6}$/.test(token) && verifySync({ secret, token, epochTolerance: step }).valid;
}
