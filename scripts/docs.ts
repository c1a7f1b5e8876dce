// Writes the lists of operations in README.md out of the nodes' tables.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { tables as resources } from '../nodes/Directus/resources';
import type { Operation, Table } from '../nodes/shared/form/operation';
import { tables as services } from '../nodes/Zitadel/services';

const README = join(__dirname, '..', 'README.md');

/** README.md with its lists of operations as the tables have them now. */
export function withOperations(readme: string): string {
  const loaded = (services.loaded?.tables ?? []).map(
    ({ name, operations }) =>
      `- **${name}**: ${operations.length === 1 ? '1 method' : `${operations.length} methods`}`,
  );
  const lists: Record<string, string[]> = {
    zitadel: [...services.tables.map(lineOf), ...loaded],
    directus: resources.tables.map(lineOf),
  };
  return Object.entries(lists).reduce((text, [name, lines]) => {
    const [start, end] = [`<!-- operations: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, rest = ''] = text.split(start);
    const after = rest.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`README.md has no place for ${name}`);
    return `${before}${start}\n\n${lines.join('\n')}\n\n${end}${after}`;
  }, readme);
}

function lineOf({ name, operations }: Table<Operation>): string {
  const current = operations.filter((operation) => !operation.name.endsWith(' (Deprecated)'));
  const names = current.map((operation) => operation.name).sort((a, b) => a.localeCompare(b));
  return `- **${name}**: ${names.join(', ')}`;
}

if (require.main === module) {
  writeFileSync(README, withOperations(readFileSync(README, 'utf8')));
}
