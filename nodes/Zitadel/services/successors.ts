import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { titleOf } from '../catalogue/names';
import type { ZitadelTable } from '../operation';

/**
 * `successors.json`: service -> deprecated method -> "service.method" that does its work today; null where there is
 * none.
 */
export type Successors = Record<string, Record<string, string | null>>;

const SUCCESSORS = JSON.parse(
  readFileSync(join(__dirname, '..', 'catalogue', 'successors.json'), 'utf8'),
) as Successors;

/**
 * What to use in place of a deprecated method.
 *
 * @param names the services by their value, as the editor shows them
 * @param typed the services whose rows have names of their own
 * @returns e.g. "Deprecated: use Get Many of the service User."
 */
export function adviceOf(
  service: string,
  method: string,
  names: ReadonlyMap<string, string>,
  typed: readonly ZitadelTable[],
): string {
  const successor = SUCCESSORS[service]?.[method] ?? null;
  if (successor === null) return 'Deprecated, without a successor.';
  const [other = '', name = ''] = successor.split('.');
  const row = typed
    .find(({ value }) => value === other)
    ?.operations.find((operation) => (operation.method ?? operation.value) === name);
  return `Deprecated: use ${row?.name ?? titleOf(name)} of the service ${names.get(other) ?? other}.`;
}
