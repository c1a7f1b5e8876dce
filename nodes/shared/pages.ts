/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** How many rows there are in all, where the service says so. */
  total?: number;
}

/** A page that was asked for. */
interface Asked<Row> {
  offset: number;
  size: number;
  page: Promise<Page<Row>>;
}

/**
 * Reads a list page by page, from its second page on with one page asked for ahead.
 *
 * @param fetch reads up to `size` rows from `offset` on
 * @param most rows wanted; Infinity for all
 * @param pageSize rows a request
 * @returns the rows in their order, each held once
 * @throws what `fetch` throws for a page that is needed
 */
export async function readPages<Row>(
  fetch: (offset: number, size: number) => Promise<Page<Row>>,
  most: number,
  pageSize: number,
): Promise<Row[]> {
  const ask = (offset: number): Asked<Row> => {
    const size = Math.min(pageSize, most - offset);
    const page = fetch(offset, size);
    // A page asked for ahead may turn out not to be needed, and then nobody waits for it.
    page.catch(() => undefined);
    return { offset, size, page };
  };
  const rows: Row[] = [];
  let ahead: Asked<Row> | undefined;
  for (let asked = most > 0 ? ask(0) : undefined; asked !== undefined;) {
    const { rows: part, total } = await asked.page;
    for (const row of part) rows.push(row);
    const wanted = Math.min(most, total ?? Infinity);
    const isLast = part.length === 0 || (total === undefined && part.length < asked.size);
    if (isLast || rows.length >= wanted) break;
    asked = ahead?.offset === rows.length ? ahead : ask(rows.length);
    // A service may give less at once than it is asked for.
    const next = rows.length + part.length;
    ahead = next < wanted ? ask(next) : undefined;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
