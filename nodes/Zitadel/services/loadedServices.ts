import { createRequire } from 'node:module';

import { late } from '../../shared/form/late';
import type { FormField, LoadedTables } from '../../shared/form/operation';
import { IF_EXISTS, IF_GONE, IF_UNCHANGED } from '../../shared/form/repeats';
import type { ZitadelOperation } from '../operation';
import { DECODE_BYTES, WAIT_FOR_WRITES } from './options';

const load = createRequire(__filename);

const SERVICES: Array<{ value: string; name: string; description: string }> = [
  {
    value: 'AdminService',
    name: 'Admin',
    description: 'The instance: its policies, providers, members and events',
  },
  { value: 'FeatureService', name: 'Feature', description: 'Feature flags' },
  {
    value: 'IdentityProviderService',
    name: 'Identity Provider',
    description: 'Identity providers that people sign in with',
  },
  {
    value: 'ManagementService',
    name: 'Management',
    description: 'An organization and all that belongs to it',
  },
  { value: 'OIDCService', name: 'OIDC', description: 'Requests of an own OpenID Connect login' },
  {
    value: 'OrganizationServiceV2Beta',
    name: 'Organization (Beta)',
    description: 'Deprecated: use Organization. Organizations as they were before version 2.',
  },
  { value: 'SAMLService', name: 'SAML', description: 'Requests of an own SAML login' },
  {
    value: 'SystemService',
    name: 'System',
    description: 'All instances of an installation; takes a system user',
  },
  { value: 'WebKeyService', name: 'Web Key', description: 'Keys that tokens are signed with' },
];

/** The form that all their operations share. */
const FIELDS: FormField[] = [
  {
    displayName: 'Request',
    name: 'requestFields',
    type: 'resourceMapper',
    noDataExpression: true,
    default: { mappingMode: 'defineBelow', value: null },
    typeOptions: {
      loadOptionsDependsOn: ['resource', 'operation'],
      resourceMapper: {
        resourceMapperMethod: 'getRequestFields',
        mode: 'add',
        fieldWords: { singular: 'field', plural: 'fields' },
        addAllFields: false,
        supportAutoMap: true,
      },
    },
  },
];

/** Services with so many methods that the editor loads their forms from the catalogue. */
export const loadedServices: LoadedTables<ZitadelOperation> = {
  tables: SERVICES.map((service) =>
    late(service.value, () => {
      const { loadedRows } = load('./loadedRows') as typeof import('./loadedRows');
      return { ...service, operations: loadedRows(service.value, SERVICES, FIELDS) };
    }),
  ),
  fields: FIELDS,
  options: [DECODE_BYTES, IF_EXISTS, IF_GONE, IF_UNCHANGED, WAIT_FOR_WRITES],
  listPrefixes: ['list', 'search'],
};
