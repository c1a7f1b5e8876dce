import type { NodeTables } from '../../shared/form/operation';
import type { ZitadelOperation } from '../operation';
import { actionsService } from './actions/table';
import { authService } from './auth/table';
import { loadedServices } from './loadedServices';
import { organizationService } from './organization/table';
import { rawCall } from './rawCall';
import { withRepeatOptions } from './repeats';
import { userService } from './user/table';
import { userSchemaService } from './userSchema/table';

/** All services of the node. */
export const tables: NodeTables<ZitadelOperation> = {
  label: 'Service',
  // The first one is the preset; the others are sorted by label.
  tables: [userService, authService, organizationService, rawCall, userSchemaService, actionsService].map(
    withRepeatOptions,
  ),
  loaded: loadedServices,
};
