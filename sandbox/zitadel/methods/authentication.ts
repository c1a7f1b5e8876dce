import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { child, type JsonObject, list, text, texts } from '../json-object';
import { requirePermission } from '../permissions';
import { now } from '../time';
import { listFactors, listMethodTypes } from '../user-factors';
import { userIdOnly } from './rules';

const service = 'zitadel.user.v2.UserService';

export const authentication: Record<string, MethodRow> = {
  [`${service}/ListAuthenticationMethodTypes`]: {
    rule: userIdOnly('ListAuthenticationMethodTypesRequest'),
    handle: listAuthenticationMethodTypes,
  },
  [`${service}/ListAuthenticationFactors`]: {
    rule: userIdOnly('ListAuthenticationFactorsRequest'),
    handle: listAuthenticationFactors,
  },
};

function listAuthenticationMethodTypes({ state, caller }: Context, request: JsonObject): JsonObject {
  if (child(request, 'domainQuery')) throw notModelled('authentication methods of a domain');
  const user = state.users.get(text(request, 'userId'));
  // The organization is the caller's, not the user's: an unknown user has none and an empty list.
  if (user !== caller.user) requirePermission(state, caller.user.id, caller.organizationId, 'user.read');
  const types = user ? listMethodTypes(user) : [];
  return {
    details: { totalResult: String(types.length), timestamp: now() },
    authMethodTypes: types,
  };
}

function listAuthenticationFactors({ state, caller }: Context, request: JsonObject): JsonObject {
  if (list(request, 'authFactors').length > 0) throw notModelled('a choice of authentication factors');
  const user = state.users.get(text(request, 'userId'));
  if (!user) throw notModelled('authentication factors of an unknown user');
  if (user !== caller.user) requirePermission(state, caller.user.id, user.organizationId, 'user.read');
  const states = texts(request, 'states');
  const wanted = states.length > 0 ? states : ['AUTH_FACTOR_STATE_READY'];
  return { result: listFactors(user).filter((factor) => wanted.includes(text(factor, 'state'))) };
}
