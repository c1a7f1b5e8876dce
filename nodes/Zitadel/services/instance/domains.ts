import type { INodePropertyCollection } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { pagination, textQueryMethod } from '../fields';
import { filters } from '../filters';
import { choice, member, text, toggle } from '../inputs';
import { instanceId, ownInstanceId } from './fields';

const customDomain = text('Custom Domain', 'customDomain', {
  required: true,
  placeholder: 'e.g. login.example.org',
});

const trustedDomain = text('Trusted Domain', 'trustedDomain', {
  required: true,
  placeholder: 'e.g. app.example.org',
});

const domainFilter: INodePropertyCollection = {
  displayName: 'Domain',
  name: 'domainFilter',
  values: [text('Domain', 'domain', { placeholder: 'e.g. example.org' }), textQueryMethod],
};

const example = { domainFilter: { domain: 'example.org', method: 'TEXT_QUERY_METHOD_ENDS_WITH' } };

/** Domains of instances: those that they are reached at, and those that they trust. */
export const domainOperations: ZitadelOperation[] = [
  {
    value: 'addCustomDomain',
    name: 'Add Custom Domain',
    action: 'Add a custom domain to an instance',
    description: 'Adds a domain at which an instance is reached; takes a system user',
    fields: [instanceId, customDomain],
  },
  {
    value: 'addTrustedDomain',
    name: 'Add Trusted Domain',
    action: 'Add a trusted domain to an instance',
    description: 'Adds a domain that links in messages and the login may use',
    fields: [trustedDomain],
    additionalFields: [ownInstanceId],
  },
  {
    value: 'listCustomDomains',
    name: 'Get Many Custom Domains',
    action: 'Get many custom domains of an instance',
    description: 'Retrieves the domains at which an instance is reached',
    filters: filters(
      'domains',
      [
        domainFilter,
        member({
          ...toggle('Generated', 'generatedFilter', 'Zitadel generated the domain'),
          default: true,
        }),
        member({ ...toggle('Primary', 'primaryFilter', 'it is the primary domain'), default: true }),
      ],
      example,
    ),
    additionalFields: [
      ownInstanceId,
      pagination,
      choice('Sort By', 'sortingColumn', 'DOMAIN_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        Domain: 'DOMAIN',
        Generated: 'GENERATED',
        Primary: 'PRIMARY',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'listTrustedDomains',
    name: 'Get Many Trusted Domains',
    action: 'Get many trusted domains of an instance',
    description: 'Retrieves the domains that an instance trusts',
    filters: filters('domains', [domainFilter], example),
    additionalFields: [
      ownInstanceId,
      pagination,
      choice('Sort By', 'sortingColumn', 'TRUSTED_DOMAIN_FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        Domain: 'DOMAIN',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'removeCustomDomain',
    name: 'Remove Custom Domain',
    action: 'Remove a custom domain from an instance',
    description: 'Removes a domain, at which the instance is no longer reached; takes a system user',
    fields: [instanceId, customDomain],
  },
  {
    value: 'removeTrustedDomain',
    name: 'Remove Trusted Domain',
    action: 'Remove a trusted domain from an instance',
    description: 'Removes a domain from those that an instance trusts',
    fields: [trustedDomain],
    additionalFields: [ownInstanceId],
  },
];
