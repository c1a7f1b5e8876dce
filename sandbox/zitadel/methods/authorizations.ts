import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notModelled } from '../errors';
import { child, type JsonObject, text, texts } from '../json-object';
import { cut, type Filters, filterRows, page } from '../pagination';
import type { State, UserGrant } from '../state';
import { now } from '../time';
import { projectFor } from './project-access';

const service = 'zitadel.authorization.v2.AuthorizationService';
const management = 'zitadel.management.v1.ManagementService';

// None of these was recorded: replies and filters are as the message types have them.
export const authorizations: Record<string, MethodRow> = {
  [`${service}/CreateAuthorization`]: { handle: create },
  [`${service}/ListAuthorizations`]: { handle: list },
  [`${service}/UpdateAuthorization`]: { handle: update },
  [`${service}/DeleteAuthorization`]: { handle: remove },
  [`${management}/ListUserGrants`]: { handle: listUserGrants },
  [`${management}/UpdateUserGrant`]: { handle: updateUserGrant },
};

function create(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const project = projectFor(context, request, 'user.grant.write');
  const userId = text(request, 'userId');
  if (!state.users.has(userId)) throw notModelled('an authorization of an unknown user');
  if (state.userGrants.some((known) => known.userId === userId && known.projectId === project.id)) {
    throw alreadyExists('User grant already exists', 'V3-DKcYh');
  }
  const roleKeys = texts(request, 'roleKeys');
  const grant = { id: state.newId(), userId, projectId: project.id, roleKeys, created: now() };
  state.userGrants.push(grant);
  return { id: grant.id, creationDate: grant.created };
}

const filters = (state: State): Filters<UserGrant> => ({
  authorizationIds: ({ id }, filter) => texts(filter, 'ids').includes(id),
  inUserIds: ({ userId }, filter) => texts(filter, 'ids').includes(userId),
  projectId: ({ projectId }, filter) => projectId === text(filter, 'id'),
  organizationId: ({ projectId }, filter) =>
    state.projects.get(projectId)?.organizationId === text(filter, 'id'),
});

function list({ state }: Context, request: JsonObject): JsonObject {
  const { pagination, rows } = page(filterRows(state.userGrants, request, filters(state)), request);
  return { pagination, authorizations: rows.map((grant) => print(state, grant)) };
}

function print(state: State, { id, userId, projectId, roleKeys, created }: UserGrant): JsonObject {
  const project = state.projects.get(projectId);
  const user = state.users.get(userId);
  return {
    id,
    creationDate: created,
    changeDate: created,
    project: { id: projectId, name: project?.name, organizationId: project?.organizationId },
    organization: { id: project?.organizationId },
    user: { id: userId, preferredLoginName: user?.username, organizationId: user?.organizationId },
    state: 'STATE_ACTIVE',
    roles: roleKeys.map((key) => ({ key, displayName: project?.roles.get(key)?.displayName })),
  };
}

function update({ state }: Context, request: JsonObject): JsonObject {
  requireGrant(state, request).roleKeys = texts(request, 'roleKeys');
  return { changeDate: now() };
}

function remove({ state }: Context, request: JsonObject): JsonObject {
  const grant = requireGrant(state, request);
  state.userGrants = state.userGrants.filter((known) => known !== grant);
  return { deletionDate: now() };
}

const queries: Filters<UserGrant> = {
  userIdQuery: ({ userId }, query) => userId === text(query, 'userId'),
  projectIdQuery: ({ projectId }, query) => projectId === text(query, 'projectId'),
};

function listUserGrants({ state, caller }: Context, request: JsonObject): JsonObject {
  const found = filterRows(state.userGrants, request, queries, 'queries');
  const resourceOwner = caller.organizationId;
  return {
    details: { totalResult: String(found.length), viewTimestamp: now() },
    result: cut(found, child(request, 'query')).map(({ id, userId, projectId, roleKeys, created }) => ({
      id,
      details: { sequence: '1', creationDate: created, changeDate: created, resourceOwner },
      userId,
      projectId,
      roleKeys,
    })),
  };
}

function updateUserGrant({ state, caller }: Context, request: JsonObject): JsonObject {
  requireGrant(state, request, 'grantId').roleKeys = texts(request, 'roleKeys');
  return { details: { sequence: '2', changeDate: now(), resourceOwner: caller.organizationId } };
}

function requireGrant(state: State, request: JsonObject, field = 'id'): UserGrant {
  const found = state.userGrants.find(({ id }) => id === text(request, field));
  if (!found) throw notModelled('an unknown authorization');
  return found;
}
