import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { byKey, withKey } from '../schema/keyed';
import { type RecordKey, USUAL_LIMIT } from '../schema/reader';
import { cutLists, deepFor, fieldsFor, hasLists, listsOf, type Lists } from '../schema/wholeLists';
import { readByIds } from './list';
import { collectionOf } from './path';
import type { Sending } from './sending';

/** Where a record names those of its lists that are not whole. */
const TRUNCATED = '$truncated';

/**
 * Completes lists of related records: Directus stops them at a hundred, or at another limit of the server, and says nothing.
 * Lists that the query itself limits stay as they are.
 *
 * @returns the rows; one whose lists cannot be completed names them in `$truncated`
 */
export async function completeLists(sending: Sending, rows: Reply): Promise<Reply> {
  return await complete(sending, rows).catch((error: unknown) => {
    if (sending.operation.verb === 'GET') throw error;
    // A change has taken effect, and its reply is all that there is.
    return rows.map((row) => {
      const long = Object.keys(row.json).filter((name) => isLong(row.json[name], USUAL_LIMIT));
      return long.length === 0 ? row : { ...row, json: { ...row.json, [TRUNCATED]: long } };
    });
  });
}

async function complete(sending: Sending, rows: Reply): Promise<Reply> {
  const { operation, input, schema, connection } = sending;
  const { query } = input;
  const isPlain = query.aggregate === undefined && query.groupBy === undefined && query.version === undefined;
  const collection = collectionRead(sending);
  if (operation.query !== true || collection === undefined || !isPlain) return rows;
  if (!rows.some(({ json }) => hasLists(json))) return rows;
  const limits = await schema.limits(connection);
  if (!rows.some(({ json }) => isLong(json, limits.usual))) return rows;
  const lists = listsOf(query, collection, await schema.relationsOf(connection));
  const cut = rows.filter(({ json }) => cutLists(json, lists, limits.usual).length > 0);
  if (cut.length === 0) return rows;
  const key = (await schema.keyOf(connection, collection)) ?? { field: 'id', type: '', generated: true };
  const path = collection.startsWith('directus_')
    ? `/${collection.slice('directus_'.length)}`
    : '/items/:collection';
  const reading = {
    ...sending,
    operation: { ...operation, path },
    input: { ...input, parameters: { ...input.parameters, collection } },
  };
  const whole = await readWhole(
    reading,
    key,
    lists,
    cut.flatMap(({ json }) => keyIn(sending, json, key)),
    limits.most,
  );
  return rows.map((row) => {
    if (!cut.includes(row)) return row;
    const [id] = keyIn(sending, row.json, key);
    const known = row.json;
    const record = id === undefined ? undefined : whole.get(asText(id));
    const shown = record === undefined ? undefined : pick(record, Object.keys(lists), known);
    const truncated = record === undefined ? cutLists(known, lists, limits.usual) : record[TRUNCATED];
    return {
      ...row,
      json: { ...known, ...shown, ...(truncated !== undefined && { [TRUNCATED]: truncated }) },
    };
  });
}

/** Records with their whole lists, by their keys. */
async function readWhole(
  sending: Sending,
  key: RecordKey,
  lists: Lists,
  keys: ReadonlyArray<string | number>,
  most: number,
): Promise<Map<string, JsonObject>> {
  const { alias, deep, fields } = sending.input.query;
  const asked: JsonObject = {
    ...(fields !== undefined && { fields }),
    ...(alias !== undefined && { alias }),
  };
  const query = { ...asked, deep: deepFor(lists, deep, most === Infinity ? -1 : most) };
  const read = async (
    ids: ReadonlyArray<string | number>,
    part: JsonObject,
  ): Promise<Map<string, JsonObject>> =>
    byKey(await readByIds(sending, key, ids, withKey(part, key).query), key);
  const records = await read(keys, query);
  if (most === Infinity) return records;
  for (const name of Object.keys(lists)) {
    const isFull = (record: JsonObject): boolean => cutLists(record, lists, most).includes(name);
    let left = [...records.values()].filter(isFull);
    for (let offset = most; left.length > 0; offset += most) {
      const page = { ...objectOf(query.deep[name]), _offset: offset };
      const part = { ...query, fields: fieldsFor(asked, name), deep: { ...query.deep, [name]: page } };
      const next = await read(
        left.flatMap((record) => keyOf(record, key)),
        part,
      );
      left = left.filter((record) => {
        const more = next.get(asText(record[key.field]))?.[name];
        const entries = Array.isArray(more) ? more : [];
        record[name] = [...(record[name] as Json[]), ...entries];
        return entries.length >= most;
      });
    }
  }
  // Lists inside of lists cannot be read on.
  for (const record of records.values()) {
    const inner = cutLists(record, lists, most).filter((path) => path.includes('.'));
    if (inner.length > 0) record[TRUNCATED] = inner;
  }
  return records;
}

function isLong(value: Json | undefined, limit: number): boolean {
  if (Array.isArray(value)) return value.length >= limit || value.some((entry) => isLong(entry, limit));
  return isObject(value) && Object.values(value).some((entry) => isLong(entry, limit));
}

function keyIn({ operation, input }: Sending, json: JsonObject, key: RecordKey): Array<string | number> {
  const own = keyOf(json, key);
  const { id } = input.parameters;
  return own.length > 0 || id === undefined || !operation.path.endsWith('/:id') ? own : [id];
}

function keyOf(record: JsonObject, { field }: RecordKey): Array<string | number> {
  const value = record[field];
  return typeof value === 'string' || typeof value === 'number' ? [value] : [];
}

function pick(record: JsonObject, names: readonly string[], known: JsonObject): JsonObject {
  return Object.fromEntries(
    names.filter((name) => name in known).map((name) => [name, record[name] ?? null]),
  );
}

/** The collection whose records a reply holds. */
function collectionRead(sending: Sending): string | undefined {
  const { operation, input } = sending;
  const [, route = ''] = operation.path.split('/');
  return collectionOf(sending) ?? (route === 'items' ? input.parameters.collection : `directus_${route}`);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
