import type { NodeTables, Operation } from './operation';

/** A wire name as words: "listProjectRoles" becomes "List Project Roles". */
const SPACED =
  'n.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2").replace(/^./, (c) => c.toUpperCase())';

/**
 * A node's subtitle, e.g. "Register TOTP: User". The names of the rows are written into the expression, since n8n gives it
 * nothing but the parameters' values; those of loaded tables are made of their values.
 */
export function subtitleOf<Row extends Operation>({ tables, loaded }: NodeTables<Row>): string {
  const named = [...tables, ...(loaded?.tables ?? [])];
  const resources = Object.fromEntries(named.map(({ value, name }) => [value, name]));
  const operations: Record<string, string> = {};
  for (const table of tables) {
    for (const { value, name } of table.operations) {
      const title = name.replace(' (Deprecated)', '');
      operations[(operations[value] ?? title) === title ? value : `${table.value}.${value}`] = title;
    }
  }
  const [r, o] = [resources, operations].map((names) => JSON.stringify(names));
  const parameter = (name: string): string => `$parameter["${name}"]`;
  return (
    `={{ ((r, o, t, n) => (o[t + "." + n] || o[n] || ${SPACED}) + ": " + (r[t] || t))` +
    `(${r}, ${o}, ${parameter('resource')}, ${parameter('operation')}) }}`
  );
}
