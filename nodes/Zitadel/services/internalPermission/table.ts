import type { ZitadelOperation, ZitadelTable } from '../../operation';
import { pagination, userId } from '../fields';
import { choice, texts } from '../inputs';
import { administratorFilters } from './filters';
import { administeredResource } from './resource';

const roles = texts('Roles', 'roles', 'Add Role', {
  placeholder: 'e.g. ORG_OWNER',
  description: 'Roles that Zitadel has for such a resource, e.g. IAM_OWNER, ORG_OWNER or PROJECT_OWNER',
});

const operations: ZitadelOperation[] = [
  {
    value: 'createAdministrator',
    name: 'Create Administrator',
    action: 'Create an administrator',
    description: 'Lets a user administer the instance, an organization, a project or a project grant',
    fields: [userId, administeredResource, roles],
  },
  {
    value: 'deleteAdministrator',
    name: 'Delete Administrator',
    action: 'Delete an administrator',
    description: 'Takes all administrator roles in a resource away from a user; the user stays',
    fields: [userId, administeredResource],
  },
  {
    value: 'listAdministrators',
    name: 'Get Many Administrators',
    action: 'Get many administrators',
    description: 'Retrieves who administers what',
    filters: administratorFilters,
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'ADMINISTRATOR_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        Unspecified: 'UNSPECIFIED',
        'User ID': 'USER_ID',
      }),
    ],
    list: true,
    simplify: 'administrator',
  },
  {
    value: 'updateAdministrator',
    name: 'Update Administrator',
    action: 'Update an administrator',
    description: 'Replaces the roles of an administrator; those that are no longer listed are lost',
    fields: [userId, administeredResource, roles],
  },
];

/** zitadel.internal_permission.v2.InternalPermissionService */
export const internalPermissionService: ZitadelTable = {
  value: 'InternalPermissionService',
  name: 'Internal Permission',
  description: 'Administrators of Zitadel itself',
  operations,
};
