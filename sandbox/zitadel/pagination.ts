import { invalidArgument, notModelled } from './errors';
import { child, children, count, flag, isObject, type JsonObject } from './json-object';

const usual = 100;
const most = 1000;

/** Whether a row passes a filter, by the filter's field in its message. */
export type Filters<Row> = Record<string, (row: Row, filter: JsonObject) => boolean>;

/** One page of rows, and what the reply says about it (filter.v2). */
export interface Page<Row> {
  pagination: JsonObject;
  rows: Row[];
}

/**
 * The rows that pass all of a request's filters.
 * @throws ZitadelError UNIMPLEMENTED for a filter that is not in the table
 */
export function filterRows<Row>(
  rows: Row[],
  request: JsonObject,
  filters: Filters<Row>,
  field = 'filters',
): Row[] {
  const wanted = children(request, field).flatMap((filter) => Object.entries(filter));
  return rows.filter((row) =>
    wanted.every(([kind, filter]) => {
      const passes = filters[kind];
      if (!passes) throw notModelled(`a list filtered by ${kind}`);
      return passes(row, isObject(filter) ? filter : {});
    }),
  );
}

/** Cuts out what a ListQuery asks for: no limit means all. Rows stay in the order they were made. */
export function cut<Row>(rows: Row[], query: JsonObject = {}): Row[] {
  const offset = count(query, 'offset');
  return rows.slice(offset, offset + (count(query, 'limit') || rows.length));
}

/**
 * Cuts the page out that a request asks for. Rows come in the order they were made, newest first unless `asc`.
 * @throws ZitadelError INVALID_ARGUMENT for a limit above the server's
 */
export function page<Row>(rows: Row[], request: JsonObject): Page<Row> {
  // IDs grow, so that both are the order in which the rows were made.
  const column = request.sortingColumn ?? 'ID';
  if (typeof column !== 'string' || !/(^|_)(ID|CREATED_DATE|CREATION_DATE)$/.test(column)) {
    throw notModelled('a list with another sorting column');
  }
  const query = child(request, 'pagination') ?? {};
  const limit = count(query, 'limit') || usual;
  if (limit > most) throw invalidArgument('Errors.Query.LimitExceeded', 'QUERY-4M0fs');
  const ordered = flag(query, 'asc') ? rows : [...rows].reverse();
  const offset = count(query, 'offset');
  return {
    pagination: { totalResult: String(rows.length), appliedLimit: String(limit) },
    rows: ordered.slice(offset, offset + limit),
  };
}
