import type { ZitadelOperation } from '../../operation';
import { userId } from '../fields';

/** Whether users may sign in. */
export const stateOperations: ZitadelOperation[] = [
  {
    value: 'deactivateUser',
    name: 'Deactivate',
    action: 'Deactivate a user',
    description: 'Prevents a user from signing in until reactivated',
    fields: [userId],
  },
  {
    value: 'lockUser',
    name: 'Lock',
    action: 'Lock a user',
    description: 'Locks a user out, as happens after too many wrong passwords',
    fields: [userId],
  },
  {
    value: 'reactivateUser',
    name: 'Reactivate',
    action: 'Reactivate a user',
    description: 'Lets a deactivated user sign in again',
    fields: [userId],
  },
  {
    value: 'unlockUser',
    name: 'Unlock',
    action: 'Unlock a user',
    description: 'Lets a locked user sign in again',
    fields: [userId],
  },
];
