import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { readPages } from '../../shared/run/pages';
import { Progress } from '../../shared/run/progress';
import { isForbidden } from '../reply/records';
import { listOf, toRow } from '../reply/rows';
import { filterForWord, isWord } from '../schema/exactMatch';
import { hidesKey, withKey } from '../schema/keyed';
import type { RecordKey } from '../schema/reader';
import { callDirectus, SEARCH_REFUSED } from './client';
import type { DirectusConnection } from './connection';
import { collectionOf, toPath } from './path';
import type { Sending } from './sending';
import { isSingleton } from './singleton';
import { steadyPages } from './steadyPages';

/** Rows a page: the most that every Directus gives without being asked for more. */
const PAGE_SIZE = 100;
/** Keys in one request. */
const MOST_KEYS = 500;

/** Reads a list, page by page where it is long. */
export async function sendList(sending: Sending): Promise<Reply> {
  return (await readRows(sending)).map(toRow);
}

/** Functions over records instead of the records. */
export async function sendAggregate(sending: Sending): Promise<Reply> {
  const { aggregate } = sending.input.query;
  if (isObject(aggregate) && Object.keys(aggregate).length > 0) return await sendList(sending);
  throw new InputError(
    'query.aggregate is required',
    'Write the functions with their fields, e.g. {"count": "*", "sum": ["price"]}.',
  );
}

/**
 * The rows of a list as Directus gives them, at most `most`, none of them twice.
 *
 * The primary key is the last sort where the caller may read it: rows that are equal otherwise then keep one order on all
 * pages.
 */
export async function readRows(sending: Sending): Promise<Json[]> {
  const { operation, input, most } = sending;
  const { query } = input;
  if (most === 0) return [];
  if (query.page !== undefined && most === Infinity) {
    throw new InputError('query.page needs a limit', 'Write query.limit, or leave query.page out.');
  }
  if (operation.unpaged === true) return await readWhole(sending);
  if (query.page !== undefined) return await fetchRows(sending, { limit: most });
  if (query.aggregate !== undefined || query.groupBy !== undefined) return await readGroups(sending);
  const key = await keyOfList(sending);
  const sort = stableSort(query.sort, key);
  return await readSorted(sending, sort, key).catch(async (error: unknown) => {
    if (key === undefined || !isForbidden(error)) throw error;
    return await readSorted(sending, query.sort, undefined);
  });
}

/**
 * The same rows page by page, for lists that are longer than the memory: the next page is read while one is worked on.
 *
 * @param size rows a page, where the server allows as many
 */
export async function* readPagesOf(sending: Sending, size: number): AsyncGenerator<Json[]> {
  const { query } = sending.input;
  const isWhole = sending.operation.unpaged === true || query.page !== undefined;
  const key =
    isWhole || query.aggregate !== undefined || query.groupBy !== undefined
      ? undefined
      : await keyOfList(sending);
  if (key === undefined) {
    yield await readRows(sending);
    return;
  }
  const sort = stableSort(query.sort, key);
  const sorted: JsonObject = sort === undefined ? {} : { sort };
  const allowed = await withAllowedSize(sending.connection, size, async (limit) => {
    await fetchRows(sending, { ...sorted, fields: [key.field], offset: 0, limit });
    return limit;
  });
  yield* keyedPages(sending, sorted, key, allowed);
}

/**
 * The records of some keys, with only what a query asks for.
 *
 * @param spare 1 where the field is none that only one record can have the value of
 * @returns the rows, in no order; undefined where the collection is a singleton, or several records have the same value
 */
export async function readByIds(
  { connection, operation, input }: Sending,
  { field }: RecordKey,
  keys: ReadonlyArray<string | number>,
  query: JsonObject,
  spare: 0 | 1 = 0,
): Promise<Json[] | undefined> {
  const path = toPath(operation.path.replace(/\/:id$/, ''), input.parameters);
  const words = keys.filter((value): value is string => isWord(value));
  const plain = words.length === 0 ? keys : keys.filter((value) => !isWord(value));
  const read = async (part: ReadonlyArray<string | number>): Promise<Json[] | undefined> => {
    const filter = { [field]: { _in: [...part] } };
    const search = { query: { ...query, filter, limit: part.length + spare } };
    const reply = await callDirectus(connection, { verb: 'SEARCH', path, body: search }).catch(
      async (error: unknown) => {
        if (!isTooLongWithoutSearch(error) || part.length < 2) throw error;
        const middle = part.length >> 1;
        const halves = [await read(part.slice(0, middle)), await read(part.slice(middle))];
        return halves.every((half) => half !== undefined) ? halves.flat() : {};
      },
    );
    const rows = listOf(reply);
    return isObject(reply) || (spare > 0 && rows.length > part.length) ? undefined : rows;
  };
  const all = async (size: number): Promise<Json[] | undefined> => {
    const rows: Json[] = [];
    const step = Math.max(1, size - spare);
    for (let start = 0; start < plain.length; start += step) {
      const found = await read(plain.slice(start, start + step));
      if (found === undefined) return undefined;
      rows.push(...found);
    }
    return rows;
  };
  const rows = await withAllowedSize(connection, Math.min(plain.length, MOST_KEYS) + spare, all);
  for (const word of words) {
    const search = { query: { ...query, filter: filterForWord(field, word), limit: -1 } };
    const found = listOf(await callDirectus(connection, { verb: 'SEARCH', path, body: search }));
    rows?.push(...found.filter((row) => isObject(row) && row[field] === word));
  }
  return rows;
}

/** Groups have no key, but what they are grouped by tells them apart. */
async function readGroups(sending: Sending): Promise<Json[]> {
  const { groupBy, sort = groupBy } = sending.input.query;
  if (groupBy === undefined) return await fetchRows(sending, {});
  return await readSorted(sending, sort, undefined);
}

async function readSorted(
  sending: Sending,
  sort: Json | undefined,
  key: RecordKey | undefined,
): Promise<Json[]> {
  return await withAllowedSize(sending.connection, PAGE_SIZE, async (size) => {
    const start = Number(sending.input.query.offset ?? 0);
    const sorted: JsonObject = sort === undefined ? {} : { sort };
    if (key !== undefined) {
      const rows: Json[] = [];
      const progress = new Progress(sending.execution, (count) => `${count} rows read`);
      for await (const page of keyedPages(sending, sorted, key, size)) {
        for (const row of page) rows.push(row);
        progress.add(page.length);
      }
      return rows;
    }
    return await readPages(
      async (offset, limit) => ({
        rows: await fetchRows(sending, { ...sorted, offset: start + offset, limit }),
      }),
      sending.most,
      size,
    );
  });
}

/** Pages of a list whose rows a key tells apart, each row as it was asked for. */
async function* keyedPages(
  sending: Sending,
  sorted: JsonObject,
  key: RecordKey,
  size: number,
): AsyncGenerator<Json[]> {
  const { most, input } = sending;
  const { query, strip } = withKey(input.query, key);
  const keyed = { ...sending, input: { ...input, query } };
  const fetch = async (page: JsonObject): Promise<Json[]> => await fetchRows(keyed, { ...sorted, ...page });
  const offset = Number(input.query.offset ?? 0);
  for await (const rows of steadyPages(fetch, { key: key.field, offset, most, size })) {
    yield query === input.query ? rows : rows.map((row) => (isObject(row) ? strip(row) : row));
  }
}

/** A list that comes whole, with rows that are none taken out and its part cut here. */
async function readWhole(sending: Sending): Promise<Json[]> {
  const { operation, input, most } = sending;
  const { offset: start = 0, limit: _, ...query } = input.query;
  const reply = await callDirectus(sending.connection, {
    verb: 'GET',
    path: toPath(operation.path, input.parameters),
    query,
    reply: operation.reply,
  });
  const rows = listOf(reply).filter(
    (row) => operation.mixed !== true || !isObject(row) || row.system !== true,
  );
  return rows.slice(Number(start), Number(start) + most);
}

async function fetchRows(sending: Sending, page: JsonObject): Promise<Json[]> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const query = { ...input.query, ...page };
  // The SEARCH method gives versions without their fields.
  const searchable = query.version === undefined;
  const reply = await callDirectus(connection, { verb: 'GET', path, query, searchable });
  if (isObject(reply) && (operation.verb !== 'GET' || choosesRows(input.query))) throw isSingleton(sending);
  const rows = listOf(reply);
  if (query.version !== undefined && Array.isArray(reply)) assertVersions(rows);
  return rows;
}

/** Whether a query chooses some of the rows of a list, which the only item of a singleton is not one of. */
function choosesRows({ filter, search, offset = 0, page = 1 }: JsonObject): boolean {
  return filter !== undefined || search !== undefined || offset !== 0 || page !== 1;
}

/** Before Directus 12 a list passes over the version that is asked for, and holds what is published. */
function assertVersions(rows: readonly Json[]): void {
  if (rows.every((row) => isObject(row) && row.$meta !== undefined)) return;
  throw new ServiceError({
    code: 'INVALID_QUERY',
    message: 'This Directus gives versions item by item only, so the list would hold the published items',
    remedy: 'Use Get with the version for each item, or leave the version out.',
  });
}

async function keyOfList(sending: Sending): Promise<RecordKey | undefined> {
  const collection = collectionOf(sending);
  if (collection === undefined) return undefined;
  const key = await sending.schema.keyOf(sending.connection, collection);
  return key === undefined || hidesKey(sending.input.query, key) ? undefined : key;
}

function stableSort(sort: Json | undefined, key: RecordKey | undefined): Json | undefined {
  if (key === undefined) return sort;
  const names = Array.isArray(sort) ? sort : [];
  return names.includes(key.field) || names.includes(`-${key.field}`) ? sort : [...names, key.field];
}

/** Reads with pages of a size, and where a server allows less, once more with what it allows. */
async function withAllowedSize<Rows>(
  connection: DirectusConnection,
  size: number,
  read: (size: number) => Promise<Rows>,
): Promise<Rows> {
  return await read(size).catch(async (error: unknown) => {
    const allowed = isAboutLimit(error) ? await mostRowsOf(connection) : size;
    if (allowed >= size) throw error;
    return await read(allowed);
  });
}

function isTooLongWithoutSearch(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === SEARCH_REFUSED;
}

function isAboutLimit(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    error.refusal.code === 'INVALID_QUERY' &&
    /limit/i.test(error.refusal.message)
  );
}

/** The most rows that a server with a limit of its own gives at once; Infinity without one. */
export async function mostRowsOf(connection: DirectusConnection): Promise<number> {
  const info = await callDirectus(connection, { verb: 'GET', path: '/server/info' });
  const limits = isObject(info) && isObject(info.queryLimit) ? info.queryLimit : {};
  return typeof limits.max === 'number' && limits.max > 0 ? limits.max : Infinity;
}
