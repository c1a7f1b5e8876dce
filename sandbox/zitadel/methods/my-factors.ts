import type { Context, MethodRow } from '../dispatcher';
import { ZitadelError } from '../errors';
import { type JsonObject, text } from '../json-object';
import { registerTotp, removeTotp, verifyTotp } from '../totp';
import { additionDetails, touch, type User, writeDetails } from '../user';
import { listFactors } from '../user-factors';
import { verifyMyTotp } from './rules';

const service = 'zitadel.auth.v1.AuthService';

export const myFactors: Record<string, MethodRow> = {
  [`${service}/ListMyAuthFactors`]: { handle: ({ caller }) => ({ result: listFactors(caller.user) }) },
  [`${service}/AddMyAuthFactorOTP`]: { handle: addTotp },
  [`${service}/VerifyMyAuthFactorOTP`]: { rule: verifyMyTotp, handle: verify },
  [`${service}/RemoveMyAuthFactorOTP`]: { handle: remove },
  [`${service}/AddMyAuthFactorOTPEmail`]: { handle: addOtpEmail },
  [`${service}/RemoveMyAuthFactorOTPEmail`]: { handle: removeOtpEmail },
  [`${service}/AddMyAuthFactorOTPSMS`]: { handle: addOtpSms },
};

function addTotp({ caller: { user } }: Context): JsonObject {
  const { uri, secret } = registerTotp(user, allowed);
  return { url: uri, secret, details: additionDetails(user) };
}

function verify({ caller: { user } }: Context, request: JsonObject): JsonObject {
  verifyTotp(user, text(request, 'code'));
  return { details: writeDetails(user) };
}

function remove({ caller: { user } }: Context): JsonObject {
  return { details: writeDetails(removeTotp(user, allowed)) };
}

function addOtpEmail({ caller: { user } }: Context): JsonObject {
  if (!user.human?.email.isVerified) throw notReady('COMMAND-KLJ2d');
  if (user.human.otpEmail) throw alreadySetUp('COMMAND-MKL2s');
  user.human.otpEmail = true;
  touch(user);
  return { details: additionDetails(user) };
}

function removeOtpEmail({ caller: { user } }: Context): JsonObject {
  if (!user.human?.otpEmail) {
    const missing = "Multifactor OTP (OneTimePassword) doesn't exist";
    throw new ZitadelError('not_found', missing, 'COMMAND-b312D');
  }
  user.human.otpEmail = false;
  touch(user);
  return { details: writeDetails(user) };
}

function addOtpSms({ caller: { user } }: Context): JsonObject {
  if (!user.human?.phone.isVerified) throw notReady('COMMAND-Q54j2');
  if (user.human.otpSms) throw alreadySetUp('COMMAND-Ad3g2');
  user.human.otpSms = true;
  touch(user);
  return { details: additionDetails(user) };
}

function notReady(id: string): ZitadelError {
  return new ZitadelError('failed_precondition', "Multifactor OTP (OneTimePassword) isn't ready", id);
}

function alreadySetUp(id: string): ZitadelError {
  return new ZitadelError('already_exists', 'Multifactor OTP (OneTimePassword) is already set up', id);
}

// Everyone may change their own factors.
function allowed(_user: User): void {}
