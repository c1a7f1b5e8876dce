import type { ZitadelTable } from '../../operation';
import { executionOperations } from './executions';
import { publicKeyOperations } from './publicKeys';
import { targetOperations } from './targets';

/** zitadel.action.v2.ActionService, under the name that its predecessor had. */
export const actionsService: ZitadelTable = {
  value: 'ZITADELActions',
  name: 'Zitadel Action',
  description: 'Targets that Zitadel calls on events, requests, responses and functions',
  operations: [...targetOperations, ...executionOperations, ...publicKeyOperations],
};
