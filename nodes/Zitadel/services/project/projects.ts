import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { innerLocator, locator, pagination } from '../fields';
import { filters } from '../filters';
import { choice, sorted, text, texts, toggle } from '../inputs';
import { projectId, projectNameFilter } from './fields';

const name = text('Name', 'name', { placeholder: 'e.g. Website' });

const access: INodeProperties[] = [
  toggle(
    'Authorization Required',
    'authorizationRequired',
    'only users with a role in the project may sign in to its applications',
  ),
  choice('Private Labeling', 'privateLabelingSetting', 'PRIVATE_LABELING_SETTING_', {
    Unspecified: 'UNSPECIFIED',
    'Branding of the Project’s Organization': 'ENFORCE_PROJECT_RESOURCE_OWNER_POLICY',
    'Branding of the User’s Organization': 'ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY',
  }),
  toggle(
    'Project Access Required',
    'projectAccessRequired',
    'the organization of a user must own the project or have a grant to it',
  ),
  toggle('Project Role Assertion', 'projectRoleAssertion', 'tokens contain the roles of the user'),
];

const newProjectId = text('Project ID', 'projectId', {
  description: 'ID to give the project; one is generated if you leave it empty',
});

/** Projects themselves. */
export const projectOperations: ZitadelOperation[] = [
  {
    value: 'activateProject',
    name: 'Activate',
    action: 'Activate project',
    description: 'Activates a project again, so that users can sign in to its applications',
    fields: [projectId],
  },
  {
    value: 'createProject',
    name: 'Create',
    action: 'Create project',
    description: 'Creates a project in an organization',
    fields: [locator('organizationId', 'Organization', 'searchOrganizations'), { ...name, required: true }],
    additionalFields: sorted([...access, newProjectId]),
  },
  {
    value: 'deactivateProject',
    name: 'Deactivate',
    action: 'Deactivate project',
    description: 'Stops users from signing in to the applications of a project until it is activated again',
    fields: [projectId],
  },
  {
    value: 'deleteProject',
    name: 'Delete',
    action: 'Delete project',
    description: 'Deletes a project permanently, with its applications, roles and grants',
    fields: [projectId],
  },
  {
    value: 'getProject',
    name: 'Get',
    action: 'Get project',
    description: 'Retrieves a project by ID',
    fields: [projectId],
    simplify: 'project',
  },
  {
    value: 'listProjects',
    name: 'Get Many',
    action: 'Get many projects',
    description: 'Retrieves projects that an organization owns or has been granted',
    filters: filters(
      'projects',
      [
        {
          displayName: 'Organization',
          name: 'organizationIdFilter',
          values: [
            innerLocator('organizationId', 'Organization', 'searchOrganizations'),
            choice('Relation', 'type', '', {
              Owned: 'OWNED',
              Granted: 'GRANTED',
              'Owned or Granted': 'OWNED_OR_GRANTED',
              Unspecified: 'TYPE_UNSPECIFIED',
            }),
          ],
        },
        {
          displayName: 'Project IDs',
          name: 'inProjectIdsFilter',
          values: [texts('Project IDs', 'ids', 'Add Project ID')],
        },
        projectNameFilter,
      ],
      { projectNameFilter: { projectName: 'Website', method: 'TEXT_FILTER_METHOD_CONTAINS' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'PROJECT_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        ID: 'ID',
        Name: 'NAME',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
    simplify: 'project',
  },
  {
    value: 'updateProject',
    name: 'Update',
    action: 'Update project',
    description: 'Changes the name or settings of a project; what you do not set stays as it is',
    fields: [projectId],
    additionalFields: sorted([...access, name]),
  },
];
