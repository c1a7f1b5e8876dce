/** IDs from one to another, both included, that were not there when they were looked for. */
export interface Gap {
  from: number;
  to: number;
  /** Milliseconds since 1970 at which they were first missed. */
  since: number;
}

/** How far the activity was read. */
export interface Cursor {
  /** The highest ID that was read. */
  last: number;
  /** IDs below it that may still come: a transaction takes its IDs early and shows its rows late. */
  gaps: Gap[];
}

/** How long a missing ID is looked for; no transaction takes longer. In milliseconds. */
export const GAP_KEPT = 15 * 60_000;
/** Gaps that are looked for; the newest count. */
const MOST_GAPS = 100;

/** A cursor that knows everything up to an ID. */
export function startAt(last: number): Cursor {
  return { last, gaps: [] };
}

/**
 * The cursor after a page of rows was read.
 *
 * @param ids IDs of the rows
 * @param now milliseconds since 1970
 */
export function advance({ last, gaps }: Cursor, ids: readonly number[], now: number): Cursor {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const filled = gaps.flatMap((gap) => without(gap, sorted));
  const opened: Gap[] = [];
  let highest = last;
  for (const id of sorted.filter((one) => one > last)) {
    if (id > highest + 1) opened.push({ from: highest + 1, to: id - 1, since: now });
    highest = id;
  }
  const kept = [...filled, ...opened].filter(({ since }) => now - since < GAP_KEPT);
  return { last: highest, gaps: kept.slice(-MOST_GAPS) };
}

/** What is left of a gap when IDs in it have come. */
function without(gap: Gap, ids: readonly number[]): Gap[] {
  const left: Gap[] = [];
  let { from } = gap;
  for (const id of ids) {
    if (id < from || id > gap.to) continue;
    if (id > from) left.push({ ...gap, from, to: id - 1 });
    from = id + 1;
  }
  if (from <= gap.to) left.push({ ...gap, from });
  return left;
}

/** Whether the cursor waits for an ID. */
export function isNew({ last, gaps }: Cursor, id: number): boolean {
  return id > last || gaps.some(({ from, to }) => id >= from && id <= to);
}
