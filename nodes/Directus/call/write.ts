import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, nearest } from '../../shared/parse';
import type { InputFile } from '../input';
import { listOf } from '../reply/rows';
import { afterTheFact, namesField } from '../reply/records';
import { byKey, withKey } from '../schema/keyed';
import type { RecordKey, SchemaReader } from '../schema/reader';
import { callDirectus, type DirectusRequest } from './client';
import { createKeyed } from './creation';
import { toForm } from './fileForm';
import { readByIds } from './list';
import { collectionOf, toPath } from './path';
import type { Sending } from './sending';
import { effectOfUpdate, settleDeletion, settleUpdate, valuesOf } from './settling';

type Key = string | number;

/** What else is known of a change of records. */
export interface Writing {
  /** A file that goes along; the body is its metadata. */
  file?: InputFile;
  /** Whether it is known that there were no records with the keys that are given. */
  wereAbsent?: boolean;
  /** Key of the only record that is changed, where the operation's path does not have it. */
  id?: string;
}

/** Queries that were tried before a change, so that each is tried once an execution. */
const tried = new WeakMap<SchemaReader, Map<string, Promise<void>>>();

/**
 * Sends a change of records. Directus commits it before it reads the records back, so a query that it may refuse then is
 * kept for a request of its own.
 *
 * @returns what Directus answers; a list in the order of its reply, where it answers with one
 * @throws ServiceError, also where the change took effect but the records could not be read; it then names them
 */
export async function writeRecords(
  sending: Sending,
  request: DirectusRequest,
  more: Writing = {},
): Promise<Json | undefined> {
  const { query = sending.input.query } = request;
  const key = await keyToReadApart(sending, query);
  if (key === undefined) return await sendChange(sending, { ...request, query }, more);
  const written = await sendChange(sending, { ...request, query: {} }, more);
  const keys = listOf(written).flatMap((row) => keyIn(row, key));
  if (written === undefined || keys.length === 0) return written;
  const records = await readApart(sending, key, keys, query).catch((error: unknown) => {
    throw afterTheFact(error, doneBy(request.verb), keys);
  });
  const rows = keys.map((name) => records.get(String(name)) ?? { [key.field]: name });
  return Array.isArray(written) ? rows : rows[0];
}

async function sendChange(
  sending: Sending,
  request: DirectusRequest,
  { file, id: only, ...more }: Writing,
): Promise<Json | undefined> {
  const { connection, schema } = sending;
  const { verb, body } = request;
  const collection = collectionOf(sending);
  const key = collection === undefined ? undefined : await schema.keyOf(connection, collection);
  const bodies = listOf(body).filter(isObject);
  if (verb === 'POST' && bodies.length > 0) {
    // A list comes sorted by key, so only with its keys can it be put into order.
    const keyed = Array.isArray(body) && key !== undefined ? withKey(request.query ?? {}, key) : undefined;
    const asked = { ...request, query: keyed?.query ?? request.query };
    const creating = {
      ...more,
      collection,
      ...(file?.length !== undefined && {
        isWhole: ({ filesize }: JsonObject) => asText(filesize) === String(file.length),
      }),
      request: (made: JsonObject[]): DirectusRequest =>
        file === undefined
          ? { ...asked, body: Array.isArray(body) ? made : (made[0] ?? {}) }
          : { ...asked, body: undefined, content: toForm(made[0] ?? {}, file) },
    };
    const { reply } = await createKeyed(sending, key, bodies, creating);
    if (keyed === undefined || !Array.isArray(reply)) return reply;
    return reply.map((row) => (isObject(row) ? keyed.strip(row) : row));
  }
  const sent =
    file === undefined ? request : { ...request, body: undefined, content: toForm(body ?? {}, file) };
  if (collection === undefined || key === undefined || file !== undefined) {
    return await callDirectus(connection, sent);
  }
  if (verb === 'DELETE') {
    const { id = '' } = sending.input.parameters;
    return await callDirectus(connection, { ...sent, settle: settleDeletion(sending, key, [id]) });
  }
  return await callDirectus(connection, await asUpdate(sending, key, sent, only));
}

/** A change of records with what it does when it is carried out twice, and how it is looked for. */
export async function asUpdate(
  sending: Sending,
  key: RecordKey,
  request: DirectusRequest,
  id?: string,
): Promise<DirectusRequest> {
  const update = valuesOf(sending, key, request.body, id);
  if (request.verb !== 'PATCH' || update === undefined) return request;
  const types = await sending.schema.typesOf(sending.connection, collectionOf(sending) ?? '');
  const effect = effectOfUpdate(update.values.values(), types);
  if (effect === 'write') return { ...request, effect };
  const { query = {} } = request;
  return { ...request, effect, settle: settleUpdate(sending, { ...update, key, query }, types) };
}

/**
 * The key by which records are read after a change, where they cannot come with its reply: whenever the query asks for more
 * than plain fields of the collection.
 *
 * @throws InputError for a field that the collection does not have
 */
export async function keyToReadApart(sending: Sending, query: JsonObject): Promise<RecordKey | undefined> {
  const { schema, connection } = sending;
  const collection = collectionOf(sending);
  const { fields, version } = query;
  if (collection === undefined || version !== undefined || Object.keys(query).length === 0) return undefined;
  const key = await schema.keyOf(connection, collection);
  const types = await schema.typesOf(connection, collection);
  const names = Array.isArray(fields) ? fields.map(String) : [];
  if (types.size > 0) assertKnown(names, types, query);
  if (names.some((name) => /[.(:]/.test(name))) await assertAskable(sending, query);
  const isPlain = (name: string): boolean => name === '*' || types.has(name);
  return Object.keys(query).every((name) => name === 'fields') && names.every(isPlain) ? undefined : key;
}

/**
 * Makes sure that Directus knows the fields of related records that a query asks for, by asking for no record with it.
 *
 * @throws ServiceError that names the first field that it does not know
 */
async function assertAskable(sending: Sending, query: JsonObject): Promise<void> {
  const { connection, operation, input, schema } = sending;
  const path = toPath(operation.path.replace(/\/:id$/, ''), input.parameters);
  const asked = JSON.stringify([path, query]);
  const known = tried.get(schema) ?? new Map<string, Promise<void>>();
  tried.set(schema, known);
  const body = { query: { ...query, limit: 0 } };
  const trying =
    known.get(asked) ??
    callDirectus(connection, { verb: 'SEARCH', path, body }).then(
      () => undefined,
      (error: unknown) => {
        if (namesField(error)) throw error;
      },
    );
  known.set(asked, trying);
  await trying;
}

/** Records by their keys, as a query asks for them. */
export async function readApart(
  sending: Sending,
  key: RecordKey,
  keys: readonly Key[],
  asked: JsonObject,
): Promise<Map<string, JsonObject>> {
  const { query, strip } = withKey(asked, key);
  const found = byKey(await readByIds(sending, key, keys, query), key);
  return new Map([...found].map(([name, record]) => [name, strip(record)]));
}

/** The key of a record, as it can be used. */
export function keyIn(row: Json | undefined, { field }: RecordKey): Key[] {
  const key = isObject(row) ? row[field] : undefined;
  return typeof key === 'string' || typeof key === 'number' ? [key] : [];
}

/** What a verb does to records, in a word. */
export function doneBy(verb: string): string {
  return verb === 'POST' ? 'created' : 'changed';
}

/** Names with a function, of an alias, or that Directus makes up are left to it. */
function assertKnown(
  names: readonly string[],
  types: ReadonlyMap<string, string>,
  { alias }: JsonObject,
): void {
  const aliases = isObject(alias) ? Object.keys(alias) : [];
  const unknown = names.find((name) => {
    const [first = ''] = (/\(([^()]+)\)$/.exec(name)?.[1] ?? name).split(/[.:]/);
    return !/^\*$|[($]/.test(first) && !types.has(first) && !aliases.includes(first);
  });
  if (unknown === undefined) return;
  const suggestion = nearest(unknown, [...types.keys()]);
  throw new InputError(
    `query.fields: "${unknown}" is not a field that the collection has, or that may be read` +
      (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`),
    'Correct the name or leave it out. Nothing was changed.',
  );
}
