import type { Context, MethodRow } from '../method-row';
import { type JsonObject, text } from '../json-object';
import { addOtp, type OtpName, otpNotReady, removeOtp } from '../otp';
import { registerTotp, removeTotp, verifyTotp } from '../totp';
import { additionDetails, isHuman, type User, writeDetails } from '../user';
import { listFactors } from '../user-factors';
import { verifyMyTotp } from './rules';

const service = 'zitadel.auth.v1.AuthService';

export const myFactors: Record<string, MethodRow> = {
  [`${service}/ListMyAuthFactors`]: { handle: ({ caller }) => ({ result: listFactors(caller.user) }) },
  [`${service}/AddMyAuthFactorOTP`]: { handle: addTotp },
  [`${service}/VerifyMyAuthFactorOTP`]: { rule: verifyMyTotp, handle: verify },
  [`${service}/RemoveMyAuthFactorOTP`]: { handle: remove },
  [`${service}/AddMyAuthFactorOTPEmail`]: { handle: addOneTimePassword('email') },
  [`${service}/RemoveMyAuthFactorOTPEmail`]: { handle: removeOneTimePassword('email') },
  [`${service}/AddMyAuthFactorOTPSMS`]: { handle: addOneTimePassword('sms') },
  [`${service}/RemoveMyAuthFactorOTPSMS`]: { handle: removeOneTimePassword('sms') },
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

function addOneTimePassword(name: OtpName): MethodRow['handle'] {
  return ({ caller: { user } }) => {
    if (!isHuman(user)) throw otpNotReady(name);
    addOtp(user, name);
    return { details: additionDetails(user) };
  };
}

function removeOneTimePassword(name: OtpName): MethodRow['handle'] {
  return ({ caller: { user } }) => ({ details: writeDetails(removeOtp(user, name, allowed)) });
}

// Everyone may change their own factors.
function allowed(_user: User): void {}
