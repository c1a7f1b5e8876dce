import type { Context, MethodRow } from '../dispatcher';
import { ZitadelError } from '../errors';
import { type JsonObject, text } from '../json-object';
import { requirePermission } from '../permissions';
import { registerTotp, removeTotp, verifyTotp } from '../totp';
import { type User, writeDetails } from '../user';
import { userIdOnly, verifyTotp as verifyTotpRule } from './rules';

const service = 'zitadel.user.v2.UserService';

export const factors: Record<string, MethodRow> = {
  [`${service}/RegisterTOTP`]: { rule: userIdOnly('RegisterTOTPRequest'), handle: register },
  [`${service}/VerifyTOTPRegistration`]: { rule: verifyTotpRule, handle: verify },
  [`${service}/RemoveTOTP`]: { rule: userIdOnly('RemoveTOTPRequest'), handle: remove },
};

function register(context: Context, request: JsonObject): JsonObject {
  const user = findUser(context, request);
  const registration = registerTotp(user, may(context, 'user.credential.write'));
  return { details: user && writeDetails(user), ...registration };
}

function verify(context: Context, request: JsonObject): JsonObject {
  const user = findUser(context, request);
  if (!user) throw new ZitadelError('not_found', 'Errors.NotFound', 'COMMAND-4g3xq');
  may(context, 'user.credential.write')(user);
  verifyTotp(user, text(request, 'code'));
  return { details: writeDetails(user) };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = removeTotp(findUser(context, request), may(context, 'user.write'));
  return { details: writeDetails(user) };
}

function findUser({ state }: Context, request: JsonObject): User | undefined {
  return state.users.get(text(request, 'userId'));
}

// For oneself no permission is needed.
function may({ state, caller }: Context, permission: string): (user: User) => void {
  return (user) => {
    if (user !== caller.user) requirePermission(state, caller.user.id, user.organizationId, permission);
  };
}
