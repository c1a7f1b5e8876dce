import type { INodeProperties } from 'n8n-workflow';

/**
 * A field that takes the ID of something, chosen from a list or written.
 *
 * @param name proto name of the field
 * @param label what it is, in the singular, e.g. "User"
 * @param searchListMethod the node's method that fills the list
 */
export function locator(name: string, label: string, searchListMethod: string): INodeProperties {
  return {
    displayName: label,
    name,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: `Select ${/^[aeio]/i.test(label) ? 'an' : 'a'} ${label.toLowerCase()}…`,
        typeOptions: { searchListMethod, searchable: true },
      },
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 163840776835432705' },
    ],
  };
}

/** A locator that has no value yet, as the default of a collection holds it. */
export const NOTHING_CHOSEN = { __rl: true, mode: 'list', value: '' };

/**
 * A locator inside a collection or an option. n8n takes what is required there for required in every operation, so it
 * never is.
 */
export function innerLocator(name: string, label: string, searchListMethod: string): INodeProperties {
  const { required: _, ...field } = locator(name, label, searchListMethod);
  return field;
}

/** The user that an operation is about. */
export const userId = locator('userId', 'User', 'searchUsers');

/** Six digits out of an authenticator app. */
export const code: INodeProperties = {
  displayName: 'Code',
  name: 'code',
  type: 'string',
  default: '',
  placeholder: 'e.g. 012345',
  description:
    'The six digits that the authenticator app shows now. Leave it empty to have them made from Secret.',
};

/** The secret to make a code from. */
export const secret: INodeProperties = {
  displayName: 'Secret',
  name: 'secret',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  placeholder: 'e.g. JBSWY3DPEHPK3PXP',
  description:
    'The TOTP secret that registering returned. The code of this moment is made from it here; it is not sent.',
};

/** What the paging messages of all API versions have in common, beside the limit that Limit and Return All set. */
const pageOptions: INodeProperties[] = [
  {
    displayName: 'Ascending',
    name: 'asc',
    type: 'boolean',
    default: true,
    description: 'Whether the smallest comes first',
  },
  {
    displayName: 'Offset',
    name: 'offset',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'How many results to pass over',
  },
];

/** Order and offset of a list whose message calls them "query". */
export const listQuery: INodeProperties = {
  displayName: 'Order and Offset',
  name: 'query',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  options: pageOptions,
};

/** Order and offset of a list whose message calls them "pagination". */
export const pagination: INodeProperties = { ...listQuery, name: 'pagination' };

/** How a filter compares texts, where the enum is TextQueryMethod. */
export const textQueryMethod: INodeProperties = {
  displayName: 'Comparison',
  name: 'method',
  type: 'options',
  options: [
    { name: 'Contains', value: 'TEXT_QUERY_METHOD_CONTAINS' },
    { name: 'Contains, Ignoring Case', value: 'TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE' },
    { name: 'Ends With', value: 'TEXT_QUERY_METHOD_ENDS_WITH' },
    { name: 'Ends With, Ignoring Case', value: 'TEXT_QUERY_METHOD_ENDS_WITH_IGNORE_CASE' },
    { name: 'Equals', value: 'TEXT_QUERY_METHOD_EQUALS' },
    { name: 'Equals, Ignoring Case', value: 'TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE' },
    { name: 'Starts With', value: 'TEXT_QUERY_METHOD_STARTS_WITH' },
    { name: 'Starts With, Ignoring Case', value: 'TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE' },
  ],
  default: 'TEXT_QUERY_METHOD_EQUALS',
};

/** How a filter compares texts, where the enum is TextFilterMethod. */
export const textFilterMethod: INodeProperties = {
  ...textQueryMethod,
  options: [
    { name: 'Contains', value: 'TEXT_FILTER_METHOD_CONTAINS' },
    { name: 'Contains, Ignoring Case', value: 'TEXT_FILTER_METHOD_CONTAINS_IGNORE_CASE' },
    { name: 'Ends With', value: 'TEXT_FILTER_METHOD_ENDS_WITH' },
    { name: 'Ends With, Ignoring Case', value: 'TEXT_FILTER_METHOD_ENDS_WITH_IGNORE_CASE' },
    { name: 'Equals', value: 'TEXT_FILTER_METHOD_EQUALS' },
    { name: 'Equals, Ignoring Case', value: 'TEXT_FILTER_METHOD_EQUALS_IGNORE_CASE' },
    { name: 'Starts With', value: 'TEXT_FILTER_METHOD_STARTS_WITH' },
    { name: 'Starts With, Ignoring Case', value: 'TEXT_FILTER_METHOD_STARTS_WITH_IGNORE_CASE' },
  ],
  default: 'TEXT_FILTER_METHOD_EQUALS',
};

/** How a filter compares times, where the enum is TimestampFilterMethod. */
export const timestampFilterMethod: INodeProperties = {
  displayName: 'Comparison',
  name: 'method',
  type: 'options',
  options: [
    { name: 'After', value: 'TIMESTAMP_FILTER_METHOD_AFTER' },
    { name: 'After or At', value: 'TIMESTAMP_FILTER_METHOD_AFTER_OR_EQUALS' },
    { name: 'At', value: 'TIMESTAMP_FILTER_METHOD_EQUALS' },
    { name: 'Before', value: 'TIMESTAMP_FILTER_METHOD_BEFORE' },
    { name: 'Before or At', value: 'TIMESTAMP_FILTER_METHOD_BEFORE_OR_EQUALS' },
  ],
  default: 'TIMESTAMP_FILTER_METHOD_AFTER_OR_EQUALS',
};
