import { locator, textFilterMethod } from '../fields';
import { text } from '../inputs';

/** The project that an operation is about. */
export const projectId = locator('projectId', 'Project', 'searchProjects');

/** The key of a role, by which tokens and authorizations name it. */
export const roleKey = text('Role Key', 'roleKey', { required: true, placeholder: 'e.g. editor' });

/** A filter on the name of a project. */
export const projectNameFilter = {
  displayName: 'Project Name',
  name: 'projectNameFilter',
  values: [text('Project Name', 'projectName', { placeholder: 'e.g. Website' }), textFilterMethod],
};

/** A filter on the key of a role. */
export const roleKeyFilter = {
  displayName: 'Role Key',
  name: 'roleKeyFilter',
  values: [text('Key', 'key', { placeholder: 'e.g. editor' }), textFilterMethod],
};
