import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { assertExactKey } from '../reply/exactKey';
import { isForbidden, namesField, UNREADABLE_CREATION, UNREADABLE_UPDATE } from '../reply/records';
import { listOf, toRow } from '../reply/rows';
import { checkKey } from '../schema/checkKey';
import type { RecordKey } from '../schema/reader';
import { isAdministrator } from './administrator';
import { callDirectus } from './client';
import { readByIds, readRows } from './list';
import { assertNoOtherSides } from './keyLists';
import { withOtherSides } from './otherSides';
import { inParts } from './parts';
import { collectionOf, toPath } from './path';
import type { Sending } from './sending';
import { settleDeletion } from './settling';
import { isSingleton } from './singleton';
import { writeRecords } from './write';

type Key = string | number;

/** Creates several records in one request, and puts them out in the order of the request where their keys are known. */
export async function createMultiple(sending: Sending): Promise<Reply> {
  const { operation, input } = sending;
  const given = listOf(input.data).filter(isObject);
  const bodies = await Promise.all(given.map((body) => withOtherSides(sending, body)));
  const path = toPath(operation.path, input.parameters);
  const reply = await writeRecords(sending, { verb: 'POST', path, body: bodies });
  if (reply === undefined) return bodies.map(() => ({ json: { ...UNREADABLE_CREATION } }));
  return listOf(reply)
    .filter((row) => !isMadeUp(sending, row))
    .map(toRow);
}

/**
 * Changes several records: the ones of `ids` alike, or each of a list of objects with their own key.
 *
 * @throws ServiceError that names keys that do not exist; nothing is changed then
 */
export async function updateMultiple(sending: Sending): Promise<Reply> {
  const { input } = sending;
  await assertNoOtherSides(sending);
  if (!Array.isArray(input.data)) return orUnreadable(await updateAlike(sending, input.ids));
  const { field } = await keyOf(sending);
  const bodies = input.data.filter(isObject);
  const keys = bodies.map((body, index) => keyIn(body, field, `data[${index}].${field}`));
  const twice = keys.find((key, index) => keys.findIndex((other) => asText(other) === asText(key)) !== index);
  if (twice !== undefined) {
    throw new InputError(`data holds the ${field} "${twice}" twice`, 'Write each record once.');
  }
  await assertAllExist(sending, keys);
  // Directus takes the number 0 for no key, but not its text.
  const rows = await patch(
    sending,
    bodies.map((body) => (body[field] === 0 ? { ...body, [field]: '0' } : body)),
  );
  return orUnreadable(inOrder(rows, field, keys.map(asText)));
}

/**
 * Deletes several records by their keys.
 *
 * @throws ServiceError that names keys that do not exist; nothing is deleted then
 */
export async function deleteMultiple(sending: Sending): Promise<Reply> {
  const { input } = sending;
  await assertAllExist(sending, input.ids);
  await deleteKeys(sending, input.ids);
  return [{ json: { deleted: true, ids: input.ids } }];
}

/** Changes every record that a query chooses. They are read first: Directus itself would touch a hundred only. */
export async function updateByQuery(sending: Sending): Promise<Reply> {
  await assertNoOtherSides(sending);
  const keys = await chosenKeys(sending);
  if (keys.length === 0) return [];
  return (await updateAlike(sending, keys)).map(toRow);
}

/** Deletes every record that a query chooses, and says which they were. */
export async function deleteByQuery(sending: Sending): Promise<Reply> {
  const keys = await chosenKeys(sending);
  await deleteKeys(sending, keys);
  return [{ json: { deleted: keys.length > 0, ids: keys } }];
}

/** The key of the collection that an operation is about; "id" where the caller may not read it. */
export async function keyOf(sending: Sending): Promise<RecordKey> {
  const collection = collectionOf(sending);
  const key =
    collection === undefined ? undefined : await sending.schema.keyOf(sending.connection, collection);
  return key ?? { field: 'id', type: '', generated: true };
}

/** Whether the key of the collection can be told: it stands in its fields, which the caller may be refused. */
export async function isKeyKnown(sending: Sending): Promise<boolean> {
  const collection = collectionOf(sending);
  return (
    collection !== undefined && (await sending.schema.keyOf(sending.connection, collection)) !== undefined
  );
}

/** The error for records that cannot be told by their key. */
export function unknownKey(sending: Sending): ServiceError {
  const collection = collectionOf(sending) ?? '';
  return new ServiceError({
    code: 'FORBIDDEN',
    status: 403,
    message: `The key of ${collection} cannot be told, as its fields may not be read. Nothing was changed`,
    remedy: `Let the user of the credential read the fields (directus_fields) of ${collection}.`,
  });
}

async function chosenKeys(sending: Sending): Promise<Key[]> {
  const { operation, input } = sending;
  const { field } = await keyOf(sending);
  const { limit, ...query } = input.query;
  const most = limit === undefined || Number(limit) < 0 ? Infinity : Number(limit);
  const rows = await readRows({
    ...sending,
    most,
    input: { ...input, query: { ...query, fields: [field] } },
  }).catch(async (error: unknown) => {
    throw namesField(error) && !(await isKeyKnown(sending)) ? unknownKey(sending) : error;
  });
  for (const row of rows) assertExactKey(row, field);
  const keys = rows.flatMap((row) => {
    const key = isObject(row) ? row[field] : undefined;
    return typeof key === 'string' || typeof key === 'number' ? [key] : [];
  });
  if (keys.length < rows.length && operation.mixed !== true) {
    throw new ServiceError({
      code: 'FORBIDDEN',
      message: `The key "${field}" of the records cannot be read`,
      remedy: `Let the user of the credential read ${field}.`,
    });
  }
  return keys;
}

async function updateAlike(sending: Sending, keys: Key[]): Promise<Json[]> {
  const { field } = await keyOf(sending);
  const { data } = sending.input;
  if (isObject(data) && field in data) {
    throw new InputError(
      `data holds the key "${field}", which several records cannot share`,
      `Leave ${field} out of data.`,
    );
  }
  await assertAllExist(sending, keys);
  const rows: Json[] = [];
  await inParts(keys, 'changed', async (part) => {
    rows.push(...(await patch(sending, { keys: part, data })));
  });
  return inOrder(rows, field, keys.map(asText));
}

async function patch(sending: Sending, body: Json): Promise<Json[]> {
  const { operation, input } = sending;
  if (Array.isArray(body) && operation.withoutLists === true) return await patchEach(sending, body);
  const query = operation.query === true && input.query.fields !== undefined ? pickFields(input.query) : {};
  const path = toPath(operation.path, input.parameters);
  const reply = await writeRecords(sending, { verb: 'PATCH', path, query, body });
  return listOf(reply).filter((row) => !isMadeUp(sending, row));
}

async function patchEach(sending: Sending, bodies: Json[]): Promise<Json[]> {
  const { field } = await keyOf(sending);
  const rows: Json[] = [];
  await inParts(
    bodies.filter(isObject),
    'changed',
    async ([body = {}]) => {
      const { [field]: key, ...data } = body;
      rows.push(...(await patch(sending, { keys: [key ?? ''], data })));
    },
    1,
  );
  return rows;
}

async function deleteKeys(sending: Sending, keys: Key[]): Promise<void> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const key = await keyOf(sending);
  await inParts(keys, 'deleted', async (part) => {
    const settle = settleDeletion(sending, key, part);
    await callDirectus(connection, { verb: 'DELETE', path, body: part, settle });
  });
}

/**
 * Directus passes over keys that it does not have, and answers an administrator as if all were well. All others it
 * refuses then, and they need not be allowed to read what they change.
 *
 * @throws ServiceError that names those that are missing
 */
export async function assertAllExist(sending: Sending, keys: Key[]): Promise<void> {
  const key = await keyOf(sending);
  const rows = await readByIds(sending, key, keys, { fields: [key.field] }).catch((error: unknown) => {
    if (!isForbidden(error)) throw error;
    return [];
  });
  if (rows === undefined) throw isSingleton(sending);
  const found = new Set(rows.map((row) => (isObject(row) ? asText(row[key.field]) : '')));
  const missing = keys.filter((entry) => !found.has(asText(entry)));
  if (missing.length === 0 || !(await isAdministrator(sending.connection))) return;
  const shown = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ' and others' : '');
  throw new ServiceError({
    code: 'FORBIDDEN',
    status: 403,
    message: `No records with these IDs that may be read: ${shown}. Nothing was changed`,
    remedy: 'Check the IDs, and that the user of the credential may read these records.',
  });
}

function keyIn(body: JsonObject, field: string, path: string): Key {
  const value = body[field];
  if (value === undefined || value === null || value === '') {
    throw new InputError(
      `${path} is required`,
      'Give each object of the list its key, or use ids with one object.',
    );
  }
  const key = checkKey(path, value);
  return typeof value === 'number' ? value : key;
}

function pickFields({ fields }: JsonObject): JsonObject {
  return fields === undefined ? {} : { fields };
}

/** Permissions come with rows that Directus makes up. */
function isMadeUp({ operation }: Sending, row: Json): boolean {
  return operation.mixed === true && isObject(row) && row.system === true;
}

function inOrder(rows: Json[], field: string, keys: string[]): Json[] {
  const place = new Map(keys.map((key, index) => [key, index]));
  const placeOf = (row: Json): number | undefined =>
    isObject(row) ? place.get(asText(row[field])) : undefined;
  if (!rows.every((row) => placeOf(row) !== undefined)) return rows;
  return [...rows].sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0));
}

/** The rows that were changed; one that stands for all where none of them may be read. */
function orUnreadable(rows: Json[]): Reply {
  return rows.length === 0 ? [{ json: { ...UNREADABLE_UPDATE } }] : rows.map(toRow);
}
