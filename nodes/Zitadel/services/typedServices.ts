import type { ZitadelTable } from '../operation';
import { actionsService } from './actions/table';
import { applicationService } from './application/table';
import { authService } from './auth/table';
import { authorizationService } from './authorization/table';
import { groupService } from './group/table';
import { instanceService } from './instance/table';
import { internalPermissionService } from './internalPermission/table';
import { organizationService } from './organization/table';
import { projectService } from './project/table';
import { rawCall } from './rawCall';
import { sessionService } from './session/table';
import { settingsService } from './settings/table';
import { userService } from './user/table';
import { userSchemaService } from './userSchema/table';

/** The services with forms of their own. The first one is the preset; the editor sorts the others by label. */
export const typedServices: ZitadelTable[] = [
  userService,
  authService,
  organizationService,
  projectService,
  applicationService,
  authorizationService,
  internalPermissionService,
  groupService,
  sessionService,
  settingsService,
  instanceService,
  rawCall,
  userSchemaService,
  actionsService,
];
