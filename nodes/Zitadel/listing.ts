import type { Json, JsonObject, Reply } from '../shared/operation';
import { readPages } from '../shared/pages';
import { asText, isObject } from '../shared/parse';
import type { ServiceDescription } from './catalogue';
import { splitType } from './fieldType';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './transport';

/** Rows a request; lists of `zitadel.filter.v2` allow at most 1000. */
const PAGE_SIZE = 500;

/** How a method's list is read. */
export interface Listing {
  /** Response field that holds the rows. */
  rows: string;
  /** Request field with `offset`, `limit` and `asc`; absent where the method gives all rows at once. */
  paging?: 'query' | 'pagination';
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
  return { rows, paging };
}

/** The limit that a request itself has. */
export function ownLimit({ paging }: Listing, request: JsonObject): Json | undefined {
  const page = paging === undefined ? undefined : request[paging];
  return isObject(page) ? page.limit : request.limit;
}

/**
 * Reads a list, page by page where the method pages.
 *
 * @param most rows wanted; Infinity for all
 * @returns one row an item
 */
export async function readList(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  listing: Listing,
  most: number,
): Promise<Reply> {
  const rows =
    listing.paging === undefined
      ? rowsOf(await callZitadel(connection, call), listing).slice(0, most)
      : await readAllPages(connection, call, listing.paging, listing, most);
  return rows.map((row) => ({ json: isObject(row) ? row : { value: row } }));
}

async function readAllPages(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  field: 'query' | 'pagination',
  listing: Listing,
  most: number,
): Promise<Json[]> {
  const given = call.request[field];
  const page = isObject(given) ? given : {};
  const start = Number(page.offset ?? 0);
  // What is created between two pages must come last, or rows would move from one to the next.
  const isOrdered =
    page.asc !== undefined || page.desc !== undefined || call.request.sortingColumn !== undefined;
  const order: JsonObject = most > PAGE_SIZE && !isOrdered && knows(call, field, 'asc') ? { asc: true } : {};
  return await readPages(
    async (offset, limit) => {
      const request = {
        ...call.request,
        [field]: { ...page, ...order, offset: String(start + offset), limit },
      };
      const reply = await callZitadel(connection, { ...call, request });
      return { rows: rowsOf(reply, listing), total: totalOf(reply, start) };
    },
    most,
    PAGE_SIZE,
  );
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

function knows({ service, method }: ZitadelRequest, field: string, name: string): boolean {
  const request = service.messages[service.methods[method]?.request ?? ''];
  return service.messages[splitType(request?.[field] ?? '').name]?.[name] !== undefined;
}
