import type { Context, MethodRow } from '../dispatcher';
import { notModelled } from '../errors';
import { type JsonObject, list, text, texts } from '../json-object';
import { isOrganizationRole } from '../permissions';
import { now } from '../time';
import {
  addOidcApp as addOidcAppRule,
  addOrgMember as addOrgMemberRule,
  addProject as addProjectRule,
} from './rules';

const service = 'zitadel.management.v1.ManagementService';

export const management: Record<string, MethodRow> = {
  [`${service}/AddProject`]: { rule: addProjectRule, handle: addProject },
  [`${service}/AddOIDCApp`]: { rule: addOidcAppRule, handle: addOidcApp },
  [`${service}/AddOrgMember`]: { rule: addOrgMemberRule, handle: addOrgMember },
};

function addProject({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const name = text(request, 'name');
  if ([...state.projects.values()].some((project) => project.name === name)) {
    throw notModelled('a project name that is taken');
  }
  const project = { id: state.newId(), organizationId, name };
  state.projects.set(project.id, project);
  return { id: project.id, details: addition('1', organizationId) };
}

function addOidcApp({ state }: Context, request: JsonObject): JsonObject {
  const project = state.projects.get(text(request, 'projectId'));
  if (!project) throw notModelled('an application in an unknown project');
  if (text(request, 'authMethodType') !== 'OIDC_AUTH_METHOD_TYPE_NONE') {
    throw notModelled('an OIDC application with a secret or a key');
  }
  const flows = [...list(request, 'responseTypes'), ...list(request, 'grantTypes')];
  if (
    flows.some((flow) => flow !== 'OIDC_RESPONSE_TYPE_CODE' && flow !== 'OIDC_GRANT_TYPE_AUTHORIZATION_CODE')
  ) {
    throw notModelled('an OIDC application with another flow than the authorization code');
  }
  const application = {
    id: state.newId(),
    projectId: project.id,
    name: text(request, 'name'),
    clientId: state.newId(),
    redirectUris: texts(request, 'redirectUris'),
  };
  state.applications.set(application.clientId, application);
  return {
    appId: application.id,
    details: addition('2', project.organizationId),
    clientId: application.clientId,
  };
}

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
  organization.sequence += 1;
  return { details: addition(String(organization.sequence), organizationId) };
}

function addition(sequence: string, resourceOwner: string): JsonObject {
  return { sequence, creationDate: now(), resourceOwner };
}
