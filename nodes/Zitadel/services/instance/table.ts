import type { ZitadelTable } from '../../operation';
import { domainOperations } from './domains';
import { instanceOperations } from './instances';

/** zitadel.instance.v2.InstanceService */
export const instanceService: ZitadelTable = {
  value: 'InstanceService',
  name: 'Instance',
  description: 'Instances and their domains',
  operations: [...instanceOperations, ...domainOperations],
};
