/** Where a service is served besides gRPC, as seen on the real server. */
export interface ServiceRow {
  /** The package's module below `dist/api/generated/zitadel/`, without `.js`. */
  module: string;
  /** Connect JSON at `POST /<package.Service>/<Method>`. */
  connect?: true;
  /** The prefix of its REST paths; a service without one has no REST. */
  rest?: string;
}

/** Every service of the package that the real server answers. */
export const services: Record<string, ServiceRow> = {
  'zitadel.action.v2.ActionService': { module: 'action/v2/action_service', connect: true, rest: '' },
  'zitadel.action.v2beta.ActionService': { module: 'action/v2beta/action_service', connect: true, rest: '' },
  'zitadel.admin.v1.AdminService': { module: 'admin', rest: '/admin/v1' },
  'zitadel.app.v2beta.AppService': { module: 'app/v2beta/app_service', connect: true },
  'zitadel.application.v2.ApplicationService': {
    module: 'application/v2/application_service',
    connect: true,
  },
  'zitadel.auth.v1.AuthService': { module: 'auth', rest: '/auth/v1' },
  'zitadel.authorization.v2.AuthorizationService': {
    module: 'authorization/v2/authorization_service',
    connect: true,
  },
  'zitadel.authorization.v2beta.AuthorizationService': {
    module: 'authorization/v2beta/authorization_service',
    connect: true,
    rest: '',
  },
  'zitadel.feature.v2.FeatureService': { module: 'feature/v2/feature_service', connect: true, rest: '' },
  'zitadel.feature.v2beta.FeatureService': {
    module: 'feature/v2beta/feature_service',
    connect: true,
    rest: '',
  },
  'zitadel.group.v2.GroupService': { module: 'group/v2/group_service', connect: true },
  'zitadel.idp.v2.IdentityProviderService': { module: 'idp/v2/idp_service', connect: true, rest: '' },
  'zitadel.instance.v2.InstanceService': { module: 'instance/v2/instance_service', connect: true },
  'zitadel.instance.v2beta.InstanceService': {
    module: 'instance/v2beta/instance_service',
    connect: true,
    rest: '',
  },
  'zitadel.internal_permission.v2.InternalPermissionService': {
    module: 'internal_permission/v2/internal_permission_service',
    connect: true,
  },
  'zitadel.internal_permission.v2beta.InternalPermissionService': {
    module: 'internal_permission/v2beta/internal_permission_service',
    connect: true,
    rest: '',
  },
  'zitadel.management.v1.ManagementService': { module: 'management', rest: '/management/v1' },
  'zitadel.oidc.v2.OIDCService': { module: 'oidc/v2/oidc_service', connect: true, rest: '' },
  'zitadel.oidc.v2beta.OIDCService': { module: 'oidc/v2beta/oidc_service', connect: true, rest: '' },
  'zitadel.org.v2.OrganizationService': { module: 'org/v2/org_service', connect: true, rest: '' },
  'zitadel.org.v2beta.OrganizationService': { module: 'org/v2beta/org_service', connect: true, rest: '' },
  'zitadel.project.v2.ProjectService': { module: 'project/v2/project_service', connect: true },
  'zitadel.project.v2beta.ProjectService': { module: 'project/v2beta/project_service', connect: true },
  'zitadel.resources.debug_events.v3alpha.ZITADELDebugEvents': {
    module: 'resources/debug_events/v3alpha/debug_events_service',
    rest: '',
  },
  'zitadel.resources.user.v3alpha.ZITADELUsers': {
    module: 'resources/user/v3alpha/user_service',
    rest: '',
  },
  'zitadel.resources.userschema.v3alpha.ZITADELUserSchemas': {
    module: 'resources/userschema/v3alpha/user_schema_service',
    rest: '',
  },
  'zitadel.saml.v2.SAMLService': { module: 'saml/v2/saml_service', connect: true, rest: '' },
  'zitadel.session.v2.SessionService': { module: 'session/v2/session_service', connect: true, rest: '' },
  'zitadel.session.v2beta.SessionService': {
    module: 'session/v2beta/session_service',
    connect: true,
    rest: '',
  },
  'zitadel.settings.v2.SettingsService': { module: 'settings/v2/settings_service', connect: true, rest: '' },
  'zitadel.settings.v2beta.SettingsService': {
    module: 'settings/v2beta/settings_service',
    connect: true,
    rest: '',
  },
  'zitadel.system.v1.SystemService': { module: 'system', rest: '/system/v1' },
  'zitadel.user.v2.UserService': { module: 'user/v2/user_service', connect: true, rest: '' },
  'zitadel.user.v2beta.UserService': { module: 'user/v2beta/user_service', connect: true, rest: '' },
  'zitadel.webkey.v2.WebKeyService': { module: 'webkey/v2/webkey_service', connect: true },
  'zitadel.webkey.v2beta.WebKeyService': { module: 'webkey/v2beta/webkey_service', connect: true, rest: '' },
};
