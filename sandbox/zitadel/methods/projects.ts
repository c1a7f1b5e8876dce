import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notModelled } from '../errors';
import { child, type JsonObject, text } from '../json-object';
import { requirePermission } from '../permissions';
import { newProject, type Project, touchProject } from '../project';
import { now } from '../time';
import { type MessageRule, runes } from '../validation';
import { id } from './rules';

const service = 'zitadel.project.v2.ProjectService';

const createRule: MessageRule = {
  name: 'CreateProjectRequest',
  fields: [
    ['OrganizationId', 'organizationId', id],
    ['Name', 'name', runes(1, 200)],
  ],
};

const createApplicationRule: MessageRule = {
  name: 'CreateApplicationRequest',
  fields: [
    ['ProjectId', 'projectId', id],
    ['Name', 'name', runes(1, 200)],
  ],
};

export const projects: Record<string, MethodRow> = {
  [`${service}/CreateProject`]: { rule: createRule, handle: create },
  [`${service}/GetProject`]: { rule: idOnly('GetProjectRequest'), handle: get },
  [`${service}/DeleteProject`]: { rule: idOnly('DeleteProjectRequest'), handle: remove },
  'zitadel.application.v2.ApplicationService/CreateApplication': {
    rule: createApplicationRule,
    handle: createApplication,
  },
};

function create(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const organizationId = text(request, 'organizationId');
  const name = text(request, 'name');
  if (Object.keys(request).some((field) => !['organizationId', 'name'].includes(field))) {
    throw notModelled('a project with more than its name');
  }
  if (!state.organizations.has(organizationId)) throw notModelled('a project in an unknown organization');
  may(context, organizationId, 'project.create');
  if (
    [...state.projects.values()].some(
      (known) => known.name === name && known.organizationId === organizationId,
    )
  ) {
    throw alreadyExists('Project already exists on organization', 'V3-DKcYh');
  }
  const project = newProject(state.newId(), organizationId, name);
  state.projects.set(project.id, project);
  return { projectId: project.id, creationDate: project.created };
}

function get(context: Context, request: JsonObject): JsonObject {
  const project = requireProject(context, request);
  may(context, project.organizationId, 'project.read');
  return {
    project: {
      projectId: project.id,
      organizationId: project.organizationId,
      creationDate: project.created,
      changeDate: project.changed,
      name: project.name,
      state: 'PROJECT_STATE_ACTIVE',
    },
  };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const project = requireProject(context, request);
  may(context, project.organizationId, 'project.delete');
  context.state.removeProject(project);
  return { deletionDate: now() };
}

function createApplication(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const project = requireProject(context, request);
  may(context, project.organizationId, 'project.app.write');
  const configuration = child(request, 'apiConfiguration');
  // BASIC is the first of the enum, so it is left out of the request.
  if (!configuration || Object.keys(configuration).length > 0 || text(request, 'applicationId') !== '') {
    throw notModelled('an application that is not an API with Basic authentication');
  }
  const application = {
    id: state.newId(),
    projectId: project.id,
    name: text(request, 'name'),
    clientId: state.newId(),
    redirectUris: [],
    mayRefresh: false,
    created: now(),
    clientSecret: state.newSecret(),
  };
  state.applications.set(application.clientId, application);
  touchProject(project);
  const { clientId, clientSecret } = application;
  return {
    applicationId: application.id,
    creationDate: project.changed,
    apiConfiguration: { clientId, clientSecret },
  };
}

function requireProject({ state }: Context, request: JsonObject): Project {
  const project = state.projects.get(text(request, 'projectId'));
  if (!project) throw notModelled('an unknown project');
  return project;
}

function may({ state, caller }: Context, organizationId: string, permission: string): void {
  requirePermission(state, caller.user.id, organizationId, permission);
}

function idOnly(name: string): MessageRule {
  return { name, fields: [['ProjectId', 'projectId', id]] };
}
