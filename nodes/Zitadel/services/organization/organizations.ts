import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { listQuery } from '../fields';
import { adminEntries, admins } from './administrators';
import { organizationId } from './fields';
import { organizationFilters } from './filters';

const name: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. Acme',
  description: 'Name that no other organization of the instance has',
};

/** Organizations themselves. */
export const organizationOperations: ZitadelOperation[] = [
  {
    value: 'addOrganization',
    name: 'Create',
    action: 'Create organization',
    description: 'Creates an organization, with administrators if they are given',
    fields: [name],
    additionalFields: [
      adminEntries,
      admins,
      {
        displayName: 'Organization ID',
        name: 'orgId',
        type: 'string',
        default: '',
        description: 'ID to give the organization; one is made if not given',
      },
    ],
  },
  {
    value: 'activateOrganization',
    name: 'Activate',
    action: 'Activate organization',
    description: 'Brings a deactivated organization back, so that its users can sign in again',
    fields: [organizationId],
  },
  {
    value: 'deactivateOrganization',
    name: 'Deactivate',
    action: 'Deactivate organization',
    description: 'Keeps the users of an organization from signing in, until it is activated again',
    fields: [organizationId],
  },
  {
    value: 'deleteOrganization',
    name: 'Delete',
    action: 'Delete organization',
    description:
      'Deletes an organization for good, with its users, projects and grants. Succeeds where there is none.',
    fields: [organizationId],
  },
  {
    value: 'listOrganizations',
    name: 'Get Many',
    action: 'Get many organizations',
    description: 'Retrieves organizations, filtered and sorted. One created moments ago may be missing.',
    filters: organizationFilters,
    additionalFields: [
      listQuery,
      {
        displayName: 'Sort By',
        name: 'sortingColumn',
        type: 'options',
        options: [
          { name: 'Name', value: 'ORGANIZATION_FIELD_NAME_NAME' },
          { name: 'Unspecified', value: 'ORGANIZATION_FIELD_NAME_UNSPECIFIED' },
        ],
        default: 'ORGANIZATION_FIELD_NAME_NAME',
      },
    ],
    list: true,
  },
  {
    value: 'updateOrganization',
    name: 'Update',
    action: 'Update organization',
    description:
      'Renames an organization. The domain that Zitadel made of its name changes with it, and so may login names.',
    fields: [organizationId, name],
  },
];
