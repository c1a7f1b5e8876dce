import { isDeepStrictEqual } from 'node:util';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Effect, Look, Settle } from '../../shared/run/policy';
import { isForbidden } from '../reply/records';
import { listOf } from '../reply/rows';
import { byKey, withKey } from '../schema/keyed';
import type { RecordKey } from '../schema/reader';
import { isAdministrator } from './administrator';
import { callDirectus, type Settled } from './client';
import { readByIds } from './list';
import { toPath } from './path';
import type { Sending } from './sending';

type Key = string | number;

/** Types whose values are objects or lists, and are set as a whole. */
const WHOLE = /^(json|csv|geometry.*)$/;
/** Types whose values come back as they were sent. */
const AS_SENT = ['boolean', 'integer', 'json', 'string', 'text', 'uuid'];

/** Records that are changed, each to what is given. */
export interface RecordUpdate {
  key: RecordKey;
  /** What the records are to have, by their keys. */
  values: ReadonlyMap<Key, JsonObject>;
  /** What is asked for of them. */
  query: JsonObject;
  /** Whether the answer is a list. */
  several: boolean;
}

/**
 * What a change of records does when it is carried out twice.
 *
 * @param types Directus' types of the fields, by name
 */
export function effectOfUpdate(values: Iterable<JsonObject>, types: ReadonlyMap<string, string>): Effect {
  const isPlain = (name: string, value: Json): boolean =>
    value === null || typeof value !== 'object' || WHOLE.test(types.get(name) ?? '');
  const isSame = [...values].every((body) =>
    Object.entries(body).every(([name, value]) => value === undefined || isPlain(name, value)),
  );
  return isSame ? 'idempotent' : 'write';
}

/** Looks whether records have what they were to get, where their values can be compared. */
export function settleUpdate(
  sending: Sending,
  update: RecordUpdate,
  types: ReadonlyMap<string, string>,
): Settle<Settled> {
  const { key, values, several } = update;
  const keys = [...values.keys()];
  const names = [...new Set([...values.values()].flatMap((body) => Object.keys(body)))];
  return async ({ timeout, refusal }: Look) => {
    // Whatever is refused now was refused before, too.
    if (refusal !== undefined) return undefined;
    const looking = { ...sending, connection: { ...sending.connection, timeout } };
    const fields = [...new Set([key.field, ...names])];
    const found = byKey(await readByIds(looking, key, keys, { fields }), key);
    const pairs = keys.flatMap((name) =>
      Object.entries(values.get(name) ?? {}).map(([field, value]) => ({
        isComparable: AS_SENT.includes(types.get(field) ?? '') && found.has(asText(name)),
        isEqual: isDeepStrictEqual(found.get(asText(name))?.[field], value),
      })),
    );
    if (pairs.some(({ isComparable, isEqual }) => isComparable && !isEqual)) return undefined;
    if (!pairs.every(({ isEqual }) => isEqual)) throw new Error('Not all of it can be compared');
    const { query, strip } = withKey(update.query, key);
    const records = byKey(await readByIds(looking, key, keys, query), key);
    const there = keys.map((name) => records.get(asText(name))).filter((record) => record !== undefined);
    const rows = there.map((record) => strip(record));
    return rows[0] === undefined ? {} : { data: several ? rows : rows[0] };
  };
}

/** Looks whether records are gone. */
export function settleDeletion(sending: Sending, key: RecordKey, keys: readonly Key[]): Settle<Settled> {
  return async ({ timeout }: Look) => {
    const looking = { ...sending, connection: { ...sending.connection, timeout } };
    const left = await readByIds(looking, key, keys, { fields: [key.field] });
    return listOf(left).length === 0 ? {} : undefined;
  };
}

/** Looks whether what a route is about is gone. */
export function settleRemoval({ connection, input }: Sending, path: string): Settle<Settled> {
  return async ({ timeout }: Look) => {
    const looking = { ...connection, timeout };
    const request = { verb: 'GET', path: toPath(path, input.parameters) };
    return await callDirectus(looking, request).then(
      () => undefined,
      async (error: unknown) => {
        const isGone = error instanceof ServiceError && error.refusal.status === 404;
        // An administrator is refused nothing that is there.
        if (isGone || (isForbidden(error) && (await isAdministrator(looking)))) return {};
        throw error;
      },
    );
  };
}

/** The records that a request changes, with what they are to have; undefined where that is not known. */
export function valuesOf(
  { operation, input }: Sending,
  key: RecordKey,
  body: Json | undefined,
  only?: string,
): Pick<RecordUpdate, 'values' | 'several'> | undefined {
  const id = only ?? (operation.path.endsWith('/:id') ? input.parameters.id : undefined);
  if (Array.isArray(body)) {
    const entries = body.filter(isObject).map(({ [key.field]: name, ...values }) => ({ name, values }));
    const known = entries.flatMap(({ name, values }): Array<[Key, JsonObject]> =>
      isKey(name) ? [[name, values]] : [],
    );
    return known.length === body.length ? { values: new Map(known), several: true } : undefined;
  }
  if (!isObject(body)) return undefined;
  const { keys, data, ...others } = body;
  if (Array.isArray(keys) && isObject(data) && Object.keys(others).length === 0) {
    return { values: new Map(keys.filter(isKey).map((name) => [name, data])), several: true };
  }
  return id === undefined ? undefined : { values: new Map([[id, body]]), several: false };
}

function isKey(value: Json | undefined): value is Key {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
