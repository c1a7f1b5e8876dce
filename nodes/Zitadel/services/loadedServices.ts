import type { FormField, LoadedTables } from '../../shared/form/operation';
import { IF_EXISTS, IF_GONE, IF_UNCHANGED } from '../../shared/form/repeats';
import { METHOD_NAMES } from '../catalogue/methodNames';
import { actionOf, titleOf } from '../catalogue/names';
import type { ZitadelOperation } from '../operation';
import { DECODE_BYTES, WAIT_FOR_WRITES } from './options';
import { adviceOf } from './successors';
import { typedServices } from './typedServices';

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

const NAMES = new Map([...typedServices, ...SERVICES].map(({ value, name }) => [value, name]));

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
  tables: SERVICES.map((service) => ({ ...service, operations: operationsOf(service.value) })),
  fields: FIELDS,
  options: [DECODE_BYTES, IF_EXISTS, IF_GONE, IF_UNCHANGED, WAIT_FOR_WRITES],
  listPrefixes: ['list', 'search'],
};

/** The methods of a service as operations, those that are deprecated last. */
function operationsOf(service: string): ZitadelOperation[] {
  const { current = [], deprecated = [] } = METHOD_NAMES[service] ?? {};
  return [
    ...current.map((value) => rowOf(value, titleOf(value))),
    ...deprecated.map((value) =>
      rowOf(value, `${titleOf(value)} (Deprecated)`, adviceOf(service, value, NAMES, typedServices)),
    ),
  ];
}

function rowOf(value: string, name: string, advice?: string): ZitadelOperation {
  // The name in the proto is the one that Zitadel's own documentation has.
  const call = `Calls ${value.charAt(0).toUpperCase()}${value.slice(1)}`;
  const description = advice === undefined ? call : `${call}. ${advice}`;
  const action = actionOf(name.replace(' (Deprecated)', ''));
  return { value, name, action, description, fields: FIELDS, isLoaded: true };
}
