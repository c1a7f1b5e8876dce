import { randomUUID } from 'node:crypto';

import type { Json, JsonObject, Outcome } from '../shared/operation';
import { asText, isObject } from '../shared/parse';
import type { DirectusInput } from './checkRequest';
import type { DirectusOperation } from './operation';
import type { DirectusCall } from './protocol';
import { callDirectus } from './transport';

const KEY = 'id';

/**
 * The key under which calls may go out as one request: the same route and the same query.
 *
 * @returns undefined where the operation has no batch form
 */
export function batchKey(operation: DirectusOperation, { query }: DirectusInput): string | undefined {
  if (operation.batch === undefined) return undefined;
  return JSON.stringify([operation.verb, operation.path, query]);
}

/** The batch form of each kind of operation: calls of one batch key in, an outcome each out. */
export const BATCHES: Record<
  NonNullable<DirectusOperation['batch']>,
  (calls: DirectusCall[]) => Promise<Outcome[]>
> = { create: createMany, get: getMany, delete: deleteMany };

/**
 * Creates records in one request. Directus answers sorted by key, so keys are made here and the replies found by them.
 */
async function createMany(calls: DirectusCall[]): Promise<Outcome[]> {
  const bodies = calls.map(({ payload }): JsonObject => ({ [KEY]: randomUUID(), ...payload.input.data }));
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation, input } = first.payload;
  const { query, strip } = withKey(input.query);
  const reply = await callDirectus(connection, { verb: 'POST', path: operation.path, query, body: bodies });
  const found = byKey(reply);
  return bodies.map((body) => ({
    reply: [{ json: strip(found.get(asText(body[KEY])) ?? { [KEY]: body[KEY] ?? '' }) }],
  }));
}

/** Reads records in one request by their keys; what the reply lacks is asked for alone, for its own error. */
async function getMany(calls: DirectusCall[]): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { query, strip } = withKey(first.payload.input.query);
  const found = byKey(await readByKeys(calls, query));
  return await Promise.all(
    calls.map(async (call): Promise<Outcome> => {
      const record = found.get(keyOf(call));
      return record === undefined ? await alone(call) : { reply: [{ json: strip(record) }] };
    }),
  );
}

/** Deletes in one request what exists; an unknown or repeated key is sent alone, for its own error. */
async function deleteMany(calls: DirectusCall[]): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const found = byKey(await readByKeys(calls, { fields: [KEY] }));
  const { connection, operation } = first.payload;
  const keys = calls.map(keyOf);
  const isOnce = (call: DirectusCall, index: number): boolean =>
    found.has(keyOf(call)) && keys.indexOf(keyOf(call)) === index;
  const together = calls.filter(isOnce);
  if (together.length > 0) {
    const body = together.map(keyOf);
    await callDirectus(connection, { verb: 'DELETE', path: collectionPath(operation), body });
  }
  const outcomes: Outcome[] = [];
  for (const call of calls) {
    if (together.includes(call)) outcomes.push({ reply: [{ json: { ...operation.emptyReply } }] });
    else outcomes.push(await alone(call));
  }
  return outcomes;
}

async function readByKeys(calls: DirectusCall[], query: JsonObject): Promise<Json | undefined> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, operation } = first.payload;
  const keys = [...new Set(calls.map(keyOf))];
  const filter = { [KEY]: { _in: keys } };
  const search = { ...query, filter, limit: keys.length };
  return await callDirectus(connection, {
    verb: 'SEARCH',
    path: collectionPath(operation),
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
function withKey(query: JsonObject): { query: JsonObject; strip: (record: JsonObject) => JsonObject } {
  const { fields } = query;
  if (!Array.isArray(fields) || fields.includes('*') || fields.includes(KEY)) {
    return { query, strip: (record) => record };
  }
  const strip = ({ [KEY]: _, ...record }: JsonObject): JsonObject => record;
  return { query: { ...query, fields: [...fields, KEY] }, strip };
}

function byKey(reply: Json | undefined): Map<string, JsonObject> {
  const records = Array.isArray(reply) ? reply.filter(isObject) : [];
  return new Map(records.map((record) => [asText(record[KEY]), record]));
}

function keyOf({ payload }: DirectusCall): string {
  return payload.input.parameters[KEY] ?? '';
}

function collectionPath({ path }: DirectusOperation): string {
  return path.replace(/\/:[a-zA-Z]+$/, '');
}
