import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { innerLocator, textQueryMethod } from '../fields';

/** Filters of organizations, one by one. */
export const organizationFilters: FormField = {
  displayName: 'Filters',
  name: 'queriesUi',
  requestField: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Filter',
  default: {},
  description: 'What the organizations must all match',
  options: [
    { displayName: 'Default of the Instance', name: 'defaultQuery', values: [] },
    {
      displayName: 'Domain',
      name: 'domainQuery',
      values: [
        {
          displayName: 'Domain',
          name: 'domain',
          type: 'string',
          default: '',
          placeholder: 'e.g. example.org',
        },
        textQueryMethod,
      ],
    },
    {
      displayName: 'Organization',
      name: 'idQuery',
      values: [innerLocator('id', 'Organization', 'searchOrganizations')],
    },
    {
      displayName: 'Name',
      name: 'nameQuery',
      values: [
        { displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Acme' },
        textQueryMethod,
      ],
    },
    {
      displayName: 'State',
      name: 'stateQuery',
      values: [
        {
          displayName: 'State',
          name: 'state',
          type: 'options',
          options: [
            { name: 'Active', value: 'ORGANIZATION_STATE_ACTIVE' },
            { name: 'Inactive', value: 'ORGANIZATION_STATE_INACTIVE' },
            { name: 'Removed', value: 'ORGANIZATION_STATE_REMOVED' },
            { name: 'Unspecified', value: 'ORGANIZATION_STATE_UNSPECIFIED' },
          ],
          default: 'ORGANIZATION_STATE_ACTIVE',
        },
      ],
    },
  ],
};

/** Filters of organizations as a list. */
export const organizationQueries: INodeProperties = {
  displayName: 'Filters (JSON)',
  name: 'queries',
  type: 'json',
  default: '[{ "nameQuery": { "name": "A", "method": "TEXT_QUERY_METHOD_STARTS_WITH" } }]',
  description: 'List of further filters that an organization must all match',
};
