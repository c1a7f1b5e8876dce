/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** How many rows there are in all, where the service says so. */
  total?: number;
}

/**
 * Reads a list page by page.
 *
 * @param fetch reads up to `size` rows from `offset` on
 * @param most rows wanted; Infinity for all
 * @param pageSize rows a request
 * @returns the rows, each held once
 */
export async function readPages<Row>(
  fetch: (offset: number, size: number) => Promise<Page<Row>>,
  most: number,
  pageSize: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < most) {
    const size = Math.min(pageSize, most - rows.length);
    const page = await fetch(rows.length, size);
    for (const row of page.rows) rows.push(row);
    const complete = page.total === undefined ? page.rows.length < size : rows.length >= page.total;
    if (complete || page.rows.length === 0) break;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
