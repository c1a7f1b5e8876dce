import { randomUUID } from 'node:crypto';

import type { Json, JsonObject, Outcome } from '../shared/operation';
import { asText, isObject } from '../shared/parse';
import type { DirectusOperation, Sending } from './operation';
import type { DirectusCall } from './protocol';
import type { RecordKey } from './schema';
import { toPath } from './senders/path';
import { listOf } from './senders/rows';
import { callDirectus } from './transport';

/**
 * The key under which calls may go out as one request: the same path and the same query.
 *
 * @param key what tells the records apart; undefined where it is not known
 * @returns undefined where the call has to go out alone
 */
export function batchKey(
  { operation, input, files }: Sending,
  key: RecordKey | undefined,
): string | undefined {
  const { batch } = operation;
  if (batch === undefined || key === undefined || files.length > 0) return undefined;
  if (batch === 'update' && operation.withoutLists === true) return undefined;
  const { data } = input;
  if (batch === 'create' && !isObject(data)) return undefined;
  // Directus answers sorted by key, so a record whose key only the database makes cannot be found in the reply.
  const given = isObject(data) ? data[key.field] : undefined;
  if (batch === 'create' && !canBeFound(given) && !(given === undefined && isMadeHere(key))) return undefined;
  if (batch === 'update' && given !== undefined) return undefined;
  return JSON.stringify([operation.verb, collectionPath(operation, input.parameters), input.query]);
}

/** The batch form of each kind of operation: calls of one batch key in, an outcome each out. */
export const BATCHES: Record<
  NonNullable<DirectusOperation['batch']>,
  (calls: DirectusCall[], key: RecordKey) => Promise<Outcome[]>
> = { create: createMany, get: getMany, update: updateMany, delete: deleteMany };

function canBeFound(key: Json | undefined): boolean {
  return (typeof key === 'string' && key !== '') || (typeof key === 'number' && key !== 0);
}

function isMadeHere({ type, generated }: RecordKey): boolean {
  return type === 'uuid' && !generated;
}

/**
 * Creates records in one request. Directus answers sorted by key, so keys are made here and the replies found by them.
 */
async function createMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation, input } = first.payload.sending;
  const bodies = calls.map(({ payload }): JsonObject => {
    const { data } = payload.sending.input;
    return { ...(isMadeHere(key) && { [key.field]: randomUUID() }), ...(isObject(data) ? data : {}) };
  });
  const { query, strip } = withKey(input.query, key);
  const path = toPath(operation.path, input.parameters);
  const reply = await callDirectus(connection, { verb: 'POST', path, query, body: bodies });
  const found = byKey(reply, key);
  return bodies.map((body) => ({
    reply: [{ json: strip(found.get(normal(body[key.field])) ?? { [key.field]: body[key.field] ?? '' }) }],
  }));
}

/** Reads records in one request by their keys; what the reply lacks is asked for alone, for its own error. */
async function getMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { query, strip } = withKey(first.payload.sending.input.query, key);
  const found = byKey(await readByKeys(calls, key, query), key);
  return await eachOf(calls, found, (record) => ({ reply: [{ json: strip(record) }] }));
}

/** Changes records in one request, each in its own way; an unknown or repeated key is sent alone, for its own error. */
async function updateMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation, input } = first.payload.sending;
  const known = byKey(await readByKeys(calls, key, { fields: [key.field] }), key);
  const together = firstOfEachKey(calls).filter((call) => known.has(keyOf(call)));
  if (together.length === 0) return await eachOf(calls, new Map(), () => ({ reply: [] }));
  const body = together.map((call): JsonObject => {
    const { data } = call.payload.sending.input;
    const value = known.get(keyOf(call))?.[key.field] ?? keyOf(call);
    return { [key.field]: value, ...(isObject(data) ? data : {}) };
  });
  const { query, strip } = withKey(input.query, key);
  const path = collectionPath(operation, input.parameters);
  const changed = byKey(await callDirectus(connection, { verb: 'PATCH', path, query, body }), key);
  const isTogether = new Set(together);
  return await eachOf(
    calls,
    changed,
    (record) => ({ reply: [{ json: strip(record) }] }),
    (call) => isTogether.has(call),
  );
}

/** Deletes in one request what exists; an unknown or repeated key is sent alone, for its own error. */
async function deleteMany(calls: DirectusCall[], key: RecordKey): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation, input } = first.payload.sending;
  const known = byKey(await readByKeys(calls, key, { fields: [key.field] }), key);
  const together = firstOfEachKey(calls).filter((call) => known.has(keyOf(call)));
  if (together.length > 0) {
    const path = collectionPath(operation, input.parameters);
    await callDirectus(connection, { verb: 'DELETE', path, body: together.map(keyOf) });
  }
  const isTogether = new Set(together);
  return await eachOf(
    calls,
    known,
    () => ({ reply: [{ json: { ...operation.emptyReply } }] }),
    (call) => isTogether.has(call),
  );
}

/** An outcome for each call: by its record where it went out with the others, else by sending it alone. */
async function eachOf(
  calls: DirectusCall[],
  records: Map<string, JsonObject>,
  toOutcome: (record: JsonObject) => Outcome,
  wentOut: (call: DirectusCall) => boolean = () => true,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const call of calls) {
    const record = wentOut(call) ? records.get(keyOf(call)) : undefined;
    outcomes.push(record === undefined ? await alone(call) : toOutcome(record));
  }
  return outcomes;
}

function firstOfEachKey(calls: DirectusCall[]): DirectusCall[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = keyOf(call);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

async function readByKeys(
  calls: DirectusCall[],
  { field }: RecordKey,
  query: JsonObject,
): Promise<Json | undefined> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation, input } = first.payload.sending;
  const keys = firstOfEachKey(calls).map(keyOf);
  const search = { ...query, filter: { [field]: { _in: keys } }, limit: keys.length };
  return await callDirectus(connection, {
    verb: 'SEARCH',
    path: collectionPath(operation, input.parameters),
    body: { query: search },
  });
}

async function alone(call: DirectusCall): Promise<Outcome> {
  try {
    return { reply: await call.send() };
  } catch (error) {
    return { error };
  }
}

/** A query that asks for the key too, and how to leave it out again where it was not asked for. */
function withKey(
  query: JsonObject,
  { field }: RecordKey,
): { query: JsonObject; strip: (record: JsonObject) => JsonObject } {
  const { fields } = query;
  if (!Array.isArray(fields) || fields.includes('*') || fields.includes(field)) {
    return { query, strip: (record) => record };
  }
  const strip = ({ [field]: _, ...record }: JsonObject): JsonObject => record;
  return { query: { ...query, fields: [...fields, field] }, strip };
}

function byKey(reply: Json | undefined, { field }: RecordKey): Map<string, JsonObject> {
  const records = listOf(reply).filter(isObject);
  return new Map(records.map((record) => [normal(record[field]), record]));
}

function keyOf({ payload }: DirectusCall): string {
  return normal(payload.sending.input.parameters.id);
}

/** A key as text. Databases give uuids back in lower case, however they were written. */
function normal(key: unknown): string {
  const text = asText(key);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : text;
}

function collectionPath({ path }: DirectusOperation, parameters: Record<string, string>): string {
  return toPath(path.replace(/\/:id$/, ''), parameters);
}
