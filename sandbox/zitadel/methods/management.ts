import type { Context, MethodRow } from '../method-row';
import { notFound, notModelled } from '../errors';
import { type JsonObject, text, texts } from '../json-object';
import { touchOrganization } from '../organization';
import { isOrganizationRole } from '../permissions';
import { addition } from './addition';
import { printOrganization } from './organization-v1';
import { addOrgMember as addOrgMemberRule } from './rules';

const service = 'zitadel.management.v1.ManagementService';

export const management: Record<string, MethodRow> = {
  [`${service}/AddOrgMember`]: { rule: addOrgMemberRule, handle: addOrgMember },
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
    throw notModelled('a second membership in an organization');
  }
  state.addMembership(userId, organizationId, roles);
  touchOrganization(organization);
  return { details: addition(organization.sequence, organizationId) };
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
