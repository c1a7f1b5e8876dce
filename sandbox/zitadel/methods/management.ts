import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notFound, notModelled } from '../errors';
import { child, type JsonObject, text, texts } from '../json-object';
import { touchOrganization } from '../organization';
import { isOrganizationRole } from '../permissions';
import { addition } from './addition';
import { printOrganization } from './organization-v1';
import { cut, filterRows, type Filters } from '../pagination';
import type { Membership, State } from '../state';
import { now } from '../time';
import {
  addOrgMember as addOrgMemberRule,
  removeOrgMember as removeOrgMemberRule,
  updateOrgMember as updateOrgMemberRule,
} from './rules';

const service = 'zitadel.management.v1.ManagementService';

export const management: Record<string, MethodRow> = {
  [`${service}/AddOrgMember`]: { rule: addOrgMemberRule, handle: addOrgMember },
  [`${service}/ListOrgMembers`]: { handle: listOrgMembers },
  [`${service}/UpdateOrgMember`]: { rule: updateOrgMemberRule, handle: updateOrgMember },
  [`${service}/RemoveOrgMember`]: { rule: removeOrgMemberRule, handle: removeOrgMember },
  [`${service}/GetMyOrg`]: { handle: getMyOrg },
  [`${service}/GetOrgByDomainGlobal`]: { handle: getOrgByDomain },
};

// The reply was not recorded: it is the details that the response type has, as in the service's other additions.
function addOrgMember({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const userId = text(request, 'userId');
  const roles = texts(request, 'roles');
  const organization = state.organizations.get(organizationId);
  if (!organization || !state.users.has(userId)) throw notModelled('a membership of an unknown user');
  if (!roles.every(isOrganizationRole) || roles.length === 0)
    throw notModelled(`a membership with the roles "${roles.join()}"`);
  if (state.memberships.some((known) => known.userId === userId && known.scopeId === organizationId)) {
    throw alreadyExists('Member already exists', 'V3-DKcYh');
  }
  state.addMembership(userId, organizationId, roles);
  touchOrganization(organization);
  return { details: addition(organization.sequence, organizationId) };
}

const memberFilters: Filters<Membership> = {
  userIdQuery: ({ userId }, query) => userId === text(query, 'userId'),
};

// Not recorded: as the message types have it.
function listOrgMembers({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const own = state.memberships.filter(({ scopeId }) => scopeId === organizationId);
  const found = filterRows(own, request, memberFilters, 'queries');
  return {
    details: { totalResult: String(found.length), viewTimestamp: now() },
    result: cut(found, child(request, 'query')).map(({ userId, roles }) => {
      const user = state.users.get(userId);
      const details = { sequence: '1', changeDate: now(), resourceOwner: organizationId };
      return { userId, details, roles, preferredLoginName: user?.username ?? '' };
    }),
  };
}

function updateOrgMember({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const member = requireMember(state, organizationId, text(request, 'userId'));
  const roles = texts(request, 'roles');
  if (roles.length === member.roles.length && roles.every((role) => member.roles.includes(role))) {
    throw notModelled('a change of a membership that changes nothing');
  }
  member.roles = roles;
  return { details: { sequence: '2', changeDate: now(), resourceOwner: organizationId } };
}

function removeOrgMember({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const member = requireMember(state, organizationId, text(request, 'userId'));
  state.memberships = state.memberships.filter((known) => known !== member);
  return { details: { sequence: '3', changeDate: now(), resourceOwner: organizationId } };
}

function requireMember(state: State, organizationId: string, userId: string): Membership {
  const found = state.memberships.find(
    (known) => known.userId === userId && known.scopeId === organizationId,
  );
  if (!found) throw notFound('Member not found', 'ORG-D8JxR');
  return found;
}

function getMyOrg({ state, caller: { organizationId } }: Context): JsonObject {
  const organization = state.organizations.get(organizationId);
  return { org: organization && printOrganization(organization) };
}

function getOrgByDomain({ state }: Context, request: JsonObject): JsonObject {
  const domain = text(request, 'domain');
  const found = [...state.organizations.values()].find(({ primaryDomain }) => primaryDomain === domain);
  if (!found) throw notFound('Organisation not found', 'QUERY-iTTGJ');
  return { org: printOrganization(found) };
}
