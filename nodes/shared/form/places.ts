import type { Table } from './operation';

/** Where a property is shown, as n8n has conditions: in some tables, for some of their operations or for all. */
export interface Place {
  tables: string[];
  operations?: string[];
}

/**
 * The fewest places that stand for what is wanted. Tables stand together where no operation of one is meant for another
 * alone.
 *
 * @param wanted operations by table
 */
export function placesOf(tables: readonly Table[], wanted: ReadonlyMap<string, string[]>): Place[] {
  const rowsOf = (name: string): string[] =>
    tables.find(({ value }) => value === name)?.operations.map(({ value }) => value) ?? [];
  const whole = [...wanted.keys()].filter((name) => rowsOf(name).length === wanted.get(name)?.length);
  const isExact = (names: string[], operations: string[]): boolean =>
    names.every((name) =>
      rowsOf(name).every((row) => !operations.includes(row) || wanted.get(name)?.includes(row) === true),
    );
  const parts: Array<Required<Place>> = [];
  for (const [name, operations] of wanted) {
    if (whole.includes(name)) continue;
    const together = parts.find((part) =>
      isExact([...part.tables, name], [...part.operations, ...operations]),
    );
    if (together === undefined) parts.push({ tables: [name], operations });
    else {
      together.tables.push(name);
      together.operations = [...new Set([...together.operations, ...operations])];
    }
  }
  return [...(whole.length > 0 ? [{ tables: whole }] : []), ...parts];
}
