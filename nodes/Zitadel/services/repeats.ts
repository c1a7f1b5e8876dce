import type { INodeProperties } from 'n8n-workflow';

import { IF_EXISTS, IF_GONE, IF_UNCHANGED } from '../../shared/form/repeats';
import type { ZitadelOperation, ZitadelTable } from '../operation';
import { EXISTING } from './existing';
import { WAIT_FOR_WRITES } from './options';

/** Gives a table's creations, removals and changes their options about what is there already, and its lists theirs. */
export function withRepeatOptions(table: ZitadelTable): ZitadelTable {
  const operations = table.operations.map((operation): ZitadelOperation => {
    const isList = operation.list === true || operation.isRawCall === true || /^list/.test(operation.value);
    const added = isList ? WAIT_FOR_WRITES : repeatOption(table.value, operation);
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
