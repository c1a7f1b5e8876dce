import type { ZitadelOperation, ZitadelTable } from '../../operation';
import { locator, pagination, textFilterMethod, userId } from '../fields';
import { filters, organizationFilter, projectFilter } from '../filters';
import { choice, text, texts } from '../inputs';
import { projectId, roleKeyFilter } from '../project/fields';

const ID = { placeholder: 'e.g. 163840776835432705' };

const authorizationId = text('Authorization ID', 'id', { ...ID, required: true });
const roleKeys = texts('Role Keys', 'roleKeys', 'Add Role Key', {
  placeholder: 'e.g. editor',
  description: 'Roles of the project that the user has',
});

const operations: ZitadelOperation[] = [
  {
    value: 'activateAuthorization',
    name: 'Activate',
    action: 'Activate an authorization',
    description: 'Activates an authorization again, so that the user has its roles',
    fields: [authorizationId],
  },
  {
    value: 'createAuthorization',
    name: 'Create',
    action: 'Create an authorization',
    description: 'Gives a user roles in a project',
    fields: [
      userId,
      projectId,
      {
        ...locator('organizationId', 'Organization', 'searchOrganizations'),
        description: 'Organization that owns the project, or that has a grant to it',
      },
      roleKeys,
    ],
  },
  {
    value: 'deactivateAuthorization',
    name: 'Deactivate',
    action: 'Deactivate an authorization',
    description: 'Suspends an authorization: the user is without its roles until it is activated again',
    fields: [authorizationId],
  },
  {
    value: 'deleteAuthorization',
    name: 'Delete',
    action: 'Delete an authorization',
    description:
      'Deletes an authorization permanently, and with it the roles that the user has in the project',
    fields: [authorizationId],
  },
  {
    value: 'listAuthorizations',
    name: 'Get Many',
    action: 'Get many authorizations',
    description: 'Retrieves who has which roles in which project',
    filters: filters(
      'authorizations',
      [
        {
          displayName: 'Authorization IDs',
          name: 'authorizationIds',
          values: [texts('Authorization IDs', 'ids', 'Add Authorization ID', ID)],
        },
        organizationFilter('organizationId'),
        organizationFilter('userOrganizationId', 'id', 'Organization of the User'),
        projectFilter('projectId'),
        {
          displayName: 'Project Grant',
          name: 'projectGrantId',
          values: [text('Project Grant ID', 'id', ID)],
        },
        {
          displayName: 'Project Name',
          name: 'projectName',
          values: [text('Name', 'name', { placeholder: 'e.g. Website' }), textFilterMethod],
        },
        { ...roleKeyFilter, name: 'roleKey' },
        {
          displayName: 'State',
          name: 'state',
          values: [choice('State', 'state', 'STATE_', { Active: 'ACTIVE', Inactive: 'INACTIVE' })],
        },
        {
          displayName: 'User Display Name',
          name: 'userDisplayName',
          values: [
            text('Display Name', 'displayName', { placeholder: 'e.g. Ada Lovelace' }),
            textFilterMethod,
          ],
        },
        {
          displayName: 'User IDs',
          name: 'inUserIds',
          values: [texts('User IDs', 'ids', 'Add User ID', ID)],
        },
        {
          displayName: 'User Login Name',
          name: 'userPreferredLoginName',
          values: [
            text('Login Name', 'loginName', { placeholder: 'e.g. ada@example.org' }),
            textFilterMethod,
          ],
        },
      ],
      { roleKey: { key: 'editor', method: 'TEXT_FILTER_METHOD_EQUALS' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'AUTHORIZATION_FIELD_NAME_', {
        'Creation Date': 'CREATED_DATE',
        'Change Date': 'CHANGED_DATE',
        ID: 'ID',
        'Organization ID': 'ORGANIZATION_ID',
        'Organization ID of the User': 'USER_ORGANIZATION_ID',
        'Project ID': 'PROJECT_ID',
        Unspecified: 'UNSPECIFIED',
        'User ID': 'USER_ID',
      }),
    ],
    list: true,
    simplify: 'authorization',
  },
  {
    value: 'updateAuthorization',
    name: 'Update',
    action: 'Update an authorization',
    description: 'Replaces the roles of an authorization; the user loses those that are no longer listed',
    fields: [authorizationId, roleKeys],
  },
];

/** zitadel.authorization.v2.AuthorizationService */
export const authorizationService: ZitadelTable = {
  value: 'AuthorizationService',
  name: 'Authorization',
  description: 'Roles that users have in projects',
  operations,
};
