import { setTimeout as wait } from 'node:timers/promises';

import type { DirectusConnection } from '../../Directus/call/connection';
import { SchemaReader } from '../../Directus/schema/reader';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { ask } from '../connection';
import type { DirectusEvent } from '../event';

/** How often an event that looks wrong is looked at again, in milliseconds: its change may not be complete yet. */
const PAUSES = [500, 2000];
/** Revisions of a record among which the change is looked for. */
const REVISIONS = 20;
/** Collections of Directus that have no records to read one by one, or more than one key. */
const UNREADABLE = ['directus_collections', 'directus_fields', 'directus_settings'];

/**
 * Compares an event with what is in Directus: it tells of changes that were undone again, and of records that there never
 * were.
 *
 * @returns one event for each record that was really changed, its payload the whole record as it is now, or as it last was
 *   where it is gone
 * @throws ServiceError where Directus cannot be asked
 */
export async function confirm(
  connection: DirectusConnection,
  event: DirectusEvent,
): Promise<DirectusEvent[]> {
  const { collection } = event;
  const isChange = /\.(create|update|delete|upload)$/.test(event.event);
  const key = isChange && !UNREADABLE.includes(collection) ? await keyOf(connection, collection) : undefined;
  if (key === undefined) return [event];
  const confirmed = new Map<string, JsonObject | null>();
  for (const pause of [0, ...PAUSES]) {
    const open = event.keys.filter((id) => !confirmed.has(id));
    if (open.length === 0) break;
    await wait(pause);
    const records = await readRecords(connection, collection, key, open);
    for (const id of open) {
      const record = await recordAfter(connection, event, id, records.get(id));
      if (record !== undefined) confirmed.set(id, record);
    }
  }
  return event.keys.flatMap((id) => {
    const record = confirmed.get(id);
    return record === undefined ? [] : [{ ...event, keys: [id], payload: record }];
  });
}

async function keyOf(connection: DirectusConnection, collection: string): Promise<string | undefined> {
  return (await new SchemaReader().keyOf(connection, collection))?.field;
}

/** The record after the event; undefined where the event has not happened, null where nobody knows what it was. */
async function recordAfter(
  connection: DirectusConnection,
  { event, collection, payload }: DirectusEvent,
  id: string,
  record: JsonObject | undefined,
): Promise<JsonObject | null | undefined> {
  if (event.endsWith('.delete')) {
    return record === undefined
      ? ((await readRevisions(connection, collection, id))[0]?.data ?? null)
      : undefined;
  }
  const written = isObject(payload) ? payload : {};
  if (record !== undefined && (!event.endsWith('.update') || isWrittenIn(written, record))) return record;
  // The change was made when a revision has it, even if another one followed.
  const revisions = await readRevisions(connection, collection, id);
  const own = revisions.find(({ data, delta }) => isWrittenIn(written, { ...data, ...delta }));
  return own === undefined ? undefined : (record ?? own.data);
}

/** Whether a record has the plain values that were written; those that Directus hides or relates cannot be compared. */
function isWrittenIn(written: JsonObject, record: JsonObject): boolean {
  return Object.entries(written).every(([name, value]) => {
    const there = record[name];
    if (there === undefined || isHidden(there) || isNested(value) || isNested(there)) return true;
    return isSame(value, there);
  });
}

function isHidden(value: Json): boolean {
  return typeof value === 'string' && /^\*+$/.test(value);
}

function isNested(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function isSame(one: Json, other: Json): boolean {
  if (one === other || asText(one) === asText(other)) return true;
  if (one === null || other === null) return false;
  if (typeof other === 'number' || typeof one === 'number') return Number(one) === Number(other);
  if (typeof other === 'boolean')
    return ['true', 'false', '0', '1'].includes(asText(one)) && toBoolean(one) === other;
  const [first, second] = [Date.parse(asText(one)), Date.parse(asText(other))];
  return !Number.isNaN(first) && first === second;
}

function toBoolean(value: Json): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

async function readRecords(
  connection: DirectusConnection,
  collection: string,
  key: string,
  ids: readonly string[],
): Promise<Map<string, JsonObject>> {
  const own = collection.startsWith('directus_');
  const path = own ? `/${collection.slice('directus_'.length)}` : `/items/${encodeURIComponent(collection)}`;
  const query = { filter: { [key]: { _in: [...ids] } }, fields: ['*'], limit: -1 };
  const rows = await ask(connection, { verb: 'GET', path, query, searchable: true });
  return new Map((Array.isArray(rows) ? rows : []).filter(isObject).map((row) => [asText(row[key]), row]));
}

/** The last revisions of a record, the newest first; none where the user may not read them. */
async function readRevisions(
  connection: DirectusConnection,
  collection: string,
  id: string,
): Promise<Array<{ data: JsonObject; delta: JsonObject }>> {
  const query = {
    filter: { collection: { _eq: collection }, item: { _eq: id } },
    fields: ['data', 'delta'],
    sort: ['-id'],
    limit: REVISIONS,
  };
  const rows = await ask(connection, { verb: 'GET', path: '/revisions', query }).catch(() => undefined);
  return (Array.isArray(rows) ? rows : []).filter(isObject).flatMap(({ data, delta }) => {
    if (!isObject(data) || Object.keys(data).length === 0) return [];
    return [{ data, delta: isObject(delta) ? delta : {} }];
  });
}
