import type { NodeTables } from '../../shared/form/operation';
import type { ZitadelOperation } from '../operation';
import { loadedServices } from './loadedServices';
import { withRepeatOptions } from './repeats';
import { typedServices } from './typedServices';

/** All services of the node. */
export const tables: NodeTables<ZitadelOperation> = {
  label: 'Service',
  tables: typedServices.map(withRepeatOptions),
  loaded: loadedServices,
};
