import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';

/** Most events that Zitadel gives at once. */
const PAGE_SIZE = 1000;

/**
 * Where a request for events has its `limit` and `asc`: in its field "query" for the changes of one thing, in the
 * request itself for the events of the instance.
 */
export type EventPlace = 'query' | 'request';

/** Where a request has `sequence`, `limit` and `asc`; undefined where it does not list events. */
export function eventPlaceOf(
  service: ServiceDescription,
  request: Record<string, string>,
): EventPlace | undefined {
  const query = service.messages[splitType(request.query ?? '').name];
  if (query?.sequence !== undefined && query.limit !== undefined) return 'query';
  return request.sequence !== undefined && request.limit !== undefined ? 'request' : undefined;
}

/** The limit that a request for events has. */
export function ownEventLimit(place: EventPlace, request: JsonObject): Json | undefined {
  return pageOf(place, request).limit;
}

/**
 * Reads events. As many as fit into one reply come as they are; more are read from the oldest on, each page after the
 * last event of the one before, and put into the order that was asked for.
 *
 * @param most events wanted; Infinity for all
 * @param read sends a request
 */
export async function readEvents(
  place: EventPlace,
  request: JsonObject,
  most: number,
  read: (request: JsonObject) => Promise<Json[]>,
): Promise<Json[]> {
  if (most <= PAGE_SIZE) return (await read(withPage(place, request, { limit: most }))).slice(0, most);
  const isAscending = pageOf(place, request).asc === true;
  const events: Json[] = [];
  const known = new Set<string>();
  let next = withPage(place, request, { limit: PAGE_SIZE, asc: true });
  for (;;) {
    const page = await read(next);
    const fresh = page.filter((event) => !known.has(keyOf(event)));
    for (const event of fresh) {
      known.add(keyOf(event));
      events.push(event);
    }
    const enough = isAscending && events.length >= most;
    const last = page.at(-1);
    if (enough || page.length < PAGE_SIZE || fresh.length === 0 || !isObject(last)) break;
    next = after(place, next, last);
  }
  return (isAscending ? events : events.reverse()).slice(0, most);
}

/** What tells an event from others: texts of the same payload may differ from one reply to the next. */
function keyOf(event: Json): string {
  if (!isObject(event) || event.sequence === undefined) return JSON.stringify(event);
  const { aggregate, sequence } = event;
  return JSON.stringify([isObject(aggregate) ? [aggregate.type, aggregate.id] : [], sequence]);
}

/** The request for what follows an event: numbers grow within one thing, times in the instance. */
function after(place: EventPlace, request: JsonObject, last: JsonObject): JsonObject {
  if (place === 'query') return withPage(place, request, { sequence: last.sequence ?? '0' });
  const { from: _, range, ...rest } = request;
  const since = last.creationDate ?? null;
  return isObject(range) ? { ...rest, range: { ...range, since } } : { ...rest, from: since };
}

function pageOf(place: EventPlace, request: JsonObject): JsonObject {
  if (place === 'request') return request;
  return isObject(request.query) ? request.query : {};
}

function withPage(place: EventPlace, request: JsonObject, page: JsonObject): JsonObject {
  if (place === 'request') return { ...request, ...page };
  return { ...request, query: { ...pageOf(place, request), ...page } };
}
