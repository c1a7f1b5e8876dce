import { randomUUID } from 'node:crypto';

import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject, Reply } from '../../shared/operation';
import { asText, isObject } from '../../shared/parse';
import { checkKeys } from '../checkKey';
import { assertChooses } from '../checkQuery';
import type { Sending } from '../operation';
import type { RecordKey } from '../schema';
import { callDirectus } from '../transport';
import { readRows } from './list';
import { collectionOf, toPath } from './path';
import { listOf, toRow } from './rows';

/** Keys in one request. */
const MOST_KEYS = 500;

type Key = string | number;

/**
 * Creates several records in one request. Directus answers sorted by key, so where the keys are known the rows are put
 * into the order of the request.
 */
export async function createMultiple(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const key = await keyOf(sending);
  const makes = key.type === 'uuid' && !key.generated;
  const bodies = listOf(input.data)
    .filter(isObject)
    .map((body) => (makes ? { [key.field]: randomUUID(), ...body } : body));
  const path = toPath(operation.path, input.parameters);
  const reply = listOf(
    await callDirectus(connection, { verb: 'POST', path, query: input.query, body: bodies }),
  );
  const rows = reply.filter((row) => !isMadeUp(sending, row));
  return inOrder(
    rows,
    key.field,
    bodies.map((body) => asText(body[key.field])),
  ).map(toRow);
}

/**
 * Changes several records: the ones of `ids` alike, or each of a list of objects with their own key.
 *
 * @throws ServiceError that names keys that do not exist; nothing is changed then
 */
export async function updateMultiple(sending: Sending): Promise<Reply> {
  const { input } = sending;
  if (!Array.isArray(input.data)) return (await updateAlike(sending, input.ids)).map(toRow);
  const { field } = await keyOf(sending);
  const bodies = input.data.filter(isObject);
  const keys = bodies.map((body, index) => keyIn(body, field, `data[${index}].${field}`));
  const twice = keys.find((key, index) => keys.findIndex((other) => asText(other) === asText(key)) !== index);
  if (twice !== undefined) {
    throw new InputError(`data holds the ${field} "${twice}" twice`, 'Write each record once.');
  }
  await assertAllExist(sending, field, keys);
  const rows = await patch(sending, bodies);
  return inOrder(rows, field, keys.map(asText)).map(toRow);
}

/**
 * Deletes several records by their keys.
 *
 * @throws ServiceError that names keys that do not exist; nothing is deleted then
 */
export async function deleteMultiple(sending: Sending): Promise<Reply> {
  const { input } = sending;
  const { field } = await keyOf(sending);
  await assertAllExist(sending, field, input.ids);
  await deleteKeys(sending, input.ids);
  return [{ json: { deleted: true, ids: input.ids } }];
}

/** Changes every record that a query chooses. They are read first: Directus itself would touch a hundred only. */
export async function updateByQuery(sending: Sending): Promise<Reply> {
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

async function chosenKeys(sending: Sending): Promise<Key[]> {
  const { operation, input } = sending;
  assertChooses(input.query);
  const { field } = await keyOf(sending);
  const { limit = -1 } = input.query;
  const most = Number(limit) <= 0 ? Infinity : Number(limit);
  const { limit: _, ...query } = input.query;
  const rows = await readRows({
    ...sending,
    most,
    input: { ...input, query: { ...query, fields: [field] } },
  });
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
  await assertAllExist(sending, field, keys);
  const rows: Json[] = [];
  for (const part of parts(keys)) rows.push(...(await patch(sending, { keys: part, data })));
  return inOrder(rows, field, keys.map(asText));
}

async function patch(sending: Sending, body: Json): Promise<Json[]> {
  const { connection, operation, input } = sending;
  if (Array.isArray(body) && operation.withoutLists === true) return await patchEach(sending, body);
  const query = operation.query === true && input.query.fields !== undefined ? pickFields(input.query) : {};
  const path = toPath(operation.path, input.parameters);
  const reply = await callDirectus(connection, { verb: 'PATCH', path, query, body });
  return listOf(reply).filter((row) => !isMadeUp(sending, row));
}

async function patchEach(sending: Sending, bodies: Json[]): Promise<Json[]> {
  const { field } = await keyOf(sending);
  const rows: Json[] = [];
  for (const body of bodies.filter(isObject)) {
    const { [field]: key, ...data } = body;
    rows.push(...(await patch(sending, { keys: [key ?? ''], data })));
  }
  return rows;
}

async function deleteKeys({ connection, operation, input }: Sending, keys: Key[]): Promise<void> {
  const path = toPath(operation.path, input.parameters);
  for (const part of parts(keys)) await callDirectus(connection, { verb: 'DELETE', path, body: part });
}

/**
 * Makes sure that there are records of these keys: Directus passes over others, and answers as if all were well.
 *
 * @throws ServiceError that names those that are missing
 */
export async function assertAllExist(sending: Sending, field: string, keys: Key[]): Promise<void> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const found = new Set<string>();
  for (const part of parts(keys)) {
    const query = { fields: [field], filter: { [field]: { _in: part } }, limit: part.length };
    const rows = listOf(await callDirectus(connection, { verb: 'SEARCH', path, body: { query } }));
    for (const row of rows) if (isObject(row)) found.add(asText(row[field]));
  }
  const missing = keys.filter((key) => !found.has(asText(key)));
  if (missing.length === 0) return;
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
  const [key] = checkKeys(path, [value]);
  return key ?? '';
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

function parts<Entry>(entries: Entry[]): Entry[][] {
  const result: Entry[][] = [];
  for (let start = 0; start < entries.length; start += MOST_KEYS) {
    result.push(entries.slice(start, start + MOST_KEYS));
  }
  return result;
}
