import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { fromList, type ZitadelEvent } from '../event';
import { exactTypes } from '../selection';
import type { Ask } from '../server';
import type { EventSettings } from '../settings';

/** Most events that one reply has. */
const PAGE_SIZE = 1000;
/** Most types that one request may name. */
const MOST_TYPES = 30;

export const REMEDIES = {
  PERMISSION_DENIED:
    'Reading events takes the role IAM_OWNER_VIEWER or IAM_OWNER: give it to the user of the credential under Instance, Administrators.',
  'AUTHZ-cdgFk':
    'Reading events takes the role IAM_OWNER_VIEWER or IAM_OWNER: give it to the user of the credential under Instance, Administrators.',
};

/** The date of an event in whole milliseconds: over gRPC there are no finer ones. */
export function dateOf({ createdAt }: ZitadelEvent): number {
  return Date.parse(createdAt);
}

/** What of the settings Zitadel filters by itself; groups of types it cannot. */
export function filterOf({ patterns, filters }: EventSettings): JsonObject {
  const types = exactTypes(patterns);
  const { organizationId, aggregateId, editorUserId } = filters;
  return {
    ...(types !== undefined && types.length <= MOST_TYPES && { eventTypes: [...types] }),
    ...(organizationId !== '' && { resourceOwner: organizationId }),
    ...(aggregateId !== '' && { aggregateId }),
    ...(editorUserId !== '' && { editorUserId }),
  };
}

/** The newest event, of those that a filter lets through. */
export async function readNewest(ask: Ask, filter: JsonObject): Promise<ZitadelEvent | undefined> {
  return (await list(ask, { ...filter, limit: 1 }))[0];
}

/**
 * Reads all events from a date on, page by page, the oldest first. Events of one write share their date, and a page may
 * end among them: each next page begins before the last date of the one before, and gives some events once more.
 *
 * @param onGap told of events that Zitadel does not list
 */
export async function* readSince(
  ask: Ask,
  filter: JsonObject,
  since: number,
  onGap: (error: InputError) => void,
): AsyncGenerator<ZitadelEvent[]> {
  for (let from = since; ;) {
    const page = await list(ask, { ...filter, asc: true, limit: PAGE_SIZE, from: toTime(from) });
    yield page;
    const last = page.at(-1);
    if (page.length < PAGE_SIZE || last === undefined) return;
    const next = dateOf(last) - 1;
    if (next > from) {
      from = next;
      continue;
    }
    // The whole page is of one date, or of two that follow each other.
    from = dateOf(last) + 1;
    yield* readBusyMoment(ask, filter, next, from, onGap);
  }
}

/**
 * Reads the events of a moment that are too many for a page: by the kind of aggregate, then by their type. Their dates are
 * finer than a millisecond, so that those of the last one are included to its end.
 */
async function* readBusyMoment(
  ask: Ask,
  filter: JsonObject,
  after: number,
  last: number,
  onGap: (error: InputError) => void,
): AsyncGenerator<ZitadelEvent[]> {
  const range = { since: toTime(after), until: toTime(last + 1) };
  const ofDate = { ...filter, asc: true, limit: PAGE_SIZE, range };
  for (const aggregateType of await names(ask, 'listAggregateTypes', 'aggregateTypes')) {
    const page = await list(ask, { ...ofDate, aggregateTypes: [aggregateType] });
    yield page;
    if (page.length < PAGE_SIZE) continue;
    const types = Array.isArray(filter.eventTypes)
      ? filter.eventTypes
      : await names(ask, 'listEventTypes', 'eventTypes');
    for (const type of types) {
      const part = await list(ask, { ...ofDate, aggregateTypes: [aggregateType], eventTypes: [type] });
      yield part;
      if (part.length >= PAGE_SIZE) onGap(tooMany(asText(type), toTime(last)));
    }
  }
}

/** The event with a key; undefined where it is not there any more. */
export async function readEvent(ask: Ask, key: string): Promise<ZitadelEvent | undefined> {
  const [aggregateType = '', aggregateId = '', sequence = ''] = key.split('/');
  const before = String(Number(sequence) - 1);
  const [event] = await list(ask, {
    asc: true,
    limit: 1,
    aggregateTypes: [aggregateType],
    aggregateId,
    ...(before !== '0' && { sequence: before }),
  });
  return event?.sequence === Number(sequence) ? event : undefined;
}

async function list(ask: Ask, request: JsonObject): Promise<ZitadelEvent[]> {
  const { events } = await ask('AdminService', 'listEvents', request, REMEDIES);
  return objects(events).map(fromList);
}

async function names(ask: Ask, method: string, field: string): Promise<Json[]> {
  const reply = await ask('AdminService', method, {}, REMEDIES);
  return objects(reply[field]).flatMap(({ type }) => type ?? []);
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function tooMany(type: string, date: string): InputError {
  return new InputError(
    `One write made more than ${PAGE_SIZE} events "${type}" at ${date}, of which Zitadel lists the first ${PAGE_SIZE} only`,
    'Read what was written then with the Zitadel node; later events are delivered as always.',
  );
}
