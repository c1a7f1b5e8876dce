import type { ServerName } from '../../../support/directusOperations';
import type { World } from './world';

/** How an operation is called, and how its effect is read back from the server. */
export interface Case {
  resource: string;
  operation: string;
  /** The latest unless given. */
  server?: ServerName;
  run: (world: World) => Promise<void>;
}
