import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { SimplifierName } from '../operation';
import { simplifyUser } from './simplifyUser';

/**
 * Output field -> path in the row of the reply. What is not there is null; with "?" behind the path it is false, with "[]"
 * an empty list, because replies leave out what is empty. The first of several paths that has a value gives it.
 */
type Shape = Readonly<Record<string, string>>;

/** What "Simplify" makes of a row of a reply, by the name that the operation's row gives. */
export const SIMPLIFIERS: Readonly<Record<SimplifierName, (row: JsonObject) => JsonObject>> = {
  user: simplifyUser,
  administrator: shaped({
    userId: 'user.id',
    loginName: 'user.preferredLoginName',
    displayName: 'user.displayName',
    instance: 'instance?',
    organizationId: 'organization.id',
    organizationName: 'organization.name',
    projectId: 'project.id|projectGrant.projectId',
    projectName: 'project.name|projectGrant.projectName',
    projectGrantId: 'projectGrant.id',
    roles: 'roles[]',
  }),
  application: shaped(
    {
      applicationId: 'applicationId',
      name: 'name',
      state: 'state',
      applicationType: 'oidcConfiguration.applicationType',
      clientId: 'oidcConfiguration.clientId|apiConfiguration.clientId',
      authMethodType: 'oidcConfiguration.authMethodType|apiConfiguration.authMethodType',
      redirectUris: 'oidcConfiguration.redirectUris[]',
      metadataUrl: 'samlConfiguration.metadataUrl',
      creationDate: 'creationDate',
      changeDate: 'changeDate',
    },
    'application',
  ),
  authorization: shaped({
    id: 'id',
    state: 'state',
    userId: 'user.id',
    loginName: 'user.preferredLoginName',
    displayName: 'user.displayName',
    organizationId: 'organization.id',
    organizationName: 'organization.name',
    projectId: 'project.id',
    projectName: 'project.name',
    roles: 'roles[]',
  }),
  branding: shaped(
    {
      primaryColor: 'lightTheme.primaryColor',
      backgroundColor: 'lightTheme.backgroundColor',
      logoUrl: 'lightTheme.logoUrl',
      iconUrl: 'lightTheme.iconUrl',
      primaryColorDark: 'darkTheme.primaryColor',
      backgroundColorDark: 'darkTheme.backgroundColor',
      logoUrlDark: 'darkTheme.logoUrl',
      iconUrlDark: 'darkTheme.iconUrl',
      fontUrl: 'fontUrl',
      themeMode: 'themeMode',
    },
    'settings',
  ),
  legalLinks: shaped(
    {
      tosLink: 'tosLink',
      privacyPolicyLink: 'privacyPolicyLink',
      helpLink: 'helpLink',
      supportEmail: 'supportEmail',
      docsLink: 'docsLink',
      customLink: 'customLink',
      customLinkText: 'customLinkText',
      resourceOwnerType: 'resourceOwnerType',
    },
    'settings',
  ),
  loginSettings: shaped(
    {
      allowUsernamePassword: 'allowUsernamePassword?',
      allowRegister: 'allowRegister?',
      allowExternalIdp: 'allowExternalIdp?',
      forceMfa: 'forceMfa?',
      forceMfaLocalOnly: 'forceMfaLocalOnly?',
      passkeysType: 'passkeysType',
      secondFactors: 'secondFactors[]',
      multiFactors: 'multiFactors[]',
      disableLoginWithEmail: 'disableLoginWithEmail?',
      disableLoginWithPhone: 'disableLoginWithPhone?',
    },
    'settings',
  ),
  membership: shaped({
    userId: 'userId',
    displayName: 'displayName',
    instance: 'iam?',
    organizationId: 'orgId',
    projectId: 'projectId',
    projectGrantId: 'projectGrantId',
    roles: 'roles[]',
    creationDate: 'details.creationDate',
    changeDate: 'details.changeDate',
  }),
  myBranding: shaped(
    {
      primaryColor: 'primaryColor',
      backgroundColor: 'backgroundColor',
      logoUrl: 'logoUrl',
      iconUrl: 'iconUrl',
      primaryColorDark: 'primaryColorDark',
      backgroundColorDark: 'backgroundColorDark',
      logoUrlDark: 'logoUrlDark',
      iconUrlDark: 'iconUrlDark',
      fontUrl: 'fontUrl',
      themeMode: 'themeMode',
    },
    'policy',
  ),
  myLegalLinks: shaped(
    {
      tosLink: 'tosLink',
      privacyLink: 'privacyLink',
      helpLink: 'helpLink',
      supportEmail: 'supportEmail',
      docsLink: 'docsLink',
      customLink: 'customLink',
      customLinkText: 'customLinkText',
      isDefault: 'isDefault?',
    },
    'policy',
  ),
  myLoginRules: shaped(
    {
      allowUsernamePassword: 'allowUsernamePassword?',
      allowRegister: 'allowRegister?',
      allowExternalIdp: 'allowExternalIdp?',
      forceMfa: 'forceMfa?',
      forceMfaLocalOnly: 'forceMfaLocalOnly?',
      passwordlessType: 'passwordlessType',
      secondFactors: 'secondFactors[]',
      multiFactors: 'multiFactors[]',
      disableLoginWithEmail: 'disableLoginWithEmail?',
      disableLoginWithPhone: 'disableLoginWithPhone?',
    },
    'policy',
  ),
  myProfile: shaped(
    {
      firstName: 'firstName',
      lastName: 'lastName',
      nickName: 'nickName',
      displayName: 'displayName',
      preferredLanguage: 'preferredLanguage',
      gender: 'gender',
      avatarUrl: 'avatarUrl',
    },
    'profile',
  ),
  mySession: shaped({
    sessionId: 'sessionId',
    agentId: 'agentId',
    authState: 'authState',
    userId: 'userId',
    userName: 'userName',
    loginName: 'loginName',
    displayName: 'displayName',
    creationDate: 'details.creationDate',
    changeDate: 'details.changeDate',
  }),
  project: shaped(
    {
      projectId: 'projectId',
      name: 'name',
      state: 'state',
      organizationId: 'organizationId',
      projectRoleAssertion: 'projectRoleAssertion?',
      authorizationRequired: 'authorizationRequired?',
      projectAccessRequired: 'projectAccessRequired?',
      grantedOrganizationId: 'grantedOrganizationId',
      creationDate: 'creationDate',
      changeDate: 'changeDate',
    },
    'project',
  ),
  refreshToken: shaped({
    id: 'id',
    clientId: 'clientId',
    authTime: 'authTime',
    idleExpiration: 'idleExpiration',
    expiration: 'expiration',
    scopes: 'scopes[]',
    audience: 'audience[]',
  }),
  session: shaped(
    {
      id: 'id',
      userId: 'factors.user.id',
      loginName: 'factors.user.loginName',
      displayName: 'factors.user.displayName',
      organizationId: 'factors.user.organizationId',
      passwordVerifiedAt: 'factors.password.verifiedAt',
      totpVerifiedAt: 'factors.totp.verifiedAt',
      webAuthNVerifiedAt: 'factors.webAuthN.verifiedAt',
      creationDate: 'creationDate',
      expirationDate: 'expirationDate',
    },
    'session',
  ),
  userGrant: shaped({
    grantId: 'grantId',
    state: 'state',
    userId: 'userId',
    userType: 'userType',
    organizationId: 'orgId',
    organizationName: 'orgName',
    projectId: 'projectId',
    projectName: 'projectName',
    projectGrantId: 'projectGrantId',
    roleKeys: 'roleKeys[]',
  }),
};

/**
 * @param inside field that has the record where the reply is about one
 */
function shaped(shape: Shape, inside?: string): (row: JsonObject) => JsonObject {
  return (row) => {
    const record = inside === undefined ? row : (row[inside] ?? row);
    return Object.fromEntries(Object.entries(shape).map(([name, path]) => [name, valueAt(record, path)]));
  };
}

function valueAt(record: Json | undefined, path: string): Json {
  const places = path.replace(/\?|\[\]/g, '').split('|');
  const found = places.map((place) => at(record, place)).find((value) => value !== undefined);
  if (path.endsWith('?')) return found === true;
  return found ?? (path.endsWith('[]') ? [] : null);
}

function at(record: Json | undefined, path: string): Json | undefined {
  let found: Json | undefined = record;
  for (const name of path.split('.')) found = isObject(found) ? found[name] : undefined;
  return found ?? undefined;
}
