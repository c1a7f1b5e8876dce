import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notModelled } from '../errors';
import { type JsonObject, text, textOrNothing, texts } from '../json-object';
import { type Filters, filterRows, page } from '../pagination';
import { requirePermission } from '../permissions';
import { type Project, type ProjectGrant, type ProjectRole, touchProject } from '../project';
import { compareTexts } from '../text-methods';
import { now } from '../time';

const service = 'zitadel.project.v2.ProjectService';

// None of these was recorded: replies and filters are as the message types have them.
export const projectAccess: Record<string, MethodRow> = {
  [`${service}/ListProjects`]: { handle: listProjects },
  [`${service}/UpdateProject`]: { handle: updateProject },
  [`${service}/AddProjectRole`]: { handle: addRole },
  [`${service}/ListProjectRoles`]: { handle: listRoles },
  [`${service}/UpdateProjectRole`]: { handle: updateRole },
  [`${service}/CreateProjectGrant`]: { handle: createGrant },
  [`${service}/ListProjectGrants`]: { handle: listGrants },
  [`${service}/UpdateProjectGrant`]: { handle: updateGrant },
};

/** A project that the caller may see or change. */
export function projectFor({ state, caller }: Context, request: JsonObject, permission: string): Project {
  const project = state.projects.get(text(request, 'projectId'));
  if (!project) throw notModelled('an unknown project');
  requirePermission(state, caller.user.id, project.organizationId, permission);
  return project;
}

const projectFilters: Filters<Project> = {
  projectNameFilter: ({ name }, filter) =>
    compareTexts(name, text(filter, 'projectName'), text(filter, 'method')),
  inProjectIdsFilter: ({ id }, filter) => texts(filter, 'ids').includes(id),
  organizationIdFilter: ({ organizationId }, filter) => organizationId === text(filter, 'organizationId'),
};

function listProjects({ state }: Context, request: JsonObject): JsonObject {
  const shown = state.projections.shown(state.projects.values());
  const { pagination, rows } = page(filterRows(shown, request, projectFilters), request);
  return {
    pagination,
    projects: rows.map(({ id, organizationId, name, created, changed }) => ({
      projectId: id,
      organizationId,
      creationDate: created,
      changeDate: changed,
      name,
      state: 'PROJECT_STATE_ACTIVE',
    })),
  };
}

function updateProject(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.write');
  if (Object.keys(request).some((field) => !['projectId', 'name'].includes(field))) {
    throw notModelled('a change of a project beside its name');
  }
  project.name = text(request, 'name');
  touchProject(project);
  return { changeDate: project.changed };
}

function addRole(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.role.write');
  const key = text(request, 'roleKey');
  if (project.roles.has(key)) throw alreadyExists('Role already exists', 'V3-DKcYh');
  touchProject(project);
  const { changed: created, sequence } = project;
  const role = { displayName: text(request, 'displayName'), group: text(request, 'group') };
  project.roles.set(key, { ...role, created, sequence });
  return { creationDate: created };
}

const roleFilters: Filters<[string, ProjectRole]> = {
  roleKeyFilter: ([key], filter) => compareTexts(key, text(filter, 'key'), text(filter, 'method')),
};

function listRoles(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.role.read');
  const { pagination, rows } = page(filterRows([...project.roles], request, roleFilters), request);
  return {
    pagination,
    projectRoles: rows.map(([key, { displayName, group, created }]) => ({
      projectId: project.id,
      key,
      creationDate: created,
      changeDate: created,
      displayName,
      group,
    })),
  };
}

function updateRole(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.role.write');
  const role = project.roles.get(text(request, 'roleKey'));
  if (!role) throw notModelled('a change of an unknown role');
  role.displayName = textOrNothing(request, 'displayName') ?? role.displayName;
  role.group = textOrNothing(request, 'group') ?? role.group;
  touchProject(project);
  return { changeDate: project.changed };
}

function createGrant(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.grant.write');
  const organizationId = text(request, 'grantedOrganizationId');
  if (!context.state.organizations.has(organizationId)) throw notModelled('a grant to nobody');
  if (project.grants.has(organizationId)) throw alreadyExists('Project grant already exists', 'V3-DKcYh');
  project.grants.set(organizationId, { roleKeys: texts(request, 'roleKeys'), created: now() });
  touchProject(project);
  return { creationDate: project.changed };
}

interface GrantRow {
  project: Project;
  organizationId: string;
  grant: ProjectGrant;
}

const grantFilters: Filters<GrantRow> = {
  inProjectIdsFilter: ({ project }, filter) => texts(filter, 'ids').includes(project.id),
  grantedOrganizationIdFilter: ({ organizationId }, filter) => organizationId === text(filter, 'id'),
};

function listGrants({ state }: Context, request: JsonObject): JsonObject {
  const all = [...state.projects.values()].flatMap((project) =>
    [...project.grants].map(([organizationId, grant]) => ({ project, organizationId, grant })),
  );
  const { pagination, rows } = page(filterRows(all, request, grantFilters), request);
  return {
    pagination,
    projectGrants: rows.map(({ project, organizationId, grant }) => ({
      organizationId: project.organizationId,
      creationDate: grant.created,
      changeDate: grant.created,
      grantedOrganizationId: organizationId,
      grantedOrganizationName: state.organizations.get(organizationId)?.name,
      grantedRoleKeys: grant.roleKeys,
      projectId: project.id,
      projectName: project.name,
      state: 'PROJECT_GRANT_STATE_ACTIVE',
    })),
  };
}

function updateGrant(context: Context, request: JsonObject): JsonObject {
  const project = projectFor(context, request, 'project.grant.write');
  const grant = project.grants.get(text(request, 'grantedOrganizationId'));
  if (!grant) throw notModelled('a change of an unknown grant');
  grant.roleKeys = texts(request, 'roleKeys');
  touchProject(project);
  return { changeDate: project.changed };
}
