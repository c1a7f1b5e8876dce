import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { type Effect, withAttempts } from '../../shared/run/attempts';
import { type RestReply, sendRest } from '../../shared/transport/rest';
import type { StreamedContent } from '../../shared/transport/streams';
import type { DirectusOperation } from '../operation';
import { toServiceError } from '../reply/remedies';
import type { DirectusConnection } from './connection';

/** Longer query strings are refused by Directus (HTTP 431); the SEARCH method takes the query as a body. */
const MOST_QUERY_CHARACTERS = 4000;

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
  /** Whether the route also takes its query by SEARCH, for when it is too long for a URL. */
  searchable?: boolean;
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

/** Sends a request as often as it takes and may be sent. */
async function send(connection: DirectusConnection, request: DirectusRequest): Promise<RestReply> {
  const { attempts, timeout, signal } = connection;
  if (attempts === undefined) return await sendOnce(connection, request);
  const settings = { effect: effectOf(request), timeout, signal, ...attempts };
  return await withAttempts(settings, async (milliseconds, wasLost) => {
    const isStream = request.content !== undefined || request.streamed === true;
    const once = { ...connection, timeout: isStream ? timeout : milliseconds };
    return await sendOnce(once, request).catch((error: unknown) => {
      if (wasLost && request.verb === 'DELETE' && isGone(error))
        return { status: 204, headers: {}, body: '' };
      throw error;
    });
  });
}

/** Whether a deletion finds nothing any more. */
function isGone(error: unknown): boolean {
  return error instanceof ServiceError && [403, 404].includes(error.refusal.status ?? 0);
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
  const { verb, path, query = {}, body, content, streamed, searchable = false } = request;
  const parameters = toParameters(query);
  const long = searchable && tooLong(parameters);
  const reply = await sendRest(endpoint, {
    method: long ? 'SEARCH' : verb,
    path,
    query: long ? undefined : parameters,
    body: long ? { query } : body,
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
