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
 * @param pick leaves out rows of a page; it sees the pages in order
 * @returns the rows in their order, each held once
 * @throws what `fetch` throws for a page that is needed
 */
export async function readPages<Row>(
  fetch: (offset: number, size: number) => Promise<Page<Row>>,
  most: number,
  pageSize: number,
  pick: (rows: Row[]) => Row[] = (all) => all,
): Promise<Row[]> {
  const ask = (offset: number, size: number): Asked<Row> => {
    const page = fetch(offset, size);
    // A page asked for ahead may turn out not to be needed, and then nobody waits for it.
    page.catch(() => undefined);
    return { offset, size, page };
  };
  const rows: Row[] = [];
  let offset = 0;
  let ahead: Asked<Row> | undefined;
  for (let asked = most > 0 ? ask(0, Math.min(pageSize, most)) : undefined; asked !== undefined;) {
    const { rows: all, total } = await asked.page;
    const read = all.length;
    const part = pick(all);
    for (const row of part) rows.push(row);
    offset += read;
    const complete = total === undefined ? read < asked.size : offset >= total;
    const missing = most - rows.length;
    if (complete || read === 0 || missing <= 0) break;
    // A small page that held nothing new could be followed by another one, and so on.
    const sizeFor = (count: number): number => (part.length > 0 ? Math.min(pageSize, count) : pageSize);
    asked = ahead?.offset === offset ? ahead : ask(offset, sizeFor(missing));
    // A service may give less at once than it is asked for.
    const next = offset + read;
    const after = missing - read;
    ahead = after > 0 && next < (total ?? Infinity) ? ask(next, sizeFor(after)) : undefined;
  }
  return rows.length > most ? rows.slice(0, most) : rows;
}
