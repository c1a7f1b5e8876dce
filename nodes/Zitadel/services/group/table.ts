import type { ZitadelOperation, ZitadelTable } from '../../operation';
import { locator, pagination, textFilterMethod } from '../fields';
import { filters, organizationFilter } from '../filters';
import { choice, text, texts } from '../inputs';

const groupId = text('Group ID', 'id', { required: true, placeholder: 'e.g. 163840776835432705' });
const name = text('Name', 'name', { placeholder: 'e.g. Editors' });
const description = text('Description', 'description', {
  placeholder: 'e.g. People who publish articles',
});
const userIds = texts('User IDs', 'userIds', 'Add User ID', { placeholder: 'e.g. 163840776835432705' });
const groupIds = {
  displayName: 'Group IDs',
  name: 'groupIds',
  values: [texts('Group IDs', 'ids', 'Add Group ID')],
};

const operations: ZitadelOperation[] = [
  {
    value: 'addUsersToGroup',
    name: 'Add Users',
    action: 'Add users to group',
    description: 'Adds users to a group',
    fields: [groupId, userIds],
  },
  {
    value: 'createGroup',
    name: 'Create',
    action: 'Create group',
    description: 'Creates a group in an organization',
    fields: [locator('organizationId', 'Organization', 'searchOrganizations'), { ...name, required: true }],
    additionalFields: [
      description,
      text('Group ID', 'id', {
        description: 'ID to give the group; one is generated if you leave it empty',
      }),
    ],
  },
  {
    value: 'deleteGroup',
    name: 'Delete',
    action: 'Delete group',
    description: 'Deletes a group permanently; its users stay',
    fields: [groupId],
  },
  {
    value: 'getGroup',
    name: 'Get',
    action: 'Get group',
    description: 'Retrieves a group by ID',
    fields: [groupId],
  },
  {
    value: 'listGroups',
    name: 'Get Many',
    action: 'Get many groups',
    description: 'Retrieves groups, filtered and sorted',
    filters: filters(
      'groups',
      [
        groupIds,
        { displayName: 'Name', name: 'nameFilter', values: [name, textFilterMethod] },
        organizationFilter('organizationId'),
      ],
      { nameFilter: { name: 'Editors', method: 'TEXT_FILTER_METHOD_EQUALS' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Change Date': 'CHANGE_DATE',
        ID: 'ID',
        Name: 'NAME',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'listGroupUsers',
    name: 'Get Many Users',
    action: 'Get many users of groups',
    description: 'Retrieves the users of groups',
    filters: filters(
      'users',
      [
        groupIds,
        { displayName: 'User IDs', name: 'userIds', values: [texts('User IDs', 'ids', 'Add User ID')] },
      ],
      { groupIds: { ids: ['163840776835432705'] } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'GROUP_USER_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        'Group ID': 'GROUP_ID',
        Unspecified: 'UNSPECIFIED',
        'User ID': 'USER_ID',
      }),
    ],
    list: true,
  },
  {
    value: 'removeUsersFromGroup',
    name: 'Remove Users',
    action: 'Remove users from group',
    description: 'Removes users from a group; the users themselves stay',
    fields: [groupId, userIds],
  },
  {
    value: 'updateGroup',
    name: 'Update',
    action: 'Update group',
    description: 'Changes the name or description of a group',
    fields: [groupId],
    additionalFields: [description, name],
  },
];

/** zitadel.group.v2.GroupService */
export const groupService: ZitadelTable = {
  value: 'GroupService',
  name: 'Group',
  description: 'Groups of users',
  operations,
};
