import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { userId } from '../fields';
import { human } from './human';

/** One administrator: a user there is, or a person to create. */
const values: INodeProperties[] = [
  {
    displayName: 'Who',
    name: 'userType',
    type: 'options',
    options: [
      { name: 'Existing User', value: '{"userId":""}' },
      { name: 'New Person', value: '{"human":{}}' },
    ],
    default: '{"userId":""}',
  },
  { ...userId, displayOptions: { show: { userType: ['{"userId":""}'] } } },
  { ...human, displayOptions: { show: { userType: ['{"human":{}}'] } } },
  {
    displayName: 'Roles',
    name: 'roles',
    type: 'string',
    typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Role' },
    default: [],
    placeholder: 'e.g. ORG_OWNER',
    description: 'Roles in the organization. Leave empty for ORG_OWNER.',
  },
];

/** Administrators of a new organization, entry by entry. */
export const adminEntries: FormField = {
  displayName: 'Administrators',
  name: 'adminsUi',
  requestField: 'admins',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Administrator',
  default: {},
  description: 'Who can manage the organization. If empty, only administrators of the instance can.',
  options: [{ displayName: 'Administrator', name: 'administrator', values }],
};

/** Administrators of a new organization as a list. */
export const admins: INodeProperties = {
  displayName: 'Administrators (JSON)',
  name: 'admins',
  type: 'json',
  default: '[{ "userId": "163840776835432705", "roles": ["ORG_OWNER"] }]',
  description: 'More administrators, as a JSON array',
};
