import type { DirectusConnection } from '../../Directus/call/connection';
import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { ask, readAccess } from '../connection';
import { isWanted, withoutNestedSecrets, type DirectusEvent } from '../event';
import type { EventRow } from '../events';
import { ALL_COLLECTIONS, type TriggerSettings } from '../settings';
import type { Cursor } from './cursor';

/** Rows that are read at once. */
export const PAGE_SIZE = 100;

const RIGHTS =
  'Give the user of the credential a policy that may read directus_activity and directus_revisions, or take an administrator.';
const REMEDIES = { FORBIDDEN: RIGHTS };

/** A row of the activity: who did what to which record. */
export interface Activity {
  id: number;
  action: string;
  collection: string;
  item: string;
  user: string | null;
  timestamp: string;
}

const FIELDS = ['id', 'action', 'collection', 'item', 'user', 'timestamp'];

/**
 * Checks that the user sees what others do.
 *
 * @throws InputError with what to do
 */
export async function checkRights(connection: DirectusConnection): Promise<void> {
  const access = await readAccess(connection);
  if (access === undefined) return;
  for (const collection of ['directus_activity', 'directus_revisions']) {
    const read = access(collection).read ?? 'none';
    if (read === 'none')
      throw new InputError(`The user of the credential may not read ${collection}`, RIGHTS);
  }
}

/** ID of the newest row that the user sees; 0 where there is none. */
export async function newestId(connection: DirectusConnection): Promise<number> {
  const query = { fields: ['id'], sort: ['-id'], limit: 1 };
  const rows = await ask(connection, { verb: 'GET', path: '/activity', query }, REMEDIES);
  const [row] = Array.isArray(rows) ? rows : [];
  return isObject(row) ? Number(row.id) : 0;
}

/**
 * Reads the next rows, of all kinds: only so it is seen which IDs are missing.
 *
 * @param again IDs that are wanted whatever the cursor says
 * @returns at most a page, the lowest ID first
 */
export async function readActivity(
  connection: DirectusConnection,
  { last, gaps }: Cursor,
  again: readonly number[],
): Promise<Activity[]> {
  const any: JsonObject[] = [
    { id: { _gt: last } },
    ...gaps.map(({ from, to }) => ({ id: { _between: [from, to] } })),
    ...(again.length > 0 ? [{ id: { _in: [...again] } }] : []),
  ];
  const filter: JsonObject = any.length === 1 ? { id: { _gt: last } } : { _or: any };
  return await read(connection, { filter, sort: ['id'], limit: PAGE_SIZE });
}

/** The newest row of the kinds of events that are wanted; none where there is none. */
export async function readNewest(
  connection: DirectusConnection,
  { rows, collections }: TriggerSettings,
): Promise<Activity[]> {
  const ofItems: JsonObject = collections.includes(ALL_COLLECTIONS)
    ? { _nstarts_with: 'directus_' }
    : { _in: [...collections] };
  const kinds = rows.flatMap(({ action, collection }): JsonObject[] => {
    if (action === undefined) return [];
    const where: JsonObject = collection === '' ? ofItems : { _eq: collection };
    return [{ _and: [{ action: { _eq: action } }, { collection: where }] }];
  });
  return await read(connection, { filter: { _or: kinds }, sort: ['-id'], limit: 1 });
}

async function read(connection: DirectusConnection, query: JsonObject): Promise<Activity[]> {
  const request = {
    verb: 'GET',
    path: '/activity',
    query: { ...query, fields: FIELDS },
    searchable: true,
  };
  const rows = await ask(connection, request, REMEDIES);
  return (Array.isArray(rows) ? rows : []).filter(isObject).map((row) => ({
    id: Number(row.id),
    action: asText(row.action),
    collection: asText(row.collection),
    item: asText(row.item),
    user: row.user === null ? null : asText(row.user),
    timestamp: asText(row.timestamp),
  }));
}

/** What says which rows are wanted. */
export type Chosen = Pick<TriggerSettings, 'rows' | 'collections'>;

/** The kind of event that a row is of; undefined where it is not wanted. */
export function kindOf(settings: Chosen, { action, collection }: Activity): EventRow | undefined {
  const isItem = !collection.startsWith('directus_');
  return settings.rows.find(
    (row) =>
      row.action === action &&
      (row.collection === '' ? isItem : row.collection === collection) &&
      isWanted(settings, row, collection),
  );
}

/**
 * Makes rows of the activity into events, with what their revisions say was written.
 *
 * @returns the events of the wanted rows by the rows' IDs
 */
export async function toEvents(
  connection: DirectusConnection,
  settings: TriggerSettings,
  activities: readonly Activity[],
): Promise<Map<number, DirectusEvent>> {
  const wanted = activities.flatMap((activity) => {
    const row = kindOf(settings, activity);
    return row === undefined ? [] : [{ activity, row }];
  });
  const written = await readWritten(
    connection,
    wanted.filter(({ row }) => row.action === 'create' || row.action === 'update'),
  );
  const events = wanted.map(async ({ activity, row }): Promise<[number, DirectusEvent]> => {
    const { id, collection, item, user } = activity;
    const payload = await payloadOf(connection, row, activity, written.get(id));
    return [id, { event: row.value, collection, keys: [item], payload, user }];
  });
  return new Map(await Promise.all(events));
}

interface Revision {
  data: JsonObject | null;
  delta: JsonObject | null;
}

async function payloadOf(
  connection: DirectusConnection,
  { action }: EventRow,
  activity: Activity,
  revision: Revision | undefined,
): Promise<DirectusEvent['payload']> {
  if (action === 'login') return { status: 'success' };
  const former = action === 'delete' ? await lastKnown(connection, activity) : undefined;
  const values =
    former ?? (action === 'update' ? (revision?.delta ?? revision?.data) : revision?.data) ?? null;
  return values === null ? null : (withoutNestedSecrets(values) as DirectusEvent['payload']);
}

async function readWritten(
  connection: DirectusConnection,
  wanted: ReadonlyArray<{ activity: Activity }>,
): Promise<Map<number, Revision>> {
  if (wanted.length === 0) return new Map();
  const query = {
    filter: { activity: { _in: wanted.map(({ activity }) => activity.id) } },
    fields: ['activity', 'data', 'delta', 'collection', 'item'],
    sort: ['id'],
    limit: -1,
  };
  const rows = await ask(connection, { verb: 'GET', path: '/revisions', query, searchable: true }, REMEDIES);
  const revisions = new Map<number, Revision>();
  for (const row of (Array.isArray(rows) ? rows : []).filter(isObject)) {
    revisions.set(Number(row.activity), { data: objectOf(row.data), delta: objectOf(row.delta) });
  }
  return revisions;
}

/** What a record that was deleted last was; null where no revision tells. */
async function lastKnown(
  connection: DirectusConnection,
  { collection, item, id }: Activity,
): Promise<JsonObject | null> {
  const query = {
    filter: { collection: { _eq: collection }, item: { _eq: item }, activity: { _lt: id } },
    fields: ['data'],
    sort: ['-id'],
    limit: 1,
  };
  const rows = await ask(connection, { verb: 'GET', path: '/revisions', query }, REMEDIES);
  const [row] = Array.isArray(rows) ? rows : [];
  return isObject(row) ? objectOf(row.data) : null;
}

function objectOf(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}
