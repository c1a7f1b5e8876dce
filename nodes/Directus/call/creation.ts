import { randomUUID } from 'node:crypto';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Look, Settle } from '../../shared/run/policy';
import { isForbidden } from '../reply/records';
import { byKey, withKey } from '../schema/keyed';
import type { RecordKey } from '../schema/reader';
import { isAdministrator } from './administrator';
import { callDirectus, type DirectusRequest, type Settled } from './client';
import { readByIds } from './list';
import type { Sending } from './sending';

type Key = string | number;

/** How records are created. */
export interface Creating {
  /** The request that creates records of these bodies. */
  request: (bodies: JsonObject[]) => DirectusRequest;
  /** Collection of the records, whose keys may be made here. */
  collection?: string;
  /** Route of the records, to look for them; that of the operation without it. */
  path?: string;
  /** Whether it is known that there were no records with the keys that are given. */
  wereAbsent?: boolean;
  /** Set where the records are told by the keys that are made here, so that they cannot be created without them. */
  inBatch?: boolean;
  /** Whether a record is all that was sent. */
  isWhole?: (record: JsonObject) => boolean;
}

/** What came back for records that were created. */
export interface Created {
  /** A list where several were created, in the order of the bodies where all their keys are known. */
  reply: Json | undefined;
  /** The bodies as they were sent. */
  bodies: JsonObject[];
}

/**
 * Creates records, with keys made here where Directus would make uuids: where the answer is lost, they tell whether it
 * took effect, and Directus refuses the same key a second time. Where the caller may not give keys, they are left out.
 *
 * @param given a body for each record
 * @throws ServiceError of Directus; with the code OUTCOME_UNKNOWN where nobody can know
 */
export async function createKeyed(
  sending: Sending,
  key: RecordKey | undefined,
  given: readonly JsonObject[],
  creating: Creating,
): Promise<Created> {
  const { connection, schema } = sending;
  const { collection = '', inBatch = false } = creating;
  const makes = key?.uuidMade === true && (inBatch || !schema.refusesKeys(collection));
  const bodies = makes ? given.map((body) => keyed(body, key)) : [...given];
  const settle = key && settling(sending, key, { given, bodies, creating });
  const send = async (): Promise<Created> => {
    const reply = await callDirectus(connection, { ...creating.request(bodies), settle });
    return { reply: key === undefined ? reply : inOrder(reply, bodies, key), bodies };
  };
  if (key === undefined || settle === undefined || !makes) return await send();
  return await send().catch(async (error: unknown) => {
    if (!mayBeThere(error)) throw error;
    const done = await settle({ timeout: connection.timeout, again: true }).catch(() => undefined);
    if (done !== undefined) return { reply: done.data, bodies };
    const isKeyless = given.every((body) => body[key.field] !== undefined);
    if (inBatch || isKeyless || !isForbidden(error)) throw error;
    // Some may create records, but not say which key these get.
    const reply = await callDirectus(connection, creating.request([...given]));
    schema.refuseKeys(collection);
    return { reply, bodies: [...given] };
  });
}

function keyed(body: JsonObject, { field }: RecordKey): JsonObject {
  const { [field]: key, ...values } = body;
  return key === undefined || key === null ? { [field]: randomUUID(), ...values } : body;
}

/** Whether Directus may have refused to give a record that it had created. */
function mayBeThere(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const { code, status = 0 } = error.refusal;
  return isForbidden(error) || code === 'INVALID_QUERY' || (status >= 500 && !/^(HTTP|OUTCOME)_/.test(code));
}

/** How records are looked for whose keys are known; undefined where some are not. */
function settling(
  sending: Sending,
  key: RecordKey,
  { given, bodies, creating }: { given: readonly JsonObject[]; bodies: JsonObject[]; creating: Creating },
): Settle<Settled> | undefined {
  const keys = bodies.map((body) => body[key.field]).filter((name) => isKey(name));
  if (keys.length < bodies.length) return undefined;
  const isOurs = given.some((body, index) => body[key.field] !== bodies[index]?.[key.field]);
  let wereAbsent = isOurs || creating.wereAbsent === true;
  const asked = creating.request(bodies);
  const { query, strip } = withKey(asked.query ?? {}, key);
  const answer = (found: Map<string, JsonObject>): Settled => {
    const recordOf = (name: Key): JsonObject | undefined =>
      found.get(asText(name)) ?? found.get(asText(name).toLowerCase());
    const records = keys.map(recordOf).filter((record) => record !== undefined);
    if (Array.isArray(asked.body)) return { data: records.map((record) => strip(record)) };
    return records[0] === undefined ? {} : { data: strip(records[0]) };
  };
  return async ({ timeout, refusal, again }: Look) => {
    const looking = { ...sending, connection: { ...sending.connection, timeout } };
    const { isWhole } = creating;
    const found = await look(looking, key, keys, isWhole === undefined ? query : {}, creating);
    if (found !== undefined && found.size > 0) {
      if (!wereAbsent) throw new Error('It may have been there before');
      if (isWhole === undefined) return answer(found);
      if (![...found.values()].every(isWhole)) throw new Error('A part of it is there');
      return answer((await look(looking, key, keys, query, creating)) ?? new Map<string, JsonObject>());
    }
    if (isOurs && isTaken(refusal, key)) return answer(new Map());
    if (found !== undefined) wereAbsent = true;
    if (again) return undefined;
    const seesAll =
      found !== undefined && (refusal === undefined || (await isAdministrator(looking.connection)));
    if (seesAll || (refusal !== undefined && refusal.refusal.code !== 'RECORD_NOT_UNIQUE')) return undefined;
    throw new Error('It may be there unseen');
  };
}

/** The records by their keys; undefined where the caller may not read them. */
async function look(
  sending: Sending,
  key: RecordKey,
  keys: readonly Key[],
  query: JsonObject,
  { path = sending.operation.path }: Creating,
): Promise<Map<string, JsonObject> | undefined> {
  const operation = { ...sending.operation, path };
  const rows = await readByIds({ ...sending, operation }, key, keys, query).catch((error: unknown) => {
    if (isForbidden(error)) return undefined;
    throw error;
  });
  return rows && byKey(rows, key);
}

function isKey(value: Json | undefined): value is Key {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** Whether a creation was refused because there is a record with its key. */
function isTaken(error: ServiceError | undefined, { field }: RecordKey): boolean {
  return error?.refusal.code === 'RECORD_NOT_UNIQUE' && error.message.includes(`field "${field}"`);
}

/** A list in the order of the bodies: Directus answers sorted by key. */
function inOrder(reply: Json | undefined, bodies: JsonObject[], key: RecordKey): Json | undefined {
  if (!Array.isArray(reply)) return reply;
  const place = new Map(bodies.map((body, index) => [asText(body[key.field]), index]));
  const placeOf = (row: Json): number | undefined =>
    isObject(row) ? place.get(asText(row[key.field])) : undefined;
  if (!reply.every((row) => placeOf(row) !== undefined)) return reply;
  return [...reply].sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0));
}
