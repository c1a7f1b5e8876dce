import type { ZitadelOperation } from '../../operation';
import { pagination, textFilterMethod } from '../fields';
import { filters } from '../filters';
import { choice, text } from '../inputs';
import { projectId, roleKey, roleKeyFilter } from './fields';

const displayName = text('Display Name', 'displayName', {
  placeholder: 'e.g. Editor',
  description: 'Name that people see',
});

const group = text('Group', 'group', {
  placeholder: 'e.g. Content',
  description: 'Heading under which the console shows the role',
});

/** Roles of projects. */
export const roleOperations: ZitadelOperation[] = [
  {
    value: 'addProjectRole',
    name: 'Add Role',
    action: 'Add role to project',
    description: 'Adds a role to a project, which users can then be given',
    fields: [projectId, roleKey, { ...displayName, required: true }],
    additionalFields: [group],
  },
  {
    value: 'listProjectRoles',
    name: 'Get Many Roles',
    action: 'Get many roles of project',
    description: 'Retrieves the roles of a project',
    fields: [projectId],
    filters: filters(
      'roles',
      [
        {
          displayName: 'Display Name',
          name: 'displayNameFilter',
          values: [displayName, textFilterMethod],
        },
        roleKeyFilter,
      ],
      { roleKeyFilter: { key: 'editor', method: 'TEXT_FILTER_METHOD_EQUALS' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'PROJECT_ROLE_FIELD_NAME_', {
        Key: 'KEY',
        'Change Date': 'CHANGE_DATE',
        'Creation Date': 'CREATION_DATE',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'removeProjectRole',
    name: 'Remove Role',
    action: 'Remove role from project',
    description: 'Removes a role from a project, and with it from every user and grant that has it',
    fields: [projectId, roleKey],
  },
  {
    value: 'updateProjectRole',
    name: 'Update Role',
    action: 'Update role of project',
    description: 'Changes the display name or group of a role',
    fields: [projectId, roleKey],
    additionalFields: [displayName, group],
  },
];
