import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { filters } from '../filters';

const method: INodeProperties = {
  displayName: 'Comparison',
  name: 'method',
  type: 'options',
  options: [
    { name: 'Contains', value: 'TEXT_FILTER_METHOD_CONTAINS' },
    { name: 'Equals', value: 'TEXT_FILTER_METHOD_EQUALS' },
    { name: 'Equals, Ignoring Case', value: 'TEXT_FILTER_METHOD_EQUALS_IGNORE_CASE' },
    { name: 'Starts With', value: 'TEXT_FILTER_METHOD_STARTS_WITH' },
    { name: 'Starts With, Ignoring Case', value: 'TEXT_FILTER_METHOD_STARTS_WITH_IGNORE_CASE' },
  ],
  default: 'TEXT_FILTER_METHOD_EQUALS',
};

/** Filters that stand for themselves: members of the oneof of a filter. */
const plainFilters: INodePropertyCollection[] = [
  {
    displayName: 'ID',
    name: 'idFilter',
    values: [
      {
        displayName: 'ID',
        name: 'id',
        type: 'string',
        default: '',
        placeholder: 'e.g. 163840776835432705',
      },
      method,
    ],
  },
  {
    displayName: 'State',
    name: 'stateFilter',
    values: [
      {
        displayName: 'State',
        name: 'state',
        type: 'options',
        options: [
          { name: 'Active', value: 'STATE_ACTIVE' },
          { name: 'Inactive', value: 'STATE_INACTIVE' },
          { name: 'Unspecified', value: 'STATE_UNSPECIFIED' },
        ],
        default: 'STATE_ACTIVE',
      },
    ],
  },
  {
    displayName: 'Type',
    name: 'typeFilter',
    values: [
      { displayName: 'Type', name: 'type', type: 'string', default: '', placeholder: 'e.g. employee' },
      method,
    ],
  },
];

/** Several filters inside another one. */
const innerFilters: FormField = {
  displayName: 'Filters',
  name: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
  default: {},
  options: plainFilters,
};

/** The one filter that another one turns round. */
const innerFilter: FormField = {
  displayName: 'Filter',
  name: 'filter',
  oneof: true,
  type: 'fixedCollection',
  placeholder: 'Add Filter',
  default: {},
  options: plainFilters,
};

/** Filters of schemas, put together entry by entry. */
export const schemaFilters = filters(
  'schemas',
  [
    { displayName: 'All Of', name: 'andFilter', values: [innerFilters] },
    { displayName: 'Any Of', name: 'orFilter', values: [innerFilters] },
    { displayName: 'Not', name: 'notFilter', values: [innerFilter] },
    ...plainFilters,
  ],
  { typeFilter: { type: 'employee', method: 'TEXT_FILTER_METHOD_STARTS_WITH' } },
);
