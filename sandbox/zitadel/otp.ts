import { alreadyExists, failedPrecondition, notFound, type ZitadelError } from './errors';
import { type HumanUser, touch, type User } from './user';

/** One way of sending a one-time password: the address it needs, and the ids of its errors. */
interface OtpKind {
  address: 'email' | 'phone';
  factor: 'otpEmail' | 'otpSms';
  notReady: string;
  taken: string;
  missing: string;
}

const kinds = {
  email: {
    address: 'email',
    factor: 'otpEmail',
    notReady: 'COMMAND-KLJ2d',
    taken: 'COMMAND-MKL2s',
    missing: 'COMMAND-b312D',
  },
  sms: {
    address: 'phone',
    factor: 'otpSms',
    notReady: 'COMMAND-Q54j2',
    taken: 'COMMAND-Ad3g2',
    missing: 'COMMAND-Sr3h3',
  },
} as const satisfies Record<string, OtpKind>;

export type OtpName = keyof typeof kinds;

/**
 * Adds one-time passwords by e-mail or SMS.
 * @throws ZitadelError FAILED_PRECONDITION when the address is not verified, ALREADY_EXISTS when they are set up
 */
export function addOtp(user: HumanUser, name: OtpName): void {
  const { address, factor, notReady, taken }: OtpKind = kinds[name];
  if (!user.human[address].isVerified) {
    throw failedPrecondition("Multifactor OTP (OneTimePassword) isn't ready", notReady);
  }
  if (user.human[factor]) throw alreadyExists('Multifactor OTP (OneTimePassword) is already set up', taken);
  user.human[factor] = true;
  touch(user, `user.human.mfa.otp.${name}.added`);
}

/**
 * Removes one-time passwords by e-mail or SMS.
 * @param mayWrite asked after the factor was found; throws when the caller may not do this
 * @throws ZitadelError NOT_FOUND when they are not set up
 */
export function removeOtp(user: User | undefined, name: OtpName, mayWrite: (user: User) => void): User {
  const { factor, missing }: OtpKind = kinds[name];
  if (!user?.human?.[factor]) throw noOtp(missing);
  mayWrite(user);
  user.human[factor] = false;
  touch(user, `user.human.mfa.otp.${name}.removed`);
  return user;
}

/** The error of somebody who has no address that could be used. */
export function otpNotReady(name: OtpName): ZitadelError {
  return failedPrecondition("Multifactor OTP (OneTimePassword) isn't ready", kinds[name].notReady);
}

function noOtp(id: string): ZitadelError {
  return notFound("Multifactor OTP (OneTimePassword) doesn't exist", id);
}
