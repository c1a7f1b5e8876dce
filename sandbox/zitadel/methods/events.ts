import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import type { JournalEvent } from '../journal';
import { child, count, flag, type JsonObject, text } from '../json-object';
import type { State } from '../state';

/** How the server words the event types that were recorded. */
const words: Record<string, string | undefined> = {
  'user.machine.added': 'Technical user added',
  'user.pat.added': 'Personal Access Token added',
};

export const events: Record<string, MethodRow> = {
  'zitadel.management.v1.ManagementService/ListUserChanges': { handle: listUserChanges },
  'zitadel.admin.v1.AdminService/ListEvents': { handle: listEvents },
};

function listUserChanges({ state }: Context, request: JsonObject): JsonObject {
  const query = child(request, 'query') ?? {};
  const found = choose(state, text(request, 'userId'), query);
  return {
    result: found.map((event) => {
      const { name, loginName } = editorOf(state, event);
      return {
        changeDate: event.created,
        eventType: localize(event),
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
  const other = Object.keys(request).find((field) => !['asc', 'limit', 'aggregateId'].includes(field));
  const aggregateId = text(request, 'aggregateId');
  if (other !== undefined || !state.users.has(aggregateId)) {
    throw notModelled(`events by ${other ?? 'something else than a user'}`);
  }
  return {
    events: choose(state, aggregateId, request).map((event) => ({
      editor: { userId: event.editorId, displayName: editorOf(state, event).name, service: 'zitadel' },
      aggregate: {
        id: event.aggregateId,
        type: { type: 'user', localized: { key: 'AggregateTypes.user', localizedMessage: 'User' } },
        resourceOwner: event.resourceOwner,
      },
      sequence: String(event.sequence),
      creationDate: event.created,
      payload: event.payload,
      type: { type: event.type, localized: localize(event) },
    })),
  };
}

function choose(state: State, userId: string, query: JsonObject): JournalEvent[] {
  const after = count(query, 'sequence');
  if (after > 0 && !flag(query, 'asc')) throw notModelled('changes before a sequence');
  const all = state.journal.of(userId).filter(({ sequence }) => sequence > after);
  const ordered = flag(query, 'asc') ? all : [...all].reverse();
  return ordered.slice(0, count(query, 'limit') || all.length);
}

function localize({ type }: JournalEvent): JsonObject {
  const localizedMessage = words[type ?? ''];
  if (localizedMessage === undefined) throw notModelled(`how the event ${type ?? 'of some kind'} is shown`);
  return { key: `EventTypes.${type}`, localizedMessage };
}

function editorOf(state: State, { editorId }: JournalEvent): { name: string; loginName: string } {
  const editor = state.users.get(editorId);
  if (!editor) throw notModelled('an event whose editor is unknown');
  return {
    name: editor.machine?.name ?? editor.human?.profile.displayName ?? '',
    loginName: editor.username,
  };
}
