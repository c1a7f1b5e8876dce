/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** How many rows there are in all, where the service says so. */
  total?: number;
  /** How many rows came, where some of them are left out of `rows`. */
  read?: number;
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
  let offset = 0;
  let isNew = true;
  while (rows.length < most) {
    // A small page that held nothing new could be followed by another one, and so on.
    const size = isNew ? Math.min(pageSize, most - rows.length) : pageSize;
    const page = await fetch(offset, size);
    for (const row of page.rows) rows.push(row);
    const { total, read = page.rows.length } = page;
    offset += read;
    isNew = page.rows.length > 0;
    const complete = total === undefined ? read < size : offset >= total;
    if (complete || read === 0) break;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
