import { randomBytes } from 'node:crypto';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Effect, Look, Settle } from '../../shared/run/policy';
import { endpointKey } from '../../shared/transport/endpoint';
import { type RestReply, sendRest } from '../../shared/transport/rest';
import type { StreamedContent } from '../../shared/transport/streams';
import type { DirectusOperation } from '../operation';
import { toServiceError } from '../reply/remedies';
import type { DirectusConnection } from './connection';

/** Longer query strings are refused by Directus (HTTP 431); the SEARCH method takes the query as a body. */
const MOST_QUERY_CHARACTERS = 4000;
/** Routes that Directus does not cache, or that take no query object. */
const NEVER_CACHED = /^\/(assets|auth|deployments|extensions\/registry|files\/tus|flows\/trigger)(\/|$)/;
/** Servers of which something in between refuses the SEARCH method. */
const withoutSearch = new Set<string>();
/** The code of the error for what cannot be asked without the SEARCH method. */
export const SEARCH_REFUSED = 'SEARCH_REFUSED';

/** One request. */
export interface DirectusRequest {
  verb: string;
  path: string;
  query?: JsonObject;
  body?: Json;
  /** Sent chunk by chunk instead of `body`. */
  content?: StreamedContent;
  /** Headers beside those that every request has. */
  headers?: Record<string, string>;
  /** Whether the content of the reply is wanted as a stream. */
  streamed?: boolean;
  /** Which part of the reply is wanted; its `data` unless said otherwise. */
  reply?: DirectusOperation['reply'];
  /** What it does when it is carried out twice; by its verb and its body without it. */
  effect?: Effect;
  /** Looks whether it took effect where its answer was lost, and says with what `data`. */
  settle?: Settle<Settled>;
  /** Whether the route also takes its query by SEARCH, for when it is too long for a URL. */
  searchable?: boolean;
  /** Whether the query goes out as it is, so that a GET may be answered from Directus' cache. */
  cached?: boolean;
}

/** What a change that took effect would have been answered with; without `data`, as where nothing may be read. */
export interface Settled {
  data?: Json;
}

/** A connection in nobody's name. */
export function anonymous(connection: DirectusConnection): DirectusConnection {
  return { ...connection, token: undefined, session: undefined };
}

/**
 * Sends a request to Directus.
 *
 * @returns the reply's `data`, or what `reply` asks for; undefined where it has no content
 * @throws ServiceError with Directus' code and message and a remedy
 */
export async function callDirectus(
  connection: DirectusConnection,
  request: DirectusRequest,
): Promise<Json | undefined> {
  const reply = await replyOf(connection, request);
  const { reply: wanted = 'data' } = request;
  if (isLocation(reply, request)) return { url: reply.headers.location ?? '' };
  return unwrap(reply, wanted, connection.endpoint.url.origin);
}

/**
 * Sends a request to Directus. Where the connection signs in by itself and its session has ended, it signs in again and
 * sends the request once more, its content read anew from the start.
 *
 * @returns the whole reply, which is a success
 * @throws ServiceError with Directus' code and message and a remedy
 */
export async function replyOf(connection: DirectusConnection, request: DirectusRequest): Promise<RestReply> {
  const { session } = connection;
  if (session === undefined) return await send(connection, request);
  const token = await session.token(connection);
  return await send({ ...connection, token }, request).catch(async (error: unknown) => {
    if (!hasEnded(error)) throw error;
    const renewed = await session.renew(connection, token);
    return await send({ ...connection, token: renewed }, request);
  });
}

/** A GET goes out as SEARCH where its query is too long for a URL, and SEARCH as GET where it is refused on the way. */
async function send(connection: DirectusConnection, request: DirectusRequest): Promise<RestReply> {
  const { verb, query = {}, body, searchable = false } = request;
  const isSearch = verb === 'SEARCH' && isObject(body) && isObject(body.query);
  if (!isSearch && !(searchable && tooLong(toParameters(query)))) return await sendAsIs(connection, request);
  const asked = isSearch ? (body.query as JsonObject) : query;
  const server = endpointKey(connection.endpoint);
  const sendByUrl = async (): Promise<RestReply> => {
    if (tooLong(toParameters(asked))) throw searchRefused(connection.endpoint.url.origin);
    return await sendAsIs(connection, { ...request, verb: 'GET', query: asked, body: undefined });
  };
  if (withoutSearch.has(server)) return await sendByUrl();
  const search = { ...request, verb: 'SEARCH', query: {}, body: { query: asked } };
  return await sendAsIs(connection, search).catch(async (error: unknown) => {
    if (!isRefusedOnTheWay(error)) throw error;
    withoutSearch.add(server);
    return await sendByUrl();
  });
}

/** Sends a request as often as it takes and may be sent. */
async function sendAsIs(connection: DirectusConnection, request: DirectusRequest): Promise<RestReply> {
  const { policy, timeout, signal } = connection;
  const { verb, streamed, content, settle = verb === 'DELETE' ? settleRemoval : undefined } = request;
  // The time of a stream is that in which nothing moves, and what was sent of it cannot be sent again.
  const isStreamed = streamed === true || (content !== undefined && settle === undefined);
  if (policy === undefined || isStreamed) return await sendOnce(connection, request);
  const attempt = async (left: number): Promise<RestReply> =>
    await sendOnce({ ...connection, timeout: left }, request);
  const look = async (when: Look): Promise<RestReply | undefined> => {
    const settled = await settle?.(when);
    return settled && { status: 200, headers: {}, body: 'data' in settled ? { data: settled.data } : '' };
  };
  return await policy.send(effectOf(request), { timeout, signal }, attempt, settle && look);
}

/** Of a removal that is sent again, the refusal tells that it was done before. */
async function settleRemoval({ refusal }: Look): Promise<Settled> {
  const { status = 0 } = refusal?.refusal ?? {};
  if (![403, 404].includes(status)) throw new Error('Nothing tells');
  return await Promise.resolve({});
}

function effectOf({ verb, body, effect }: DirectusRequest): Effect {
  if (effect !== undefined) return effect;
  if (verb === 'GET' || verb === 'SEARCH') return 'read';
  if (verb === 'DELETE') return 'idempotent';
  return verb === 'PATCH' && isPlain(body) ? 'idempotent' : 'write';
}

/** Whether a change sets plain values alone: related records in it could be made twice. */
function isPlain(body: Json | undefined): boolean {
  if (Array.isArray(body)) return body.every(isPlain);
  if (!isObject(body)) return true;
  const { keys: _, query: __, data, ...values } = body;
  const changes = isObject(data) ? data : values;
  return Object.values(changes).every((value) => value === null || typeof value !== 'object');
}

async function sendOnce(
  { endpoint, token, timeout, signal }: DirectusConnection,
  request: DirectusRequest,
): Promise<RestReply> {
  const { verb, path, query = {}, body, content, streamed, cached = streamed ?? false } = request;
  const reply = await sendRest(endpoint, {
    method: verb,
    path,
    query: toParameters(verb === 'GET' && !cached && !NEVER_CACHED.test(path) ? uncached(query) : query),
    body,
    content,
    streamed,
    headers: { ...request.headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    timeout,
    signal,
    redirects: request.reply === 'location',
  });
  if (isLocation(reply, request) || (reply.status >= 200 && reply.status < 300)) return reply;
  throw toServiceError(reply, endpoint.url.origin);
}

/**
 * A query that Directus has not answered before, so that the answer does not come from its cache: with a query for the
 * records behind a field that there is not, which Directus passes over.
 */
function uncached(query: JsonObject): JsonObject {
  const { deep = {} } = query;
  if (!isObject(deep)) return query;
  return { ...query, deep: { ...deep, [`n${randomBytes(6).toString('hex')}`]: { _limit: 1 } } };
}

/** Whether something between n8n and Directus refused a request: Directus itself gives its errors codes. */
function isRefusedOnTheWay(error: unknown): boolean {
  const code = error instanceof ServiceError ? error.refusal.code : '';
  return ['HTTP_403', 'HTTP_405', 'HTTP_501'].includes(code);
}

function searchRefused(address: string): ServiceError {
  return new ServiceError({
    code: SEARCH_REFUSED,
    message: `Something between n8n and ${address} refuses the HTTP method SEARCH, and the query is too long for a URL`,
    remedy: 'Let the proxy or firewall before Directus pass the method SEARCH, or ask for less in one query.',
  });
}

function isLocation({ headers }: RestReply, { reply }: DirectusRequest): boolean {
  return reply === 'location' && headers.location !== undefined;
}

/** Whether a request was refused because the session that it was sent with is no more. */
function hasEnded(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    error.refusal.status === 401 &&
    ['TOKEN_EXPIRED', 'INVALID_CREDENTIALS', 'INVALID_TOKEN'].includes(error.refusal.code)
  );
}

function unwrap(
  reply: RestReply,
  wanted: NonNullable<DirectusRequest['reply']>,
  address: string,
): Json | undefined {
  if (reply.body === '' || reply.body === undefined) return undefined;
  if (typeof wanted === 'object') return { [wanted.text]: asPlainText(reply.body) };
  if (wanted === 'whole' || wanted === 'location')
    return isBody(reply.body) ? reply.body : { value: reply.body as Json };
  if (isObject(reply.body)) return reply.body.data;
  throw toServiceError(reply, address);
}

function isBody(body: unknown): body is Json {
  return typeof body === 'object' && body !== null;
}

function asPlainText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** A query object as URL parameters: lists of names with commas, objects as JSON. */
function toParameters(query: JsonObject): Record<string, string> {
  const entries = Object.entries(query).map(([name, value]): [string, string] => {
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
      return [name, value.join(',')];
    return [name, typeof value === 'string' ? value : JSON.stringify(value)];
  });
  return Object.fromEntries(entries);
}

function tooLong(parameters: Record<string, string>): boolean {
  return new URLSearchParams(parameters).toString().length > MOST_QUERY_CHARACTERS;
}
