import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { labelOf } from '../catalogue/names';
import { tables } from '../services';

/**
 * `successors.json`: service -> deprecated method -> "service.method" that does its work today; null where there is
 * none.
 */
export type Successors = Record<string, Record<string, string | null>>;

/** What to use in place of the deprecated methods of a service: method -> sentence. */
export async function loadSuccessors(service: string): Promise<Map<string, string>> {
  const text = await readFile(join(__dirname, '..', 'catalogue', 'successors.json'), 'utf8');
  const successors = Object.entries((JSON.parse(text) as Successors)[service] ?? {});
  return new Map(successors.map(([method, successor]) => [method, adviceOf(successor)]));
}

/** "Deprecated: use Get Many of the service User." */
function adviceOf(successor: string | null): string {
  if (successor === null) return 'Deprecated, without a successor';
  const [service = '', method = ''] = successor.split('.');
  const row = tables.tables
    .find(({ value }) => value === service)
    ?.operations.find((operation) => (operation.method ?? operation.value) === method);
  const table = [...tables.tables, ...(tables.loaded?.tables ?? [])].find(({ value }) => value === service);
  return `Deprecated: use ${row?.name ?? labelOf(method)} of the service ${table?.name ?? service}`;
}
