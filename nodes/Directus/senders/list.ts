import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject, Reply } from '../../shared/operation';
import { readPages } from '../../shared/pages';
import { isObject } from '../../shared/parse';
import type { Sending } from '../operation';
import { callDirectus, type DirectusConnection } from '../transport';
import { collectionOf, toPath } from './path';
import { listOf, toRow } from './rows';

/** Rows a page: the most that every Directus gives without being asked for more. */
const PAGE_SIZE = 100;

/** Reads a list, page by page where it is long. */
export async function sendList(sending: Sending): Promise<Reply> {
  return (await readRows(sending)).map(toRow);
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
  if (operation.unpaged === true) return await readWhole(sending);
  if (query.page !== undefined || query.aggregate !== undefined || query.groupBy !== undefined) {
    return await fetchRows(sending, most === Infinity ? { limit: -1 } : { limit: most });
  }
  const sort = await stableSort(sending);
  return await readSorted(sending, sort).catch(async (error: unknown) => {
    if (sort === query.sort || !isForbidden(error)) throw error;
    return await readSorted(sending, query.sort);
  });
}

async function readSorted(sending: Sending, sort: Json | undefined): Promise<Json[]> {
  return await readAllPages(sending, sort, PAGE_SIZE).catch(async (error: unknown) => {
    const size = isAboutLimit(error) ? await pageSizeOf(sending.connection) : PAGE_SIZE;
    if (size >= PAGE_SIZE) throw error;
    return await readAllPages(sending, sort, size);
  });
}

async function readAllPages(sending: Sending, sort: Json | undefined, size: number): Promise<Json[]> {
  const start = Number(sending.input.query.offset ?? 0);
  return await readPages(
    async (offset, limit) => ({
      rows: await fetchRows(sending, { offset: start + offset, limit, ...(sort !== undefined && { sort }) }),
    }),
    sending.most,
    size,
  );
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

async function fetchRows({ connection, operation, input }: Sending, page: JsonObject): Promise<Json[]> {
  const path = toPath(operation.path, input.parameters);
  const query = { ...input.query, ...page };
  return listOf(await callDirectus(connection, { verb: 'GET', path, query, searchable: true }));
}

async function stableSort(sending: Sending): Promise<Json | undefined> {
  const { sort } = sending.input.query;
  const collection = collectionOf(sending);
  const key =
    collection === undefined ? undefined : await sending.schema.keyOf(sending.connection, collection);
  if (key === undefined) return sort;
  const names = Array.isArray(sort) ? sort : [];
  return names.includes(key.field) || names.includes(`-${key.field}`) ? sort : [...names, key.field];
}

function isForbidden(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === 'FORBIDDEN';
}

function isAboutLimit(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    error.refusal.code === 'INVALID_QUERY' &&
    /limit/i.test(error.refusal.message)
  );
}

/** The most rows that a server with a limit of its own gives at once. */
async function pageSizeOf(connection: DirectusConnection): Promise<number> {
  const info = await callDirectus(connection, { verb: 'GET', path: '/server/info' });
  const limits = isObject(info) && isObject(info.queryLimit) ? info.queryLimit : {};
  return typeof limits.max === 'number' && limits.max > 0 ? limits.max : PAGE_SIZE;
}
