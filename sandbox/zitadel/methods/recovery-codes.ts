import { newCode } from '../codes';
import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notModelled } from '../errors';
import { count, type JsonObject } from '../json-object';
import { type HumanUser, touch, writeDetails } from '../user';
import { inRange, type MessageRule } from '../validation';
import { id, userIdOnly } from './rules';
import { requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

/** How many a user may have. */
const most = 10;

const generateRule: MessageRule = {
  name: 'GenerateRecoveryCodesRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Count', 'count', inRange(1, 50)],
  ],
};

export const recoveryCodes: Record<string, MethodRow> = {
  [`${service}/GenerateRecoveryCodes`]: { rule: generateRule, handle: generate },
  [`${service}/RemoveRecoveryCodes`]: { rule: userIdOnly('RemoveRecoveryCodesRequest'), handle: remove },
};

function generate(context: Context, request: JsonObject): JsonObject {
  const user = requirePerson(context, request);
  selfOr(context, user, 'user.credential.write');
  const codes = Array.from({ length: count(request, 'count') }, () => newCode(10));
  if (user.human.recoveryCodes.length + codes.length > most) {
    throw failedPrecondition('Too many recovery codes', 'COMMAND-8f2k9');
  }
  user.human.recoveryCodes.push(...codes);
  touch(user, 'user.human.mfa.recoverycode.added');
  const details = context.state.release.datesRecoveryCodes
    ? writeDetails(user)
    : { resourceOwner: user.organizationId };
  return { details, recoveryCodes: codes };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = requirePerson(context, request);
  selfOr(context, user, 'user.write');
  if (user.human.recoveryCodes.length === 0) throw notModelled('removing recovery codes that are not there');
  user.human.recoveryCodes = [];
  touch(user, 'user.human.mfa.recoverycode.removed');
  return { details: writeDetails(user) };
}

function requirePerson(context: Context, request: JsonObject): HumanUser {
  return requireHuman(context, request, () => notModelled('recovery codes of an unknown or a service user'));
}
