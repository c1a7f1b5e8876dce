import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** How often a list that changes while it is read is gone back in, before it is taken as it is. */
const MOST_STEPS_BACK = 1000;
/** Keys that are remembered at least; a list moves by few rows while a page of it is read. */
const REMEMBERED = 100_000;

/** A part of a list to read. */
export interface ListPart {
  /** Field that tells the rows apart. */
  key: string;
  offset: number;
  /** Most rows; Infinity for all. */
  most: number;
  /** Rows a page. */
  size: number;
}

/** A page that was asked for. */
interface AskedPage {
  offset: number;
  /** How many of its rows the page before should have had too. */
  known: number;
  limit: number;
  rows: Promise<Json[]>;
}

/**
 * Reads pages that overlap by one row, from the second on with one page asked for ahead. Where the first row of a page is
 * not known yet, rows before it have gone in the meantime, and those behind them moved: then it goes back until it meets a
 * row that it knows.
 *
 * @param fetch reads the rows of an `offset` and a `limit`
 * @returns the rows page by page, none of them twice
 */
export async function* steadyPages(
  fetch: (page: JsonObject) => Promise<Json[]>,
  { key, offset: start, most, size }: ListPart,
): AsyncGenerator<Json[]> {
  const seen = new RecentKeys();
  const keyIn = (row: Json | undefined): string => (isObject(row) ? asText(row[key]) : '');
  const overlap = size > 1 ? 1 : 0;
  const ask = (offset: number, missing: number): AskedPage => {
    const known = offset > start ? overlap : 0;
    const limit = Math.min(size, missing + known);
    const rows = fetch({ offset, limit });
    // A page asked for ahead may turn out not to be needed, and then nobody waits for it.
    rows.catch(() => undefined);
    return { offset, known, limit, rows };
  };
  let count = 0;
  let last = '';
  let stepsBack = 0;
  let asked = ask(start, most);
  let ahead: AskedPage | undefined;
  for (;;) {
    const { offset, known, limit } = asked;
    const page = await asked.rows;
    const isGap = known > 0 && !seen.has(keyIn(page[0]));
    if (isGap && last !== '' && stepsBack++ < MOST_STEPS_BACK) {
      asked = ask(Math.max(start, offset - size + overlap), most - count);
      ahead = undefined;
      continue;
    }
    const fresh = page.filter((row) => seen.add(keyIn(row))).slice(0, most - count);
    count += fresh.length;
    if (fresh.length > 0) last = keyIn(fresh.at(-1));
    const missing = most - count;
    const isLast = page.length < limit || missing <= 0;
    if (!isLast) {
      const next = offset + page.length - (keyIn(page.at(-1)) === '' ? 0 : overlap);
      asked = ahead?.offset === next ? ahead : ask(next, missing);
      const stillMissing = missing - (asked.limit - asked.known);
      ahead = stillMissing > 0 ? ask(next + asked.limit - overlap, stillMissing) : undefined;
    }
    yield fresh;
    if (isLast) return;
  }
}

/** The keys seen last: however long a list is, they take the same room. */
class RecentKeys {
  private current = new Set<string>();
  private before = new Set<string>();

  has(key: string): boolean {
    return this.current.has(key) || this.before.has(key);
  }

  /** Whether a key is new. One without text cannot be told from others, and is. */
  add(key: string): boolean {
    if (key === '') return true;
    if (this.has(key)) return false;
    this.current.add(key);
    if (this.current.size >= REMEMBERED) {
      this.before = this.current;
      this.current = new Set();
    }
    return true;
  }
}
