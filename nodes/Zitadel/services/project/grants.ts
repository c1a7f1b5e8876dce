import type { ZitadelOperation } from '../../operation';
import { locator, pagination } from '../fields';
import { filters, organizationFilter } from '../filters';
import { choice, texts } from '../inputs';
import { projectId, projectNameFilter, roleKeyFilter } from './fields';

const grantedOrganizationId = locator('grantedOrganizationId', 'Granted Organization', 'searchOrganizations');

const roleKeys = texts('Role Keys', 'roleKeys', 'Add Role Key', {
  placeholder: 'e.g. editor',
  description: 'Roles that the granted organization may give its users',
});

/** Grants, by which another organization may give out the roles of a project. */
export const grantOperations: ZitadelOperation[] = [
  {
    value: 'activateProjectGrant',
    name: 'Activate Grant',
    action: 'Activate grant of project',
    description: 'Activates a deactivated grant again',
    fields: [projectId, grantedOrganizationId],
  },
  {
    value: 'createProjectGrant',
    name: 'Create Grant',
    action: 'Create grant of project',
    description: 'Lets another organization give roles of the project to its own users',
    fields: [projectId, grantedOrganizationId, roleKeys],
  },
  {
    value: 'deactivateProjectGrant',
    name: 'Deactivate Grant',
    action: 'Deactivate grant of project',
    description: 'Suspends a grant until it is activated again',
    fields: [projectId, grantedOrganizationId],
  },
  {
    value: 'deleteProjectGrant',
    name: 'Delete Grant',
    action: 'Delete grant of project',
    description: 'Deletes a grant permanently, with the roles that users have through it',
    fields: [projectId, grantedOrganizationId],
  },
  {
    value: 'listProjectGrants',
    name: 'Get Many Grants',
    action: 'Get many grants of projects',
    description: 'Retrieves grants of projects',
    filters: filters(
      'grants',
      [
        organizationFilter('grantedOrganizationIdFilter', 'id', 'Granted Organization'),
        organizationFilter('organizationIdFilter'),
        {
          displayName: 'Project IDs',
          name: 'inProjectIdsFilter',
          values: [texts('Project IDs', 'ids', 'Add Project ID')],
        },
        projectNameFilter,
        roleKeyFilter,
      ],
      { roleKeyFilter: { key: 'editor', method: 'TEXT_FILTER_METHOD_EQUALS' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'PROJECT_GRANT_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        'Project ID': 'PROJECT_ID',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'updateProjectGrant',
    name: 'Update Grant',
    action: 'Update grant of project',
    description: 'Replaces the roles of a grant; users lose those that are no longer listed',
    fields: [projectId, grantedOrganizationId, roleKeys],
  },
];
