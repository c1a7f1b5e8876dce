import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notModelled } from '../errors';
import { child, type JsonObject, text, texts } from '../json-object';
import { type Filters, filterRows, page } from '../pagination';
import type { Membership, State } from '../state';
import { now } from '../time';

const service = 'zitadel.internal_permission.v2.InternalPermissionService';

// None of these was recorded: replies and filters are as the message types have them.
export const administrators: Record<string, MethodRow> = {
  [`${service}/CreateAdministrator`]: { handle: create },
  [`${service}/ListAdministrators`]: { handle: list },
  [`${service}/UpdateAdministrator`]: { handle: update },
  [`${service}/DeleteAdministrator`]: { handle: remove },
};

function create({ state }: Context, request: JsonObject): JsonObject {
  const userId = text(request, 'userId');
  const scopeId = scopeOf(state, child(request, 'resource') ?? {});
  if (!state.users.has(userId)) throw notModelled('an administrator who is nobody');
  if (find(state, userId, scopeId)) throw alreadyExists('Member already exists', 'V3-DKcYh');
  state.addMembership(userId, scopeId, texts(request, 'roles'));
  return { creationDate: now() };
}

const filters = (state: State): Filters<Membership> => ({
  inUserIdsFilter: ({ userId }, filter) => texts(filter, 'ids').includes(userId),
  resource: ({ scopeId }, filter) => scopeId === scopeOf(state, filter),
});

function list({ state }: Context, request: JsonObject): JsonObject {
  const { pagination, rows } = page(filterRows(state.memberships, request, filters(state)), request);
  return {
    pagination,
    administrators: rows.map(({ userId, scopeId, roles }) => ({
      creationDate: now(),
      changeDate: now(),
      user: { id: userId, preferredLoginName: state.users.get(userId)?.username },
      ...(scopeId === state.instanceId ? { instance: true } : { organization: { id: scopeId } }),
      roles,
    })),
  };
}

function update({ state }: Context, request: JsonObject): JsonObject {
  requireMember(state, request).roles = texts(request, 'roles');
  return { changeDate: now() };
}

function remove({ state }: Context, request: JsonObject): JsonObject {
  const member = requireMember(state, request);
  state.memberships = state.memberships.filter((known) => known !== member);
  return { deletionDate: now() };
}

function requireMember(state: State, request: JsonObject): Membership {
  const found = find(state, text(request, 'userId'), scopeOf(state, child(request, 'resource') ?? {}));
  if (!found) throw notModelled('an unknown administrator');
  return found;
}

function find(state: State, user: string, scope: string): Membership | undefined {
  return state.memberships.find(({ userId, scopeId }) => userId === user && scopeId === scope);
}

/** What the roles are for: the whole instance, or an organization. */
function scopeOf(state: State, resource: JsonObject): string {
  if (resource.instance === true) return state.instanceId;
  const organizationId = text(resource, 'organizationId');
  if (!state.organizations.has(organizationId)) throw notModelled('administrators of something else');
  return organizationId;
}
