import type { Context, MethodRow } from '../method-row';
import { notFound, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { addOtp, type OtpName, removeOtp } from '../otp';
import { noTotp, registerTotp, removeTotp, verifyTotp } from '../totp';
import { type User, writeDetails } from '../user';
import { userIdOnly, verifyTotp as verifyTotpRule } from './rules';
import { findUser, requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

export const factors: Record<string, MethodRow> = {
  [`${service}/RegisterTOTP`]: { rule: userIdOnly('RegisterTOTPRequest'), handle: register },
  [`${service}/VerifyTOTPRegistration`]: { rule: verifyTotpRule, handle: verify },
  [`${service}/RemoveTOTP`]: { rule: userIdOnly('RemoveTOTPRequest'), handle: remove },
  [`${service}/AddOTPSMS`]: { rule: userIdOnly('AddOTPSMSRequest'), handle: addOneTimePassword('sms') },
  [`${service}/RemoveOTPSMS`]: {
    rule: userIdOnly('RemoveOTPSMSRequest'),
    handle: removeOneTimePassword('sms'),
  },
  [`${service}/AddOTPEmail`]: { rule: userIdOnly('AddOTPEmailRequest'), handle: addOneTimePassword('email') },
  [`${service}/RemoveOTPEmail`]: {
    rule: userIdOnly('RemoveOTPEmailRequest'),
    handle: removeOneTimePassword('email'),
  },
};

function register(context: Context, request: JsonObject): JsonObject {
  const user = findUser(context, request);
  const registration = registerTotp(user, may(context, 'user.credential.write'));
  return { details: user && writeDetails(user), ...registration };
}

function verify(context: Context, request: JsonObject): JsonObject {
  const user = findUser(context, request);
  if (!user)
    throw context.state.release.looksForUser
      ? notFound('Errors.NotFound', 'COMMAND-4g3xq')
      : noTotp('COMMAND-3Mif9s');
  selfOr(context, user, 'user.credential.write');
  verifyTotp(user, text(request, 'code'));
  return { details: writeDetails(user) };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = removeTotp(findUser(context, request), may(context, 'user.write'));
  return { details: writeDetails(user) };
}

function addOneTimePassword(name: OtpName): MethodRow['handle'] {
  return (context, request) => {
    const unknown = (): Error => notModelled('one-time passwords of an unknown or a service user');
    const user = requireHuman(context, request, unknown);
    selfOr(context, user, 'user.credential.write');
    addOtp(user, name);
    return { details: writeDetails(user) };
  };
}

function removeOneTimePassword(name: OtpName): MethodRow['handle'] {
  return (context, request) => {
    const user = removeOtp(findUser(context, request), name, may(context, 'user.write'));
    return { details: writeDetails(user) };
  };
}

function may(context: Context, permission: string): (user: User) => void {
  return (user) => selfOr(context, user, permission);
}
