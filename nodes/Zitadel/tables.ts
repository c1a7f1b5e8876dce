import type { NodeTables } from '../shared/operation';
import { loadedServices } from './loadedServices';
import type { ZitadelOperation } from './operation';
import { actionsService } from './services/actionsService';
import { authService } from './services/authService';
import { organizationService } from './services/organizationService';
import { rawCall } from './services/rawCall';
import { userSchemaService } from './services/userSchemaService';
import { userService } from './services/userService';

/** All services of the node. */
export const tables: NodeTables<ZitadelOperation> = {
  selector: 'service',
  // The first one is the preset; the others are sorted by label.
  tables: [userService, authService, organizationService, rawCall, userSchemaService, actionsService],
  loaded: loadedServices,
};
