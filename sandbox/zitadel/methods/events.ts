import type { Context, MethodRow } from '../method-row';
import { invalidArgument, notModelled } from '../errors';
import { eventTypes, localizedType } from '../event-types';
import type { JournalEvent } from '../journal';
import { child, count, flag, type JsonObject, list, text, texts } from '../json-object';
import type { State } from '../state';
import { aggregateTypesOf } from './aggregate-types';

/** Most events that one reply has. */
const most = 1000;

const service = 'zitadel.admin.v1.AdminService';

export const events: Record<string, MethodRow> = {
  'zitadel.management.v1.ManagementService/ListUserChanges': { handle: listUserChanges },
  [`${service}/ListEvents`]: { handle: listEvents },
  [`${service}/ListEventTypes`]: { handle: () => ({ eventTypes }) },
  [`${service}/ListAggregateTypes`]: { handle: ({ state }) => ({ aggregateTypes: aggregateTypesOf(state) }) },
};

function listUserChanges({ state }: Context, request: JsonObject): JsonObject {
  const query = child(request, 'query') ?? {};
  const after = count(query, 'sequence');
  if (after > 0 && !flag(query, 'asc')) throw notModelled('changes before a sequence');
  const all = state.journal.of(text(request, 'userId')).filter(({ sequence }) => sequence > after);
  return {
    result: cut(all, query, all.length).map((event) => {
      const { name, loginName } = editorOf(state, event);
      return {
        changeDate: event.created,
        eventType: localizedType(event.type),
        sequence: String(event.sequence),
        editorId: event.editorId,
        editorDisplayName: name,
        resourceOwnerId: event.resourceOwner,
        editorPreferredLoginName: loginName,
      };
    }),
  };
}

function listEvents({ state }: Context, request: JsonObject): JsonObject {
  checkLengths(request);
  const limit = count(request, 'limit');
  const found = state.journal.events.filter((event) => matches(event, request));
  const chosen = cut(found, request, limit > 0 && limit < most ? limit : most);
  return { events: chosen.map((event) => print(state, event)) };
}

function checkLengths(request: JsonObject): void {
  for (const [field, max] of [
    ['eventTypes', 30],
    ['aggregateTypes', 10],
  ] as const) {
    if (list(request, field).length > max) {
      const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
      const reason = `value must contain no more than ${max} item(s)`;
      throw invalidArgument(`invalid ListEventsRequest.${name}: ${reason}`, '');
    }
  }
}

// Sequences count per aggregate, and are compared all the same; times go the way that the list goes.
function matches(event: JournalEvent, request: JsonObject): boolean {
  const isAscending = flag(request, 'asc');
  const isPast = (value: string, bound: string): boolean => (isAscending ? value > bound : value < bound);
  const one = (wanted: string, value: string): boolean => wanted === '' || wanted === value;
  const some = (wanted: string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);
  const sequence = count(request, 'sequence');
  const range = child(request, 'range') ?? {};
  const [from, since, until] = [text(request, 'from'), text(range, 'since'), text(range, 'until')].map(
    toMicros,
  );
  const created = toMicros(event.created);
  return (
    one(text(request, 'aggregateId'), event.aggregateId) &&
    one(text(request, 'resourceOwner'), event.resourceOwner) &&
    one(text(request, 'editorUserId'), event.editorId) &&
    some(texts(request, 'eventTypes'), event.type) &&
    some(texts(request, 'aggregateTypes'), event.aggregateType) &&
    (sequence === 0 || (isAscending ? event.sequence > sequence : event.sequence < sequence)) &&
    (!from || isPast(created, from)) &&
    (!since || created > since) &&
    (!until || created < until)
  );
}

// Times of one form: with six digits of a second they compare as texts.
function toMicros(time: string): string {
  if (time === '') return '';
  const [, whole = '', fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z$/.exec(time) ?? [];
  return `${whole}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

function cut(rows: JournalEvent[], query: JsonObject, limit: number): JournalEvent[] {
  const ordered = flag(query, 'asc') ? rows : [...rows].reverse();
  return ordered.slice(0, count(query, 'limit') === 0 ? limit : Math.min(limit, count(query, 'limit')));
}

function print(state: State, event: JournalEvent): JsonObject {
  return {
    editor: { userId: event.editorId, displayName: editorOf(state, event).name, service: 'zitadel' },
    aggregate: {
      id: event.aggregateId,
      type: aggregateTypesOf(state).find(({ type }) => type === event.aggregateType),
      resourceOwner: event.resourceOwner,
    },
    sequence: String(event.sequence),
    creationDate: event.created,
    payload: event.payload,
    type: { type: event.type, localized: localizedType(event.type) },
  };
}

// An editor that is gone, or the server itself, has no name.
function editorOf(state: State, { editorId }: JournalEvent): { name: string; loginName: string } {
  const editor = state.users.get(editorId);
  return {
    name: editor?.machine?.name ?? editor?.human?.profile.displayName ?? '',
    loginName: editor?.username ?? '',
  };
}
