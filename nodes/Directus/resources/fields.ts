import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FormField } from '../../shared/form/operation';
import { unoffered } from '../../shared/form/unoffered';
import { filterRules } from './filterRules';

/**
 * ID of the record that an operation is about.
 *
 * @param record what it is, in the singular, e.g. "User"
 */
export function recordId(record: string): INodeProperties {
  return {
    displayName: `${record} ID`,
    name: 'id',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f',
  };
}

/** Six digits out of an authenticator app. */
export const otp: INodeProperties = {
  displayName: 'Code',
  name: 'otp',
  type: 'string',
  default: '',
  placeholder: 'e.g. 012345',
  description:
    'The six digits that the authenticator app shows. Leave empty if you fill in Secret: either one will do.',
};

/** The secret to make a code from. */
export function totpSecret(description: string): INodeProperties {
  return {
    displayName: 'Secret',
    name: 'secret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    placeholder: 'e.g. JBSWY3DPEHPK3PXP',
    description,
  };
}

/**
 * "Act As" and what signs in.
 *
 * @param operation whose form may ask for some of it already
 */
export function actAs(operation: 'generate2FA' | 'enable2FA' | 'disable2FA'): INodeProperties[] {
  const signIn = { actAs: ['signIn'] };
  // Where the form has the field itself, the same value signs in, and it is asked for once.
  const unlessInForm = (inForm: boolean): IDisplayOptions => ({
    show: inForm ? { ...signIn, specifyBody: ['json'] } : signIn,
  });
  const choices: INodePropertyOptions[] = [
    { name: 'Credential', value: 'credential', description: 'The user of the credential' },
    {
      name: 'Person Who Signs In',
      value: 'signIn',
      description: 'Signs in with an email address and password, and signs out afterwards',
    },
  ];
  return [
    {
      displayName: 'Act As',
      name: 'actAs',
      type: 'options',
      options: choices,
      default: 'credential',
      description: 'Whose account to change',
    },
    {
      displayName: 'Email',
      name: 'email',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. ada@example.org',
      displayOptions: { show: signIn },
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: unlessInForm(operation === 'generate2FA'),
    },
    {
      ...otp,
      description: 'The six digits that the authenticator app shows, if 2FA is on for the account',
      displayOptions: unlessInForm(operation !== 'generate2FA'),
    },
  ];
}

const fieldNames: INodeProperties = {
  displayName: 'Field Names or IDs',
  name: 'fields',
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['collection.value'] },
  default: [],
  description:
    'Fields to return. Leave empty for all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const fieldPaths: INodeProperties = {
  displayName: 'Fields as Text',
  name: 'fieldPaths',
  type: 'string',
  default: '',
  placeholder: 'e.g. email,role.name',
  description:
    'Fields to return, separated by commas. Use dots to reach related records. They are added to those chosen from the list.',
};

const alias: INodeProperties = {
  displayName: 'Alias',
  name: 'alias',
  type: 'json',
  default: '{}',
  placeholder: 'e.g. { "all_authors": "authors" }',
  description: 'Other names for fields, e.g. to return a relation twice',
};

const backlink: INodeProperties = {
  displayName: 'Backlink',
  name: 'backlink',
  type: 'boolean',
  default: true,
  description: 'Whether wildcards also follow relations back to where they came from',
};

const deep: INodeProperties = {
  displayName: 'Deep',
  name: 'deep',
  type: 'json',
  default: '{}',
  description: 'Queries for related records, by the name of the relation',
};

const version: INodeProperties = {
  displayName: 'Version',
  name: 'version',
  type: 'string',
  default: '',
  placeholder: 'e.g. draft',
  description: 'Key of the content version to read, if the collection has versions',
};

const sort: INodeProperties = {
  displayName: 'Sort',
  name: 'sort',
  type: 'string',
  default: '',
  placeholder: 'e.g. last_name,-date_created',
  description: 'Fields to sort by, separated by commas. A minus sign sorts in descending order.',
};

const search: INodeProperties = {
  displayName: 'Search',
  name: 'search',
  type: 'string',
  default: '',
  description: 'Text that one of the fields must contain',
};

/** What records must match: rules put together by hand, and Directus' own syntax for all others. */
const filters: FormField[] = [
  { ...filterRules, requestField: 'query.filterRules' },
  {
    displayName: 'Filters (JSON)',
    name: 'filter',
    requestField: 'query.furtherFilter',
    type: 'json',
    default: '',
    description: 'More filters in Directus\' own syntax, e.g. { "status": { "_eq": "active" } }',
  },
];

const aggregate: INodeProperties = {
  displayName: 'Aggregate',
  name: 'aggregate',
  type: 'json',
  default: '{ "count": "*" }',
  description: 'Aggregate functions to return instead of the records',
};

const FUNCTIONS: ReadonlyArray<[string, string]> = [
  ['Average', 'avg'],
  ['Average of Distinct', 'avgDistinct'],
  ['Count', 'count'],
  ['Count Distinct', 'countDistinct'],
  ['Maximum', 'max'],
  ['Minimum', 'min'],
  ['Sum', 'sum'],
  ['Sum of Distinct', 'sumDistinct'],
];

const functions: INodeProperties = {
  displayName: 'Functions',
  name: 'functions',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Function',
  default: {},
  description: 'Aggregate functions to return',
  options: [
    {
      displayName: 'Function',
      name: 'function',
      values: [
        {
          displayName: 'Function',
          name: 'name',
          type: 'options',
          options: FUNCTIONS.map(([name, value]) => ({ name, value })),
          default: 'count',
        },
        {
          displayName: 'Field Name or ID',
          name: 'field',
          type: 'options',
          typeOptions: { loadOptionsMethod: 'getFieldsOrAll', loadOptionsDependsOn: ['collection.value'] },
          default: '*',
          description:
            'Field that the function is about. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
        },
      ],
    },
  ],
};

const groupBy: INodeProperties = {
  displayName: 'Group By',
  name: 'groupBy',
  type: 'string',
  default: '',
  description: 'Fields to group by, separated by commas. For use with Aggregate.',
};

/** Query of one record. */
export const itemQuery: INodeProperties = {
  displayName: 'Query',
  name: 'query',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options: [alias, backlink, deep, fieldNames, fieldPaths, version],
};

/** Query of a list. */
export const listQuery = queryOf([
  aggregate,
  alias,
  backlink,
  deep,
  fieldNames,
  fieldPaths,
  groupBy,
  {
    displayName: 'Offset',
    name: 'offset',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'How many records to skip',
  },
  search,
  sort,
  version,
]);

/** Query of an aggregation. */
export const aggregateQuery = queryOf([aggregate, functions, groupBy, search, sort], {
  default: { functions: { function: [{ name: 'count', field: '*' }] } },
});

/** Query that chooses the records to change or to delete. */
export const queryForChange = queryOf([
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
  },
  search,
  sort,
]);

/** Filters, and what else a query has. */
function queryOf(options: INodeProperties[], more: Partial<FormField> = {}): FormField[] {
  return [
    ...filters,
    {
      displayName: 'Query',
      name: 'query',
      type: 'collection',
      placeholder: 'Add Option',
      default: {},
      options: [...options, ...unoffered(filters)],
      ...more,
    },
  ];
}

/** Keys of several records. */
export const severalIds: INodeProperties = {
  displayName: 'IDs',
  name: 'ids',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. ["8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f"]',
  description: 'IDs of the records, as a list or separated by commas',
};

/** Keys of several records, where the body may hold them instead. */
export const severalIdsOrNone: INodeProperties = {
  ...severalIds,
  required: false,
  description: 'IDs of the records, as a list or separated by commas. Leave empty if Data is a list.',
};
