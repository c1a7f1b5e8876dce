import type { INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { textFilterMethod, timestampFilterMethod } from '../fields';
import { filters, organizationFilter } from '../filters';
import { dateTime, member, oneOf, text, texts } from '../inputs';
import { resource } from './resource';

/** What combined filters are made of; other kinds are combined as JSON. */
const commonKinds: INodePropertyCollection[] = [
  {
    displayName: 'Role',
    name: 'role',
    values: [text('Role', 'roleKey', { placeholder: 'e.g. ORG_OWNER' })],
  },
  {
    displayName: 'User IDs',
    name: 'inUserIdsFilter',
    values: [texts('User IDs', 'ids', 'Add User ID', { placeholder: 'e.g. 163840776835432705' })],
  },
];

const several: FormField = oneOf('Filters', 'queries', commonKinds, {
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
});

const one: FormField = oneOf('Filter', 'query', commonKinds, { placeholder: 'Add Filter' });

const kinds: INodePropertyCollection[] = [
  { displayName: 'All Of', name: 'and', values: [several] },
  { displayName: 'Any Of', name: 'or', values: [several] },
  {
    displayName: 'Change Date',
    name: 'changeDate',
    values: [dateTime('Date', 'timestamp'), timestampFilterMethod],
  },
  {
    displayName: 'Creation Date',
    name: 'creationDate',
    values: [dateTime('Date', 'timestamp'), timestampFilterMethod],
  },
  { displayName: 'Not', name: 'not', values: [one] },
  organizationFilter('userOrganizationId', 'id', 'Organization of the User'),
  member(resource),
  ...commonKinds,
  {
    displayName: 'User Display Name',
    name: 'userDisplayName',
    values: [text('Display Name', 'displayName', { placeholder: 'e.g. Ada Lovelace' }), textFilterMethod],
  },
  {
    displayName: 'User Login Name',
    name: 'userPreferredLoginName',
    values: [
      text('Login Name', 'preferredLoginName', { placeholder: 'e.g. ada@example.org' }),
      textFilterMethod,
    ],
  },
];

/** Filters of administrators. */
export const administratorFilters = filters('administrators', kinds, { role: { roleKey: 'ORG_OWNER' } });
