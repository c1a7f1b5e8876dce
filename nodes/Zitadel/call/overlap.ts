import type { Json } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Page } from '../../shared/run/pages';

/** Rows of the page before that a page begins with again: they show that nothing between the two was passed over. */
const OVERLAP = 20;
/** How often a page in a row may turn out not to join: a list that changes as a whole has no order to keep to. */
const MOST_STEPS_BACK = 20;

/**
 * Reads a list of several pages whole, while rows of it come and go. Each page begins a little before the end of the one
 * before; where it shows none of that one's rows, those in between have moved up, and it is read again from further up.
 *
 * @param fetch reads up to `size` rows from `offset` on
 * @param most rows wanted; Infinity for all
 * @param pageSize rows a request
 * @returns each row once, in the order of the list
 * @throws what `fetch` throws
 */
export async function readOverlapping(
  fetch: (offset: number, size: number) => Promise<Page<Json>>,
  most: number,
  pageSize: number,
): Promise<Json[]> {
  const rows = new Map<string, Json>();
  let offset = 0;
  let stepsBack = 0;
  while (rows.size < most) {
    const from = Math.max(0, offset - OVERLAP);
    const { rows: page, total } = await fetch(from, pageSize);
    const joins = from === 0 || page.some((row) => rows.has(keyOf(row)));
    if (!joins && stepsBack < MOST_STEPS_BACK) {
      stepsBack += 1;
      offset = Math.max(0, offset - pageSize);
      continue;
    }
    stepsBack = 0;
    for (const row of page) {
      const key = keyOf(row);
      if (!rows.has(key)) rows.set(key, row);
    }
    const next = from + page.length;
    const isLast = total === undefined ? page.length < pageSize : next >= total;
    if (isLast || next <= offset) break;
    offset = next;
  }
  return [...rows.values()].slice(0, most);
}

/** What tells a row from others: its own ID, which stays when the rest changes, or all of it where it has none. */
function keyOf(row: Json): string {
  if (!isObject(row)) return JSON.stringify(row);
  const id = row.id ?? (row.username === undefined ? undefined : row.userId);
  return id === undefined ? JSON.stringify(row) : asText(id);
}
