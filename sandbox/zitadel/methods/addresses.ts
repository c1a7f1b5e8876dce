import {
  makeCode,
  type NewAddress,
  noteCode,
  noteVerification,
  readAddress,
  verifyAddress,
} from '../address';
import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notFound, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { type HumanUser, touch, writeDetails } from '../user';
import * as rules from './address-rules';
import { userIdOnly } from './rules';
import { requireHuman, selfOr, mustHave } from './user-access';

const service = 'zitadel.user.v2.UserService';

type Kind = 'email' | 'phone';

const names = { email: 'Email', phone: 'Phone' } as const;
const nothingPending = { email: 'EMAIL-5w5ilin4yt', phone: 'PHONE-5xrra88eq8' } as const;

export const addresses: Record<string, MethodRow> = {
  [`${service}/SetEmail`]: { rule: rules.setEmail, handle: set('email') },
  [`${service}/SetPhone`]: { rule: rules.setPhone, handle: set('phone') },
  [`${service}/ResendEmailCode`]: { rule: rules.resendEmailCode, handle: resend('email') },
  [`${service}/ResendPhoneCode`]: { rule: userIdOnly('ResendPhoneCodeRequest'), handle: resend('phone') },
  [`${service}/SendEmailCode`]: { rule: rules.sendEmailCode, handle: sendEmailCode },
  [`${service}/VerifyEmail`]: { rule: rules.verifyEmail, handle: verify('email') },
  [`${service}/VerifyPhone`]: { rule: rules.verifyPhone, handle: verify('phone') },
  [`${service}/RemovePhone`]: { rule: userIdOnly('RemovePhoneRequest'), handle: removePhone },
};

function set(kind: Kind): MethodRow['handle'] {
  return (context, request) => {
    const user = requireAddress(context, request, kind);
    mayChange(context, user, request);
    const changed = readAddress(request, kind);
    const { address, returnedCode } = changed;
    if (address.value === user.human[kind].value) {
      throw failedPrecondition(`${names[kind]} not changed`, 'COMMAND-Uch5e');
    }
    user.human[kind] = address;
    noteChange(user, kind, changed);
    return { details: writeDetails(user), verificationCode: returnedCode };
  };
}

function resend(kind: Kind): MethodRow['handle'] {
  return (context, request) => {
    const user = requireAddress(context, request, kind);
    mayChange(context, user, request);
    if (user.human[kind].code === undefined) throw failedPrecondition('Code is empty', nothingPending[kind]);
    return giveCode(user, kind, request);
  };
}

function sendEmailCode(context: Context, request: JsonObject): JsonObject {
  const user = requireAddress(context, request, 'email');
  mayChange(context, user, request);
  return giveCode(user, 'email', request);
}

function verify(kind: Kind): MethodRow['handle'] {
  return (context, request) => {
    const unknown = (): Error => notModelled(`verifying the ${kind} of an unknown or a service user`);
    const user = requireHuman(context, request, unknown);
    try {
      verifyAddress(user.human[kind], text(request, 'verificationCode'));
    } catch (error) {
      touch(user, `user.human.${kind}.verification.failed`);
      throw error;
    }
    touch(user, `user.human.${kind}.verified`);
    return { details: writeDetails(user) };
  };
}

function removePhone(context: Context, request: JsonObject): JsonObject {
  const unknown = (): Error => notModelled('removing the phone of an unknown or a service user');
  const user = requireHuman(context, request, unknown);
  selfOr(context, user, 'user.write');
  if (user.human.phone.value === '') throw failedPrecondition('Phone not found', 'COMMAND-ieJ2e');
  dropPhone(user);
  return { details: writeDetails(user) };
}

/** Removes a person's phone number. */
export function dropPhone(user: HumanUser): void {
  if (user.human.otpSms)
    throw notModelled('removing the phone of somebody who gets one-time passwords on it');
  user.human.phone = { value: '', isVerified: false };
  touch(user, 'user.human.phone.removed');
}

/** Notes in the journal that an address was changed. */
export function noteChange(user: HumanUser, kind: Kind, changed: NewAddress): void {
  touch(user, `user.human.${kind}.changed`, { [kind]: changed.address.value });
  noteVerification(user, kind, changed);
}

/** To have the code returned, or none asked for, is no right of one's own. */
export function mayChange(context: Context, user: HumanUser, request: JsonObject): void {
  const skipsProof = request.returnCode !== undefined || request.isVerified !== undefined;
  (skipsProof ? mustHave : selfOr)(context, user, 'user.write');
}

function requireAddress(context: Context, request: JsonObject, kind: Kind): HumanUser {
  return requireHuman(context, request, () => notFound(`${names[kind]} not found`, 'COMMAND-ieJ2e'));
}

function giveCode(user: HumanUser, kind: Kind, request: JsonObject): JsonObject {
  const { code, returnedCode } = makeCode(request);
  user.human[kind].code = code;
  noteCode(user, kind, returnedCode !== undefined);
  return { details: writeDetails(user), verificationCode: returnedCode };
}
