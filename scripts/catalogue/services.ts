/** A service of the catalogue: where `@zitadel/node` keeps it and how the server takes its JSON. */
export interface ServiceSource {
  /** Value of the node's parameter `service`, and the name of the service's file. */
  value: string;
  /** Module below `@zitadel/node/dist/api/generated`. */
  module: string;
  /** Name of the definition exported by the module. */
  definition: string;
  json: 'connect' | 'rest';
  /** What the server puts before the paths in the proto. */
  pathPrefix: string;
}

/** The services of the catalogue, in the order of its index. */
export const SERVICES: readonly ServiceSource[] = [
  connect('UserService', 'user/v2/user_service'),
  connect('OrganizationService', 'org/v2/org_service'),
  rest('AuthService', 'auth', '/auth/v1'),
  rest('ManagementService', 'management', '/management/v1'),
  rest('AdminService', 'admin', '/admin/v1'),
  connect('ZITADELActions', 'action/v2/action_service', 'ActionService'),
  rest('UserSchemaService', 'resources/userschema/v3alpha/user_schema_service', '', 'ZITADELUserSchemas'),
  connect('SessionService', 'session/v2/session_service'),
  connect('ProjectService', 'project/v2/project_service'),
  connect('ApplicationService', 'application/v2/application_service'),
  connect('AuthorizationService', 'authorization/v2/authorization_service'),
  connect('SettingsService', 'settings/v2/settings_service'),
  connect('FeatureService', 'feature/v2/feature_service'),
  connect('InstanceService', 'instance/v2/instance_service'),
  connect('IdentityProviderService', 'idp/v2/idp_service'),
  connect('OIDCService', 'oidc/v2/oidc_service'),
  connect('SAMLService', 'saml/v2/saml_service'),
  connect('WebKeyService', 'webkey/v2/webkey_service'),
  connect('GroupService', 'group/v2/group_service'),
  connect('InternalPermissionService', 'internal_permission/v2/internal_permission_service'),
  rest('SystemService', 'system', '/system/v1'),
  // The package's org.v2 has 2 of the server's 14 methods, its v2beta all of them.
  connect('OrganizationServiceV2Beta', 'org/v2beta/org_service', 'OrganizationService'),
];

function connect(value: string, module: string, name = value): ServiceSource {
  return {
    value,
    module: `zitadel/${module}.js`,
    definition: `${name}Definition`,
    json: 'connect',
    pathPrefix: '',
  };
}

function rest(value: string, module: string, pathPrefix: string, name = value): ServiceSource {
  return { value, module: `zitadel/${module}.js`, definition: `${name}Definition`, json: 'rest', pathPrefix };
}
