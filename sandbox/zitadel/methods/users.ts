import type { Context, MethodRow } from '../method-row';
import { notModelled, ZitadelError } from '../errors';
import { child, count, flag, type JsonObject, text } from '../json-object';
import { hasPermission, requirePermission } from '../permissions';
import { readDetails, touch, type User, writeDetails } from '../user';
import { listUsers as listUsersRule } from './query-rules';
import { userIdOnly } from './rules';
import { compareUsers, matches } from './user-queries';

const service = 'zitadel.user.v2.UserService';

export const users: Record<string, MethodRow> = {
  [`${service}/GetUserByID`]: { rule: userIdOnly('GetUserByIDRequest'), handle: getUser },
  [`${service}/ListUsers`]: { rule: listUsersRule, handle: listUsers },
  [`${service}/DeleteUser`]: { rule: userIdOnly('DeleteUserRequest'), handle: deleteUser },
};

function getUser({ state, caller }: Context, request: JsonObject): JsonObject {
  const user = state.users.get(text(request, 'userId'));
  if (!user) throw new ZitadelError('not_found', 'User could not be found', 'QUERY-Dfbg2');
  if (user !== caller.user) requirePermission(state, caller.user.id, user.organizationId, 'user.read');
  return { details: readDetails(user), user: printUser(user) };
}

function listUsers({ state, caller }: Context, request: JsonObject): JsonObject {
  const query = child(request, 'query') ?? {};
  const direction = flag(query, 'asc') ? 1 : -1;
  const matching = state.projections.shown(state.users.values()).filter((user) => matches(user, request));
  const found = matching
    .filter(
      (user) =>
        user === caller.user || hasPermission(state, caller.user.id, user.organizationId, 'user.read'),
    )
    .sort((one, other) => direction * compareUsers(one, other, text(request, 'sortingColumn')));
  const offset = count(query, 'offset');
  const limit = count(query, 'limit') || found.length;
  const total = state.release.countsUnseen ? matching.length : found.length;
  return {
    details: {
      totalResult: String(total),
      timestamp: state.projections.lastEvent(state.journal, 'user'),
    },
    result: found.slice(offset, offset + limit).map(printUser),
  };
}

function deleteUser({ state, caller }: Context, request: JsonObject): JsonObject {
  const user = state.users.get(text(request, 'userId'));
  if (!user) throw new ZitadelError('not_found', 'User could not be found', 'COMMAND-bd4ir1mblj');
  // Oneself asks for user.self.delete, which no role in the recordings was seen to have or lack.
  if (user === caller.user) throw notModelled('deleting oneself');
  requirePermission(state, caller.user.id, user.organizationId, 'user.delete');
  touch(user, 'user.removed');
  state.removeUser(user);
  return { details: writeDetails(user) };
}

function printUser(user: User): JsonObject {
  const { human, machine } = user;
  return {
    userId: user.id,
    details: readDetails(user),
    state: user.state,
    username: user.username,
    loginNames: [user.username],
    preferredLoginName: user.username,
    human: human && {
      profile: {
        givenName: human.profile.givenName,
        familyName: human.profile.familyName,
        nickName: human.profile.nickName || undefined,
        displayName: human.profile.displayName,
        // A person without a language was recorded with this one (AuthService).
        preferredLanguage: human.profile.preferredLanguage || 'und',
        gender: human.profile.gender || undefined,
      },
      email: { email: human.email.value, isVerified: human.email.isVerified },
      phone: { phone: human.phone.value, isVerified: human.phone.isVerified },
      passwordChangeRequired: human.password?.changeRequired,
      passwordChanged: human.password?.changed,
      mfaInitSkipped: human.mfaInitSkipped,
    },
    machine: machine && {
      name: machine.name,
      description: machine.description,
      hasSecret: machine.secret !== undefined,
    },
  };
}
