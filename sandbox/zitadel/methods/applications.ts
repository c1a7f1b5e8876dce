import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { type Filters, filterRows, page } from '../pagination';
import type { Application } from '../state';
import { compareTexts } from '../text-methods';
import { now } from '../time';
import { projectFor } from './project-access';

const service = 'zitadel.application.v2.ApplicationService';

// None of these was recorded: replies and filters are as the message types have them.
export const applications: Record<string, MethodRow> = {
  [`${service}/ListApplications`]: { handle: list },
  [`${service}/UpdateApplication`]: { handle: update },
  [`${service}/DeleteApplication`]: { handle: remove },
};

const filters: Filters<Application> = {
  projectIdFilter: ({ projectId }, filter) => projectId === text(filter, 'projectId'),
  nameFilter: ({ name }, filter) => compareTexts(name, text(filter, 'name'), text(filter, 'method')),
};

function list({ state }: Context, request: JsonObject): JsonObject {
  const found = filterRows([...state.applications.values()], request, filters);
  const { pagination, rows } = page(found, request);
  return {
    pagination,
    applications: rows.map(({ id, name, clientId, created }) => ({
      applicationId: id,
      creationDate: created,
      changeDate: created,
      state: 'APPLICATION_STATE_ACTIVE',
      name,
      apiConfiguration: { clientId },
    })),
  };
}

function update(context: Context, request: JsonObject): JsonObject {
  const application = requireApplication(context, request);
  if (Object.keys(request).some((field) => !['applicationId', 'projectId', 'name'].includes(field))) {
    throw notModelled('a change of an application beside its name');
  }
  application.name = text(request, 'name');
  return { changeDate: now() };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const { clientId } = requireApplication(context, request);
  context.state.applications.delete(clientId);
  return { deletionDate: now() };
}

function requireApplication(context: Context, request: JsonObject): Application {
  const project = projectFor(context, request, 'project.app.write');
  const found = [...context.state.applications.values()].find(
    ({ id, projectId }) => id === text(request, 'applicationId') && projectId === project.id,
  );
  if (!found) throw notModelled('an unknown application');
  return found;
}
