import type { LoadedTables } from '../../shared/form/operation';
import { IF_EXISTS, IF_GONE, IF_UNCHANGED } from '../../shared/form/repeats';
import { loadCatalogue } from '../catalogue/catalogue';
import { labelOf } from '../catalogue/names';
import type { ZitadelOperation } from '../operation';

/** Services with so many methods that the editor loads their operations and forms from the catalogue. */
export const loadedServices: LoadedTables<ZitadelOperation> = {
  tables: [
    {
      value: 'AdminService',
      name: 'Admin',
      description: 'The instance: its policies, providers, members and events',
    },
    {
      value: 'ApplicationService',
      name: 'Application',
      description: 'Applications of projects, and their keys',
    },
    {
      value: 'AuthorizationService',
      name: 'Authorization',
      description: 'Roles that users have in projects',
    },
    { value: 'FeatureService', name: 'Feature', description: 'Feature flags' },
    { value: 'GroupService', name: 'Group', description: 'Groups of users' },
    {
      value: 'IdentityProviderService',
      name: 'Identity Provider',
      description: 'Identity providers that people sign in with',
    },
    { value: 'InstanceService', name: 'Instance', description: 'Instances and their domains' },
    {
      value: 'InternalPermissionService',
      name: 'Internal Permission',
      description: 'Administrators of Zitadel itself',
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
    { value: 'ProjectService', name: 'Project', description: 'Projects, their roles and grants' },
    { value: 'SAMLService', name: 'SAML', description: 'Requests of an own SAML login' },
    { value: 'SessionService', name: 'Session', description: 'Sessions of an own login' },
    {
      value: 'SettingsService',
      name: 'Settings',
      description: 'Login, password, branding and other settings',
    },
    {
      value: 'SystemService',
      name: 'System',
      description: 'All instances of an installation; takes a system user',
    },
    { value: 'WebKeyService', name: 'Web Key', description: 'Keys that tokens are signed with' },
  ],
  operationsMethod: 'getOperations',
  fields: [
    {
      displayName: 'Request',
      name: 'request',
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
  ],
  options: [IF_EXISTS, IF_GONE, IF_UNCHANGED],
  listPrefixes: ['list', 'search'],
  row: loadRow,
  names: async (service) => Object.keys((await loadCatalogue(service)).methods),
};

async function loadRow(service: string, operation: string): Promise<ZitadelOperation | undefined> {
  const method = (await loadCatalogue(service)).methods[operation];
  if (method === undefined) return undefined;
  const name = labelOf(operation);
  return { value: operation, name, action: name, description: name, fields: loadedServices.fields };
}
