import type { Context, MethodRow } from '../dispatcher';
import { notModelled, ZitadelError } from '../errors';
import { type JsonObject, text } from '../json-object';
import { requirePermission } from '../permissions';
import { isPast } from '../time';
import { touch } from '../user';
import { addPersonalAccessToken as addPersonalAccessTokenRule } from './rules';

export const tokens: Record<string, MethodRow> = {
  'zitadel.user.v2.UserService/AddPersonalAccessToken': {
    rule: addPersonalAccessTokenRule,
    handle: addPersonalAccessToken,
  },
};

function addPersonalAccessToken({ state, caller }: Context, request: JsonObject): JsonObject {
  const user = state.users.get(text(request, 'userId'));
  const expires = text(request, 'expirationDate');
  if (!user) throw notModelled('a token for an unknown user');
  if (isPast(expires)) throw notModelled('a token that has expired already');
  if (user !== caller.user) requirePermission(state, caller.user.id, user.organizationId, 'user.write');
  if (!user.machine) {
    throw new ZitadelError('failed_precondition', 'Not allowed for this user type', 'COMMAND-Df2f1');
  }
  touch(user);
  const token = state.addToken({ userId: user.id, expires });
  return { creationDate: user.changed, tokenId: state.newId(), token };
}
