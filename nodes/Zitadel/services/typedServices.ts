import { createRequire } from 'node:module';

import { late } from '../../shared/form/late';
import type { ZitadelTable } from '../operation';

const load = createRequire(__filename);

/** The services with forms of their own. The first one is the preset; the editor sorts the others by label. */
export const typedServices: ZitadelTable[] = [
  late('UserService', () => (load('./user/table') as typeof import('./user/table')).userService),
  late('AuthService', () => (load('./auth/table') as typeof import('./auth/table')).authService),
  late(
    'OrganizationService',
    () => (load('./organization/table') as typeof import('./organization/table')).organizationService,
  ),
  late('ProjectService', () => (load('./project/table') as typeof import('./project/table')).projectService),
  late(
    'ApplicationService',
    () => (load('./application/table') as typeof import('./application/table')).applicationService,
  ),
  late(
    'AuthorizationService',
    () => (load('./authorization/table') as typeof import('./authorization/table')).authorizationService,
  ),
  late(
    'InternalPermissionService',
    () =>
      (load('./internalPermission/table') as typeof import('./internalPermission/table'))
        .internalPermissionService,
  ),
  late('GroupService', () => (load('./group/table') as typeof import('./group/table')).groupService),
  late('SessionService', () => (load('./session/table') as typeof import('./session/table')).sessionService),
  late(
    'SettingsService',
    () => (load('./settings/table') as typeof import('./settings/table')).settingsService,
  ),
  late(
    'InstanceService',
    () => (load('./instance/table') as typeof import('./instance/table')).instanceService,
  ),
  late('RawCall', () => (load('./rawCall') as typeof import('./rawCall')).rawCall),
  late(
    'UserSchemaService',
    () => (load('./userSchema/table') as typeof import('./userSchema/table')).userSchemaService,
  ),
  late('ZITADELActions', () => (load('./actions/table') as typeof import('./actions/table')).actionsService),
];
