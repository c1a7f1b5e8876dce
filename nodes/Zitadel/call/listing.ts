import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import type { Page } from '../../shared/run/pages';
import type { Progress } from '../../shared/run/progress';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import { type EventPlace, eventPlaceOf, ownEventLimit, readEvents } from './eventList';
import { readOverlapping } from './overlap';

/** Rows a request; lists of `zitadel.filter.v2` allow at most 1000. */
const PAGE_SIZE = 500;

/** How a method's list is read. */
export interface Listing {
  /** Response field that holds the rows. */
  rows: string;
  /** Request field with `offset`, `limit` and `asc`; absent where the method does not page by them. */
  paging?: 'query' | 'pagination';
  /** Where a list of events has its `sequence`, `limit` and `asc`. */
  events?: EventPlace;
}

/**
 * Tells a list by its catalogue entry: one list of messages in the response, with nothing but details beside it.
 * A list of plain values is a reply like any other.
 *
 * @param method name in lowerCamelCase
 * @returns undefined where the method gives no list
 */
export function listingOf(service: ServiceDescription, method: string): Listing | undefined {
  const entry = service.methods[method];
  const response = service.messages[entry?.response ?? ''] ?? {};
  const lists = Object.entries(response).filter(([, type]) => isMessageList(service, type));
  const [rows] = lists[0] ?? [];
  const named = /^(list|search)/.test(method) || /ListDetails$/.test(response.details ?? '');
  if (rows === undefined || lists.length > 1 || !named) return undefined;
  const request = service.messages[entry?.request ?? ''] ?? {};
  const paging = (['query', 'pagination'] as const).find((field) => pages(service, request[field]));
  return { rows, paging, events: paging === undefined ? eventPlaceOf(service, request) : undefined };
}

/** The limit that a request itself has. */
export function ownLimit({ paging, events }: Listing, request: JsonObject): Json | undefined {
  if (events !== undefined) return ownEventLimit(events, request);
  const page = paging === undefined ? undefined : request[paging];
  return isObject(page) ? page.limit : undefined;
}

/**
 * Reads a list, page by page where the method pages.
 *
 * @param most rows wanted; Infinity for all
 * @param progress is told of the rows that were read
 * @returns one row an item
 */
export async function readList(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  listing: Listing,
  most: number,
  progress: Progress,
): Promise<Reply> {
  const rows = await readRows(connection, call, listing, most, progress);
  return rows.map((row) => ({ json: isObject(row) ? row : { value: row } }));
}

async function readRows(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  listing: Listing,
  most: number,
  progress: Progress,
): Promise<Json[]> {
  if (listing.paging !== undefined) {
    return await readAllPages(connection, call, listing.paging, listing, most, progress);
  }
  const read = async (request: JsonObject): Promise<Json[]> =>
    rowsOf(await callZitadel(connection, { ...call, request }), listing);
  if (listing.events !== undefined) return await readEvents(listing.events, call.request, most, read);
  return (await read(call.request)).slice(0, most);
}

async function readAllPages(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  field: 'query' | 'pagination',
  listing: Listing,
  most: number,
  progress: Progress,
): Promise<Json[]> {
  const given = call.request[field];
  const page = isObject(given) ? given : {};
  const start = Number(page.offset ?? 0);
  const { column, direction } = most === Infinity ? steadyOrder(call, field, page) : {};
  const fetch = async (offset: number, limit: number): Promise<Page<Json>> => {
    const request = {
      ...column,
      ...call.request,
      [field]: { ...direction, ...page, offset: String(start + offset), limit },
    };
    const reply = await callZitadel(connection, { ...call, request });
    const rows = rowsOf(reply, listing);
    progress.add(rows.length);
    return { rows, total: totalOf(reply, start) };
  };
  if (most <= PAGE_SIZE) return (await fetch(0, most)).rows.slice(0, most);
  return await readOverlapping(fetch, most, PAGE_SIZE);
}

/**
 * An order in which pages fit together, as far as the request leaves it open: what is created between two pages comes
 * last. Where the server can, it sorts by ID: IDs grow, and no two rows have the same one.
 */
function steadyOrder(
  { service, method, request }: ZitadelRequest,
  field: string,
  page: JsonObject,
): { column?: JsonObject; direction?: JsonObject } {
  if (request.sortingColumn !== undefined) return {};
  const types = service.messages[service.methods[method]?.request ?? ''];
  const columns = service.enums[splitType(types?.sortingColumn ?? '').name] ?? [];
  // Users are sorted by ID as it is.
  const best = columns.includes('USER_FIELD_NAME_UNSPECIFIED')
    ? undefined
    : (columns.find((name) => /_(FIELD_NAME|SORT_BY)_ID$/.test(name)) ??
      columns.find((name) => /_CREAT(ION|ED)_DATE$/.test(name)));
  const isDirected = page.asc !== undefined || page.desc !== undefined;
  const knowsAsc = service.messages[splitType(types?.[field] ?? '').name]?.asc !== undefined;
  return {
    ...(best !== undefined && { column: { sortingColumn: best } }),
    ...(!isDirected && knowsAsc && { direction: { asc: true } }),
  };
}

function rowsOf(reply: JsonObject, { rows }: Listing): Json[] {
  const found = reply[rows];
  return Array.isArray(found) ? found : [];
}

/** How many rows there are from `start` on, as far as the reply says so. */
function totalOf(reply: JsonObject, start: number): number | undefined {
  const details = reply.details ?? reply.pagination;
  if (!isObject(details)) return undefined;
  return Number(asText(details.totalResult ?? '0')) - start;
}

function isMessageList(service: ServiceDescription, type: string): boolean {
  const { name, repeated } = splitType(type);
  return repeated && service.messages[name] !== undefined;
}

function pages(service: ServiceDescription, type: string | undefined): boolean {
  return type !== undefined && service.messages[splitType(type).name]?.offset !== undefined;
}
