import type { Operation, Table } from './operation';

/**
 * A table whose rows are loaded when they are first asked for: a run needs those of one service or resource, and loading
 * them all would be most of its first item's time.
 *
 * @param value the table's own, which it is found by
 */
export function late<Row extends Operation>(value: string, load: () => Table<Row>): Table<Row> {
  let loaded: Table<Row> | undefined;
  const table = (): Table<Row> => (loaded ??= load());
  return {
    value,
    get name() {
      return table().name;
    },
    get description() {
      return table().description;
    },
    get operations() {
      return table().operations;
    },
  };
}
