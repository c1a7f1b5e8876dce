import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { textFilterMethod, textQueryMethod } from '../fields';
import { filters, organizationFilter } from '../filters';

/** A query that compares one text of a user. */
function textQuery(displayName: string, name: string, field: string): INodePropertyCollection {
  const text: INodeProperties = { displayName, name: field, type: 'string', default: '' };
  return { displayName, name, values: [textQueryMethod, text] };
}

/** A query for users whose text is one of several. */
function listQuery(displayName: string, name: string, field: string): INodePropertyCollection {
  const texts: INodeProperties = {
    displayName,
    name: field,
    type: 'string',
    typeOptions: { multipleValues: true },
    default: [],
  };
  return { displayName, name, values: [texts] };
}

const metadataValue: FormField = {
  displayName: 'Value',
  name: 'value',
  type: 'string',
  bytes: true,
  default: '',
};

/** Queries that stand for themselves: members of the oneof of a query, by their labels. */
const plainQueries: INodePropertyCollection[] = [
  textQuery('Display Name', 'displayNameQuery', 'displayName'),
  textQuery('Email', 'emailQuery', 'emailAddress'),
  listQuery('Email Is One Of', 'inUserEmailsQuery', 'userEmails'),
  textQuery('First Name', 'firstNameQuery', 'firstName'),
  textQuery('Last Name', 'lastNameQuery', 'lastName'),
  textQuery('Login Name', 'loginNameQuery', 'loginName'),
  {
    displayName: 'Metadata Key',
    name: 'metadataKeyFilter',
    values: [textFilterMethod, { displayName: 'Key', name: 'key', type: 'string', default: '' }],
  },
  {
    displayName: 'Metadata Value',
    name: 'metadataValueFilter',
    values: [
      {
        displayName: 'Comparison',
        name: 'method',
        type: 'options',
        options: [
          { name: 'Equals', value: 'BYTE_FILTER_METHOD_EQUALS' },
          { name: 'Does Not Equal', value: 'BYTE_FILTER_METHOD_NOT_EQUALS' },
        ],
        default: 'BYTE_FILTER_METHOD_EQUALS',
      },
      metadataValue,
    ],
  },
  textQuery('Nickname', 'nickNameQuery', 'nickName'),
  organizationFilter('organizationIdQuery', 'organizationId'),
  textQuery('Phone', 'phoneQuery', 'number'),
  {
    displayName: 'State',
    name: 'stateQuery',
    values: [
      {
        displayName: 'State',
        name: 'state',
        type: 'options',
        options: [
          { name: 'Active', value: 'USER_STATE_ACTIVE' },
          { name: 'Deleted', value: 'USER_STATE_DELETED' },
          { name: 'Inactive', value: 'USER_STATE_INACTIVE' },
          { name: 'Initial', value: 'USER_STATE_INITIAL' },
          { name: 'Locked', value: 'USER_STATE_LOCKED' },
          { name: 'Unspecified', value: 'USER_STATE_UNSPECIFIED' },
        ],
        default: 'USER_STATE_ACTIVE',
      },
    ],
  },
  {
    displayName: 'Type',
    name: 'typeQuery',
    values: [
      {
        displayName: 'Type',
        name: 'type',
        type: 'options',
        options: [
          { name: 'Human', value: 'TYPE_HUMAN' },
          { name: 'Machine', value: 'TYPE_MACHINE' },
          { name: 'Unspecified', value: 'TYPE_UNSPECIFIED' },
        ],
        default: 'TYPE_HUMAN',
      },
    ],
  },
  listQuery('User ID Is One Of', 'inUserIdsQuery', 'userIds'),
  textQuery('Username', 'userNameQuery', 'userName'),
];

/** Several queries inside another one. */
const innerQueries: FormField = {
  displayName: 'Filters',
  name: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
  default: {},
  options: plainQueries,
};

/** The one query that another one turns round. */
const innerQuery: FormField = {
  displayName: 'Filter',
  name: 'query',
  oneof: true,
  type: 'fixedCollection',
  placeholder: 'Add Filter',
  default: {},
  options: plainQueries,
};

/** What a list of users is filtered by. */
export const userFilters = filters(
  'users',
  [
    { displayName: 'All Of', name: 'andQuery', values: [innerQueries] },
    { displayName: 'Any Of', name: 'orQuery', values: [innerQueries] },
    { displayName: 'Not', name: 'notQuery', values: [innerQuery] },
    ...plainQueries,
  ],
  { emailQuery: { emailAddress: '@example.org', method: 'TEXT_QUERY_METHOD_ENDS_WITH' } },
  'queries',
);
