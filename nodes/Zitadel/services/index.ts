import { late } from '../../shared/form/late';
import type { NodeTables } from '../../shared/form/operation';
import type { ZitadelOperation } from '../operation';
import { loadedServices } from './loadedServices';
import { withRepeatOptions } from './repeats';
import { typedServices } from './typedServices';

/** All services of the node. */
export const tables: NodeTables<ZitadelOperation> = {
  label: 'Service',
  tables: typedServices.map((table) => late(table.value, () => withRepeatOptions(table))),
  loaded: loadedServices,
};
