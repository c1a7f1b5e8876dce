import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { pagination, textQueryMethod } from '../fields';
import { filters } from '../filters';
import { organizationId } from './fields';

const domain: INodeProperties = {
  displayName: 'Domain',
  name: 'domain',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. example.org',
  description: 'The whole domain name',
};

const domainFilters = filters(
  'domains',
  [
    {
      displayName: 'Domain',
      name: 'domainFilter',
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
  ],
  { domainFilter: { domain: '.org', method: 'TEXT_QUERY_METHOD_ENDS_WITH' } },
);

/** Domains by which people are known to belong to an organization. */
export const domainOperations: ZitadelOperation[] = [
  {
    value: 'addOrganizationDomain',
    name: 'Add Domain',
    action: 'Add domain of organization',
    description: 'Gives an organization a domain, which may have to be verified before it counts',
    fields: [organizationId, domain],
  },
  {
    value: 'deleteOrganizationDomain',
    name: 'Delete Domain',
    action: 'Delete domain of organization',
    description: 'Takes a domain away. Who signs in with a login name that ends in it must use another one.',
    fields: [organizationId, domain],
  },
  {
    value: 'generateOrganizationDomainValidation',
    name: 'Generate Domain Validation',
    action: 'Generate domain validation of organization',
    description:
      'Makes a token that proves who owns a domain, to put into its DNS or on its web server. Ends with Verify Domain.',
    fields: [
      organizationId,
      domain,
      {
        displayName: 'Type',
        name: 'type',
        type: 'options',
        options: [
          {
            name: 'DNS',
            value: 'DOMAIN_VALIDATION_TYPE_DNS',
            description: 'The token goes into a TXT record of the domain',
          },
          {
            name: 'HTTP',
            value: 'DOMAIN_VALIDATION_TYPE_HTTP',
            description: 'The token goes into a file at the address that is returned',
          },
        ],
        default: 'DOMAIN_VALIDATION_TYPE_DNS',
        required: true,
        description: 'Where Zitadel looks for the token',
      },
    ],
  },
  {
    value: 'listOrganizationDomains',
    name: 'Get Many Domains',
    action: 'Get many domains of organization',
    description: 'Retrieves the domains of an organization, and which of them are verified',
    fields: [organizationId],
    filters: domainFilters,
    additionalFields: [
      pagination,
      {
        displayName: 'Sort By',
        name: 'sortingColumn',
        type: 'options',
        options: [
          { name: 'Creation Date', value: 'DOMAIN_FIELD_NAME_CREATION_DATE' },
          { name: 'Name', value: 'DOMAIN_FIELD_NAME_NAME' },
          { name: 'Unspecified', value: 'DOMAIN_FIELD_NAME_UNSPECIFIED' },
        ],
        default: 'DOMAIN_FIELD_NAME_NAME',
      },
    ],
    list: true,
  },
  {
    value: 'verifyOrganizationDomain',
    name: 'Verify Domain',
    action: 'Verify domain of organization',
    description: 'Lets Zitadel look for the token of Generate Domain Validation; the domain counts from then',
    fields: [organizationId, domain],
  },
];
