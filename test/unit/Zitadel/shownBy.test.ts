import { METHOD_NAMES } from '../../../nodes/Zitadel/catalogue/methodNames';
import { comparable } from '../../../nodes/Zitadel/call/recentWrites';
import { isShownBy } from '../../../nodes/Zitadel/call/shownBy';
import { typedServices } from '../../../nodes/Zitadel/services/typedServices';

describe('a list shows', () => {
  test.each([
    ['listUsers', 'addHumanUser'],
    ['listUsers', 'createUser'],
    ['listUsers', 'removeUser'],
    ['listUsers', 'lockUser'],
    ['listUsers', 'updateHumanProfile'],
    ['listUsers', 'setEmail'],
    ['listIDPLinks', 'addIDPLink'],
    ['listPasskeys', 'verifyPasskeyRegistration'],
    ['listAuthenticationMethodTypes', 'verifyTOTPRegistration'],
    ['listOrganizations', 'addOrganization'],
    ['listOrgs', 'setUpOrg'],
    ['listProjects', 'createProject'],
    ['listProjectRoles', 'addProjectRole'],
    ['listApps', 'addOIDCApp'],
    ['listApplications', 'createApplication'],
    ['listUserGrants', 'addUserGrant'],
    ['listAuthorizations', 'createAuthorization'],
    ['listOrgMembers', 'addOrgMember'],
    ['listAdministrators', 'createAdministrator'],
    ['listTargets', 'createTarget'],
    ['listUserMetadata', 'setUserMetadata'],
    ['listPersonalAccessTokens', 'addPersonalAccessToken'],
    ['listSessions', 'createSession'],
    ['listGroups', 'createGroup'],
  ])('%s what %s wrote', (list, write) => {
    expect(isShownBy(list, write)).toBe(true);
  });

  test.each([
    ['listUsers', 'addProject'],
    ['listUsers', 'addUserGrant'],
    ['listUsers', 'addOTPEmail'],
    ['listUsers', 'setUserMetadata'],
    ['listProjects', 'addProjectRole'],
    ['listIDPLinks', 'addHumanUser'],
    ['listPasskeys', 'registerTOTP'],
    ['listOrganizations', 'addOrgMember'],
    ['listTargets', 'setExecution'],
  ])('%s nothing of what %s wrote', (list, write) => {
    expect(isShownBy(list, write)).toBe(false);
  });

  test.each(
    typedServices.flatMap(({ value, operations }) =>
      operations.filter(({ list }) => list === true).map((operation) => [value, operation.value] as const),
    ),
  )('%s.%s what some method or other wrote', (service, list) => {
    const ofServices = typedServices.flatMap(({ operations }) => operations.map(({ value }) => value));
    const ofLoaded = Object.values(METHOD_NAMES).flatMap(({ current = [] }) => current);
    const never = [
      'listMyUserChanges',
      'listMyRefreshTokens',
      'listMyProjectOrgs',
      'listMyUserSessions',
      'listOrganizationSettings',
    ];
    const isFed = [...ofServices, ...ofLoaded].some((write) => isShownBy(list, write));
    expect([service, list, isFed || never.includes(list)]).toEqual([service, list, true]);
  });
});

test('times are compared to the last digit, however many there are', () => {
  const times = ['2026-01-31T10:00:00.5Z', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00.123456Z'];
  expect([...times].sort((a, b) => (comparable(a) < comparable(b) ? -1 : 1))).toEqual([
    '2026-01-31T10:00:00Z',
    '2026-01-31T10:00:00.123456Z',
    '2026-01-31T10:00:00.5Z',
  ]);
});
