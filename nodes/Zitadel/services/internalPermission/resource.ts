import { innerLocator } from '../fields';
import { member, oneOf, toggle } from '../inputs';

const organizationId = innerLocator('organizationId', 'Organization', 'searchOrganizations');
const projectId = innerLocator('projectId', 'Project', 'searchProjects');

/** What somebody administers: the members of the oneof "resource". */
export const resource = oneOf('Resource', 'resource', [
  member({ ...toggle('Instance', 'instance', 'the user administers the whole instance'), default: true }),
  member(organizationId),
  member(projectId),
  { displayName: 'Project Grant', name: 'projectGrant', values: [projectId, organizationId] },
]);

/** The same as a parameter: the one called "resource" chooses the service. */
export const administeredResource = {
  ...resource,
  name: 'administeredResource',
  requestField: 'resource',
  required: true,
  description: 'What the administrator administers',
};
