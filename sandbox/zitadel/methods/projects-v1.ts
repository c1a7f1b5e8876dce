import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notFound, notModelled } from '../errors';
import { child, type JsonObject, list, text, texts } from '../json-object';
import { cut, filterRows, type Filters } from '../pagination';
import { newProject, type Project, projectDetails, touchProject } from '../project';
import { compareTexts } from '../text-methods';
import { now } from '../time';
import { type MessageRule, runes } from '../validation';
import { addition } from './addition';
import { addOidcApp as addOidcAppRule, addProject as addProjectRule, id } from './rules';

const service = 'zitadel.management.v1.ManagementService';

const modelledFlows = [
  'OIDC_RESPONSE_TYPE_CODE',
  'OIDC_GRANT_TYPE_AUTHORIZATION_CODE',
  'OIDC_GRANT_TYPE_REFRESH_TOKEN',
];

const addRoleRule: MessageRule = {
  name: 'AddProjectRoleRequest',
  fields: [
    ['ProjectId', 'projectId', id],
    ['RoleKey', 'roleKey', runes(1, 200)],
    ['DisplayName', 'displayName', runes(1, 200)],
  ],
};

export const projectsV1: Record<string, MethodRow> = {
  [`${service}/AddProject`]: { rule: addProjectRule, handle: add },
  [`${service}/ListProjects`]: { handle: listProjects },
  [`${service}/RemoveProject`]: { handle: remove },
  [`${service}/AddProjectRole`]: { rule: addRoleRule, handle: addRole },
  [`${service}/ListProjectRoles`]: { handle: listRoles },
  [`${service}/AddOIDCApp`]: { rule: addOidcAppRule, handle: addOidcApp },
  [`${service}/AddUserGrant`]: { handle: addUserGrant },
};

const filters: Filters<Project> = {
  nameQuery: ({ name }, query) => compareTexts(name, text(query, 'name'), text(query, 'method')),
};

function add({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const name = text(request, 'name');
  const isTaken = [...state.projects.values()].some(
    (known) => known.name === name && known.organizationId === organizationId,
  );
  if (isTaken) throw notModelled('a project name that is taken');
  const project = newProject(state.newId(), organizationId, name);
  state.projects.set(project.id, project);
  return { id: project.id, details: addition(project.sequence, organizationId) };
}

function listProjects({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const own = state.projections
    .shown(state.projects.values())
    .filter((project) => project.organizationId === organizationId);
  const found = filterRows(own, request, filters, 'queries');
  return {
    details: {
      totalResult: String(found.length),
      viewTimestamp: state.projections.lastChange(state.projects.values()),
    },
    result: cut(found, child(request, 'query')).map((project) => ({
      id: project.id,
      details: projectDetails(project),
      name: project.name,
      state: 'PROJECT_STATE_ACTIVE',
    })),
  };
}

function remove({ state, caller: { organizationId } }: Context, request: JsonObject): JsonObject {
  const project = state.projects.get(text(request, 'id'));
  if (project?.organizationId !== organizationId) throw notFound('Project not found', 'COMMAND-3M9sd');
  touchProject(project);
  state.removeProject(project);
  const { sequence, changed } = project;
  return { details: { sequence: String(sequence), changeDate: changed, resourceOwner: organizationId } };
}

function addRole(context: Context, request: JsonObject): JsonObject {
  const project = requireProject(context, request);
  const key = text(request, 'roleKey');
  if (project.roles.has(key)) throw notModelled('a role that is there already');
  touchProject(project);
  project.roles.set(key, {
    displayName: text(request, 'displayName'),
    group: text(request, 'group'),
    created: project.changed,
    sequence: project.sequence,
  });
  return { details: addition(project.sequence, project.organizationId) };
}

function listRoles(context: Context, request: JsonObject): JsonObject {
  const { roles, organizationId } = requireProject(context, request);
  if (list(request, 'queries').length > 0) throw notModelled('roles filtered');
  return {
    details: { totalResult: String(roles.size), viewTimestamp: now() },
    result: cut([...roles], child(request, 'query')).map(
      ([key, { displayName, group, created, sequence }]) => ({
        key,
        details: {
          sequence: String(sequence),
          creationDate: created,
          changeDate: created,
          resourceOwner: organizationId,
        },
        displayName,
        group,
      }),
    ),
  };
}

function addOidcApp(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const project = requireProject(context, request);
  if (text(request, 'authMethodType') !== 'OIDC_AUTH_METHOD_TYPE_NONE') {
    throw notModelled('an OIDC application with a secret or a key');
  }
  const flows = [...list(request, 'responseTypes'), ...list(request, 'grantTypes')];
  if (!flows.every((flow) => modelledFlows.includes(String(flow)))) {
    throw notModelled('an OIDC application with another flow than the authorization code');
  }
  const application = {
    id: state.newId(),
    projectId: project.id,
    name: text(request, 'name'),
    clientId: state.newId(),
    redirectUris: texts(request, 'redirectUris'),
    mayRefresh: texts(request, 'grantTypes').includes('OIDC_GRANT_TYPE_REFRESH_TOKEN'),
    created: now(),
  };
  state.applications.set(application.clientId, application);
  touchProject(project);
  return {
    appId: application.id,
    details: addition(project.sequence, project.organizationId),
    clientId: application.clientId,
  };
}

function addUserGrant(context: Context, request: JsonObject): JsonObject {
  const { state, caller } = context;
  const project = requireProject(context, request);
  const userId = text(request, 'userId');
  const roleKeys = texts(request, 'roleKeys');
  if (!state.users.has(userId)) throw notModelled('a grant for an unknown user');
  if (!roleKeys.every((key) => project.roles.has(key))) throw notModelled('a grant of an unknown role');
  if (text(request, 'projectGrantId') !== '') throw notModelled('a grant by way of a project grant');
  if (state.userGrants.some((known) => known.userId === userId && known.projectId === project.id)) {
    throw alreadyExists('User grant already exists', 'V3-DKcYh');
  }
  const grant = { id: state.newId(), userId, projectId: project.id, roleKeys, created: now() };
  state.userGrants.push(grant);
  return { userGrantId: grant.id, details: addition(1, caller.organizationId) };
}

function requireProject({ state, caller }: Context, request: JsonObject): Project {
  const project = state.projects.get(text(request, 'projectId'));
  if (project?.organizationId !== caller.organizationId) throw notModelled('something in an unknown project');
  return project;
}
