import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../shared/errors';
import type { Json, JsonObject } from '../shared/operation';
import { isObject } from '../shared/parse';
import { text } from '../shared/settings';
import { readEndpoint, type Endpoint } from '../shared/transport/endpoint';
import { sendRest, type RestReply } from '../shared/transport/rest';
import { toServiceError } from './remedies';

/** Longer query strings are refused by Directus (HTTP 431); the SEARCH method takes the query as a body. */
const MOST_QUERY_CHARACTERS = 4000;

/** How a call reaches Directus and in whose name. */
export interface DirectusConnection {
  endpoint: Endpoint;
  /** Sent as the Authorization header, never in a URL; undefined to send none. */
  token?: string;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
}

/** One request. */
export interface DirectusRequest {
  verb: string;
  path: string;
  query?: JsonObject;
  body?: Json;
}

/** Reads the credential. Throws `InputError` for what is wrong in it. */
export async function readConnection(
  execution: IExecuteFunctions,
): Promise<{ endpoint: Endpoint; token: string }> {
  const credential = await execution.getCredentials<ICredentialDataDecryptedObject>('directusApi');
  const endpoint = readEndpoint(execution, credential, 'Directus');
  const token = text('Token in the credential', credential.token).trim();
  if (token === '') throw new InputError('Token in the credential is empty', 'Paste a static token.');
  return { endpoint, token };
}

/**
 * Sends a request to Directus.
 *
 * @returns the reply's `data`; undefined where it has no content
 * @throws ServiceError with Directus' code and message and a remedy
 */
export async function callDirectus(
  { endpoint, token, timeout, signal }: DirectusConnection,
  { verb, path, query = {}, body }: DirectusRequest,
): Promise<Json | undefined> {
  const parameters = toParameters(query);
  const long = verb === 'GET' && tooLong(parameters);
  const reply = await sendRest(endpoint, {
    method: long ? 'SEARCH' : verb,
    path,
    query: long ? undefined : parameters,
    body: long ? { query } : body,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    timeout,
    signal,
  });
  if (reply.status < 200 || reply.status >= 300) throw toServiceError(reply, endpoint.url.origin);
  return unwrap(reply, endpoint.url.origin);
}

function unwrap(reply: RestReply, address: string): Json | undefined {
  if (reply.body === '' || reply.body === undefined) return undefined;
  if (isObject(reply.body)) return reply.body.data;
  throw toServiceError(reply, address);
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
