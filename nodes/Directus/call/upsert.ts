import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, describe, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { assertExactKey } from '../reply/exactKey';
import { namesField, UNREADABLE_CREATION, UNREADABLE_UPDATE } from '../reply/records';
import { listOf, toRow } from '../reply/rows';
import { filterForWord, isWord } from '../schema/exactMatch';
import { callDirectus } from './client';
import { isKeyKnown, keyOf, unknownKey } from './many';
import { withOtherSides } from './otherSides';
import { withCount } from './parts';
import { changeOf, toPath } from './path';
import type { Sending } from './sending';
import { isSingleton } from './singleton';
import { writeRecords } from './write';

/** Stands for the key of a record that is there, where the caller may not know which field the key is. */
const UNKEYED = Symbol('unkeyed');

/** Upserts of the same record under way, so that two items of one execution do not both create it. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Changes the record whose chosen field has the value that is given, or creates it. */
export async function upsert(sending: Sending): Promise<Reply> {
  const { input } = sending;
  const key = await keyOf(sending);
  const match = input.parameters.key ?? key.field;
  const bodies = listOf(input.data).filter(isObject);
  bodies.forEach((body, index) => assertMatch(body, match, bodies.length > 1 ? `data[${index}]` : 'data'));
  const rows: Reply = [];
  for (const body of bodies) {
    const row = await inTurn(sending, match, [body], () => upsertOne(sending, body, match, key.field)).catch(
      (error: unknown) => {
        throw withCount(error, 'created or changed', rows.length, bodies.length);
      },
    );
    rows.push(toRow(row));
  }
  return rows;
}

function assertMatch(body: JsonObject, match: string, path: string): void {
  const value = body[match];
  if (value === undefined || value === null || value === '') {
    throw new InputError(
      `${path}.${match} is required, as it tells which item is meant`,
      `Give ${match} a value, or choose another field to match on (key).`,
    );
  }
  if (isObject(value) || Array.isArray(value)) {
    throw new InputError(
      `${path}.${match}: expected one value, got ${describe(value)}`,
      'Match on a plain field.',
    );
  }
}

async function upsertOne(sending: Sending, body: JsonObject, match: string, key: string): Promise<Json> {
  const value = body[match] ?? null;
  const known = await find(sending, value, match, key).catch(async (error: unknown) => {
    if (match === key || !namesField(error) || (await isKeyKnown(sending))) throw error;
    return await findUnkeyed(sending, value, match);
  });
  if (known === UNKEYED) return await updateUnkeyed(sending, body, match);
  if (known !== undefined) return await update(sending, known, body, match, key);
  const { operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const request = { verb: 'POST', path, body: await withOtherSides(sending, body) };
  const made = await writeRecords(sending, request, { wereAbsent: match === key }).catch(
    async (error: unknown) => {
      // Somebody else may have created it in between.
      const isTaken = error instanceof ServiceError && error.refusal.code === 'RECORD_NOT_UNIQUE';
      const other = isTaken ? await find(sending, body[match] ?? null, match, key) : undefined;
      if (other === undefined) throw error;
      return await update(sending, other, body, match, key);
    },
  );
  return made ?? UNREADABLE_CREATION;
}

/** The record is there, but which key it has cannot be told. */
async function findUnkeyed(
  sending: Sending,
  value: Json,
  match: string,
): Promise<typeof UNKEYED | undefined> {
  const found = await find(sending, value, match, match);
  return found === undefined ? undefined : UNKEYED;
}

async function updateUnkeyed(sending: Sending, body: JsonObject, match: string): Promise<Json> {
  const { connection, operation, input } = sending;
  const { [match]: value = null, ...data } = body;
  // Directus would change other records with such a text in a filter.
  if (isWord(value)) throw unknownKey(sending);
  const query = { filter: { [match]: { _eq: value } }, limit: 1 };
  const path = toPath(operation.path, input.parameters);
  const request = { verb: 'PATCH', path, query: input.query, body: { query, data } };
  const [record] = listOf(await callDirectus(connection, request));
  return record ?? { [match]: value, ...UNREADABLE_UPDATE };
}

async function find(sending: Sending, value: Json, match: string, key: string): Promise<string | undefined> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const word = typeof value === 'string' && isWord(value) ? value : undefined;
  const query: JsonObject =
    word !== undefined
      ? { fields: [key, match], filter: filterForWord(match, word), limit: -1 }
      : { fields: [key], filter: { [match]: { _eq: value } }, limit: 2 };
  const reply = await callDirectus(connection, { verb: 'SEARCH', path, body: { query } });
  if (isObject(reply)) throw isSingleton(sending);
  const rows = listOf(reply).filter((row) => word === undefined || (isObject(row) && row[match] === word));
  if (rows.length > 1) {
    throw new InputError(
      `Several items have this value of "${match}", so it is not clear which one is meant`,
      'Match on a field whose values are unique.',
    );
  }
  const [row] = rows;
  assertExactKey(row, key);
  return isObject(row) ? asText(row[key]) : undefined;
}

async function update(
  sending: Sending,
  id: string,
  body: JsonObject,
  match: string,
  key: string,
): Promise<Json> {
  const { operation, input } = sending;
  const { [match]: _, ...rest } = body;
  const changes = await withOtherSides(sending, match === key ? rest : body, id);
  const request = changeOf(toPath(operation.path, input.parameters), id, changes);
  const [record] = listOf(await writeRecords(sending, request, { id }));
  return record ?? { [key]: id, ...UNREADABLE_UPDATE };
}

/**
 * Does something about records when nothing else of this execution is done about them any more.
 *
 * @param match field whose value tells the records apart
 */
export async function inTurn<Result>(
  sending: Sending,
  match: string,
  bodies: readonly JsonObject[],
  work: () => Promise<Result>,
): Promise<Result> {
  const { schema, operation, input } = sending;
  const waiting = underWay.get(schema) ?? new Map<string, Promise<unknown>>();
  underWay.set(schema, waiting);
  const path = toPath(operation.path, input.parameters);
  const names = bodies.map((body) => JSON.stringify([path, match, asText(body[match])]));
  const before = Promise.allSettled(names.map((name) => waiting.get(name) ?? Promise.resolve()));
  const mine = before.then(work);
  for (const name of names) waiting.set(name, mine);
  return await mine;
}
