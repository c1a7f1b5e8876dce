import type { INodeProperties } from 'n8n-workflow';

import { IF_EXISTS, IF_GONE, IF_UNCHANGED } from '../../shared/form/repeats';
import type { ZitadelOperation, ZitadelTable } from '../operation';
import { EXISTING } from './existing';

/** Error IDs besides NOT_FOUND with which a removal says that there is nothing to remove. */
export const GONE_IDS: readonly string[] = ['COMMAND-ieJ2e', 'COMMAND-coi82n', 'COMMA-Grg41'];

/**
 * Error IDs with which a change says that all is as asked for; with the state that the user must have then, where the ID
 * alone does not tell.
 */
export const UNCHANGED_IDS: Readonly<Record<string, { userState?: string }>> = {
  'COMMAND-Uch5e': {},
  'COMMAND-2M0fs': {},
  'COMMAND-5gunjw0cd7': {},
  'COMMAND-s5qqcz97hf': { userState: 'USER_STATE_ACTIVE' },
  'COMMAND-olb9vb0oca': { userState: 'USER_STATE_ACTIVE' },
  'COMMAND-lgws8wtsqf': { userState: 'USER_STATE_LOCKED' },
  'COMMAND-qx4ls': {},
  'INSTANCE-9jlsf': {},
  'ORG-4VSdf': {},
};

/** Gives a table's creations, removals and changes their options about what is there already. */
export function withRepeatOptions(table: ZitadelTable): ZitadelTable {
  const operations = table.operations.map((operation): ZitadelOperation => {
    const added = repeatOption(table.value, operation);
    return added === undefined ? operation : { ...operation, options: [...(operation.options ?? []), added] };
  });
  return { ...table, operations };
}

/** Whether a method takes something away, by its name. */
export function isRemoval(method: string): boolean {
  return /^(bulk)?(remove|delete)/i.test(method);
}

/** Whether a method changes what is there, by its name. */
export function isChange(method: string): boolean {
  return /^(update|set|change|activate|deactivate|reactivate|lock|unlock|verify)/.test(method);
}

function repeatOption(
  service: string,
  { value, method = value }: ZitadelOperation,
): INodeProperties | undefined {
  if (EXISTING[service]?.[method] !== undefined) return IF_EXISTS;
  if (isRemoval(method)) return IF_GONE;
  return isChange(method) ? IF_UNCHANGED : undefined;
}
