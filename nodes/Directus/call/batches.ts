import { wasNumber } from '../../shared/exactJson';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Outcome } from '../../shared/run/call';
import { isRefusedForOne } from '../../shared/run/units';
import type { DirectusOperation } from '../operation';
import { pairByOrder } from '../reply/pairing';
import { afterTheFact, UNREADABLE_CREATION, UNREADABLE_UPDATE } from '../reply/records';
import { UUID } from '../schema/checkKey';
import { isWord } from '../schema/exactMatch';
import { byKey, hidesKey, withKey } from '../schema/keyed';
import type { RecordKey } from '../schema/reader';
import type { DirectusCall } from './call';
import { callDirectus } from './client';
import { createKeyed } from './creation';
import { readByIds } from './list';
import { collectionOf, toPath } from './path';
import type { Sending } from './sending';
import { settleDeletion } from './settling';
import { inTurn } from './upsert';
import { asUpdate, doneBy, keyIn, keyToReadApart, readApart } from './write';

/** What a query may hold so that many records are read with it as one is. */
const FOR_ALL_ALIKE = ['fields', 'deep', 'alias'];
/** Types whose values are equal where their texts are. */
const PLAIN_TYPES: Readonly<Record<string, string>> = {
  bigInteger: 'number',
  integer: 'number',
  string: 'string',
  text: 'string',
  uuid: 'string',
};

/**
 * The key under which calls may go out as one request: the same path and the same query.
 *
 * @param key what tells the records apart; undefined where it is not known
 * @param types Directus' types of the fields of the collection
 * @returns undefined where the call has to go out alone
 */
export function batchKey(
  { operation, input, files }: Sending,
  key: RecordKey | undefined,
  types: ReadonlyMap<string, string>,
): string | undefined {
  const { batch } = operation;
  if (batch === undefined || key === undefined || files.length > 0) return undefined;
  const { data, query, parameters } = input;
  const isAlike = Object.keys(query).every((name) => FOR_ALL_ALIKE.includes(name));
  if (!isAlike || hidesKey(query, key)) return undefined;
  if (batch === 'update' && (operation.withoutLists === true || hasKey(data, key))) return undefined;
  if (parameters.id !== undefined && !hasForm(parameters.id, key)) return undefined;
  const how = batch === 'create' ? creation(operation, data, key) : matching(batch, input, key, types);
  if (how === undefined) return undefined;
  return JSON.stringify([operation.verb, collectionPath(operation, parameters), query, how]);
}

/** The batch form of each kind of operation: calls of one batch key in, an outcome each out. */
export const BATCHES: Record<
  NonNullable<DirectusOperation['batch']>,
  (calls: DirectusCall[], key: RecordKey) => Promise<Outcome[]>
> = { create: createMany, get: getMany, update: updateMany, delete: deleteMany, upsert: upsertMany };

/** How the record of a body is found in the reply; undefined where it cannot be. */
function creation({ mixed }: DirectusOperation, data: Json, key: RecordKey): string | undefined {
  if (!isObject(data)) return undefined;
  if (hasKey(data, key)) return canBeFound(data[key.field], key) ? 'key' : undefined;
  if (key.uuidMade === true) return 'key';
  return isHandedOut(key) && mixed !== true ? 'order' : undefined;
}

/** Upserts go together where equal values have equal texts. */
function matching(
  batch: NonNullable<DirectusOperation['batch']>,
  { data, parameters }: Sending['input'],
  key: RecordKey,
  types: ReadonlyMap<string, string>,
): string | undefined {
  if (batch !== 'upsert') return batch;
  const match = parameters.key ?? key.field;
  const value = isObject(data) ? data[match] : undefined;
  if (isWord(value)) return undefined;
  const isPlain = value !== '' && value !== 0 && typeof value === PLAIN_TYPES[types.get(match) ?? ''];
  return isPlain && (match === key.field || !hasKey(data, key)) ? match : undefined;
}

/** Whether a key is one of its type: PostgreSQL refuses a whole query with one that is not. */
function hasForm(id: string, { type }: RecordKey): boolean {
  if (type === 'uuid') return UUID.test(id);
  return type !== 'integer' || (/^-?\d{1,10}$/.test(id) && Math.abs(Number(id)) < 2 ** 31);
}

function hasKey(data: Json, { field }: RecordKey): boolean {
  return isObject(data) && data[field] !== undefined;
}

function canBeFound(key: Json | undefined, { type }: RecordKey): boolean {
  if (typeof key === 'number') return Number.isSafeInteger(key) && key !== 0;
  return typeof key === 'string' && key !== '' && PLAIN_TYPES[type] !== 'number';
}

function isHandedOut({ type, generated }: RecordKey): boolean {
  return generated && PLAIN_TYPES[type] === 'number';
}

/** Creates records in one request. */
async function createMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { sending } = first.payload;
  const isKeyless = key.uuidMade === true && sending.schema.refusesKeys(collectionOf(sending) ?? '');
  if (isKeyless) return await eachOf(calls, () => undefined);
  return await createRecords(sending, calls.map(bodyOf), key);
}

/**
 * Creates records. Directus answers sorted by key: where keys can be made here, the replies are found by them.
 *
 * @returns an outcome for each body, in the order of the bodies; an error among them where a record was created, but could
 * not be read
 */
async function createRecords(
  sending: Sending,
  given: readonly JsonObject[],
  key: RecordKey,
  more: { wereAbsent?: boolean } = {},
): Promise<Outcome[]> {
  const { operation, input } = sending;
  const isApart = (await keyToReadApart(sending, input.query)) !== undefined;
  const { query, strip } = withKey(isApart ? {} : input.query, key);
  const path = toPath(operation.path, input.parameters);
  const { reply, bodies } = await createKeyed(sending, key, given, {
    ...more,
    inBatch: true,
    request: (body) => ({ verb: 'POST', path, query, body }),
  });
  const found = byKey(reply, key);
  const isByKey = bodies.every((body) => body[key.field] !== undefined);
  const records = isByKey
    ? bodies.map(
        (body) => found.get(asText(body[key.field])) ?? found.get(asText(body[key.field]).toLowerCase()),
      )
    : pairByOrder(bodies, [...found.values()], key.field);
  if (isApart) return await readOutcomes(sending, key, records, 'POST');
  return records.map((record) => ({
    reply: [{ json: record === undefined ? { ...UNREADABLE_CREATION } : strip(record) }],
  }));
}

/** Reads records after a change as the query asks for them; where that is refused, the change took effect all the same. */
async function readOutcomes(
  sending: Sending,
  key: RecordKey,
  records: ReadonlyArray<JsonObject | undefined>,
  verb: 'POST' | 'PATCH',
): Promise<Outcome[]> {
  const keys = records.flatMap((record) => keyIn(record, key));
  const unreadable = verb === 'POST' ? UNREADABLE_CREATION : UNREADABLE_UPDATE;
  try {
    const found = await readApart(sending, key, keys, sending.input.query);
    return records.map((record) => {
      const [name] = keyIn(record, key);
      if (name === undefined) return { reply: [{ json: { ...unreadable } }] };
      return { reply: [{ json: found.get(String(name)) ?? { [key.field]: name, ...unreadable } }] };
    });
  } catch (error) {
    return records.map((record) => ({ error: afterTheFact(error, doneBy(verb), keyIn(record, key)) }));
  }
}

/** Reads records in one request by their keys; what the reply lacks is asked for alone, for its own error. */
async function getMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { query, strip } = withKey(first.payload.sending.input.query, key);
  const found = byKey(await readByIds(first.payload.sending, key, keysOf(calls), query), key);
  return await eachOf(calls, (call) => {
    const record = found.get(keyOf(call));
    return record === undefined ? undefined : { reply: [{ json: strip(record) }] };
  });
}

/** Changes records in one request, each in its own way; an unknown or repeated key is sent alone, for its own error. */
async function updateMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { sending } = first.payload;
  const known = byKey(await readByIds(sending, key, keysOf(calls), { fields: [key.field] }), key);
  const together = firstOfEach(calls, keyOf).filter((call) => known.has(keyOf(call)));
  if (together.length === 0) return await eachOf(calls, () => undefined);
  const bodies = together.map((call) => ({
    [key.field]: known.get(keyOf(call))?.[key.field] ?? keyOf(call),
    ...bodyOf(call),
  }));
  const changes = await updateRecords(sending, bodies, key);
  const changed = new Map(together.map((call, index) => [call, changes[index]]));
  return await eachOf(calls, (call) => changed.get(call));
}

/**
 * Changes records, each in its own way.
 *
 * @param bodies what changes, with the keys of the records
 * @returns an outcome for each body; an error among them where a record was changed, but could not be read
 */
async function updateRecords(
  sending: Sending,
  bodies: JsonObject[],
  key: RecordKey,
  unreadable: (body: JsonObject) => JsonObject = () => ({ ...UNREADABLE_UPDATE }),
): Promise<Outcome[]> {
  const { connection, operation, input } = sending;
  const isApart = (await keyToReadApart(sending, input.query)) !== undefined;
  const { query, strip } = withKey(isApart ? {} : input.query, key);
  const path = collectionPath(operation, input.parameters);
  const request = await asUpdate(sending, key, { verb: 'PATCH', path, query, body: bodies });
  const changed = byKey(await callDirectus(connection, request), key);
  const records = bodies.map((body) => changed.get(asText(body[key.field])));
  if (isApart) return await readOutcomes(sending, key, records, 'PATCH');
  return records.map((record, index) => ({
    reply: [{ json: record === undefined ? unreadable(bodies[index] ?? {}) : strip(record) }],
  }));
}

/** Deletes in one request what exists; an unknown or repeated key is sent alone, for its own error. */
async function deleteMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { sending } = first.payload;
  const { connection, operation, input } = sending;
  const known = byKey(await readByIds(sending, key, keysOf(calls), { fields: [key.field] }), key);
  const together = new Set(firstOfEach(calls, keyOf).filter((call) => known.has(keyOf(call))));
  if (together.size > 0) {
    const path = collectionPath(operation, input.parameters);
    const body = [...together].map((call) => keyIn(known.get(keyOf(call)), key)[0] ?? keyOf(call));
    const settle = settleDeletion(sending, key, body);
    await callDirectus(connection, { verb: 'DELETE', path, body, settle });
  }
  return await eachOf(calls, (call) =>
    together.has(call) ? { reply: [{ json: { ...operation.emptyReply } }] } : undefined,
  );
}

/**
 * Changes and creates records in two requests, after finding out which there are. What comes twice or is refused is left
 * for a further round, and in the end sent alone.
 */
async function upsertMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  if (calls.length === 1) return [await alone(first)];
  const { sending } = first.payload;
  const match = sending.input.parameters.key ?? key.field;
  const outcomes = await inTurn(
    sending,
    match,
    calls.map(bodyOf),
    async () => await upsertTogether(calls, match, key),
  );
  if (outcomes === undefined) return await eachOf(calls, () => undefined);
  const left = calls.filter((call) => !outcomes.has(call));
  const middle = left.length >> 1;
  const rounds = left.length < calls.length ? [left] : [left.slice(0, middle), left.slice(middle)];
  for (const round of rounds) {
    const results = await upsertMany(round, key);
    round.forEach((call, index) => outcomes.set(call, results[index] as Outcome));
  }
  return calls.map((call) => outcomes.get(call) as Outcome);
}

/**
 * One round of `upsertMany`.
 *
 * @returns the outcomes that are certain; undefined where it cannot be told which records there are
 */
async function upsertTogether(
  calls: DirectusCall[],
  match: string,
  key: RecordKey,
): Promise<Map<DirectusCall, Outcome> | undefined> {
  const [first] = calls;
  if (first === undefined) return undefined;
  const { sending } = first.payload;
  const valueOf = (call: DirectusCall): string => asText(bodyOf(call)[match]);
  const values = firstOfEach(calls, valueOf).map((call) => bodyOf(call)[match] as string | number);
  const by = { ...key, field: match };
  const fields = [...new Set([key.field, match])];
  const found = await readByIds(sending, by, values, { fields }, 1).catch(() => undefined);
  if (found === undefined) return undefined;
  const keysBy = new Map<string, Json[]>(values.map((value) => [asText(value), []]));
  for (const record of found.filter(isObject)) {
    const keys = keysBy.get(asText(record[match]));
    // The database takes texts for equal that are not.
    if (keys === undefined) return undefined;
    // The key may have been rounded, which sending the item alone finds out.
    if (wasNumber(record, key.field)) return undefined;
    keys.push(record[key.field] ?? null);
  }
  const keysOfCall = (call: DirectusCall): Json[] => keysBy.get(valueOf(call)) ?? [];
  const distinct = firstOfEach(calls, (call) => folded(valueOf(call)));
  const toChange = distinct.filter((call) => keysOfCall(call).length === 1);
  const toCreate = distinct.filter((call) => keysOfCall(call).length === 0 && isPairable(bodyOf(call), key));
  const outcomes = new Map<DirectusCall, Outcome>();
  await settle(outcomes, toChange, async () => {
    const bodies = toChange.map((call) => ({ ...bodyOf(call), [key.field]: keysOfCall(call)[0] ?? null }));
    return await updateRecords(sending, bodies, key, (body) => ({
      [key.field]: body[key.field] ?? null,
      ...UNREADABLE_UPDATE,
    }));
  });
  const wereAbsent = match === key.field;
  await settle(
    outcomes,
    toCreate,
    async () => await createRecords(sending, toCreate.map(bodyOf), key, { wereAbsent }),
  );
  return outcomes;
}

/** Whether the record of a body will be found among those that were created with it. */
function isPairable(body: JsonObject, key: RecordKey): boolean {
  return hasKey(body, key) || key.uuidMade === true || isHandedOut(key);
}

/** Notes the outcomes of calls that went out together; none where one of them was refused, and so all. */
async function settle(
  outcomes: Map<DirectusCall, Outcome>,
  calls: DirectusCall[],
  send: () => Promise<Outcome[]>,
): Promise<void> {
  if (calls.length === 0) return;
  try {
    const results = await send();
    calls.forEach((call, index) => outcomes.set(call, results[index] as Outcome));
  } catch (error) {
    if (!isRefusedForOne(error)) for (const call of calls) outcomes.set(call, { error });
  }
}

/** An outcome for each call, in their order: the one that is known, or that of sending it alone. */
async function eachOf(
  calls: DirectusCall[],
  known: (call: DirectusCall) => Outcome | undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const call of calls) outcomes.push(known(call) ?? (await alone(call)));
  return outcomes;
}

function firstOfEach(calls: DirectusCall[], nameOf: (call: DirectusCall) => string): DirectusCall[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const name = nameOf(call);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

async function alone(call: DirectusCall): Promise<Outcome> {
  try {
    return { reply: await call.send() };
  } catch (error) {
    return { error };
  }
}

function bodyOf({ payload }: DirectusCall): JsonObject {
  const { data } = payload.sending.input;
  return isObject(data) ? data : {};
}

/** The key as it was written: one that only the database takes for the same is sent alone. */
function keyOf({ payload }: DirectusCall): string {
  return asText(payload.sending.input.parameters.id);
}

function keysOf(calls: DirectusCall[]): string[] {
  return firstOfEach(calls, keyOf).map(keyOf);
}

/** A value as databases compare it that pass over case, accents and spaces at the end. */
function folded(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

function collectionPath({ path }: DirectusOperation, parameters: Record<string, string>): string {
  return toPath(path.replace(/\/:id$/, ''), parameters);
}
