import { textQueryMethod } from '../fields';
import { filters, organizationFilter } from '../filters';

/** Filters of organizations, one by one. */
export const organizationFilters = filters(
  'organizations',
  [
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
    organizationFilter('idQuery'),
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
  { nameQuery: { name: 'A', method: 'TEXT_QUERY_METHOD_STARTS_WITH' } },
  'queries',
);
