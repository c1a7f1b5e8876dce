import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { isObject, text } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { multipart } from '../../shared/transport/multipart';
import { toRows } from '../reply/rows';
import { checkedRawBody } from './checkedBody';
import { callDirectus } from './client';
import { download } from './download';
import type { Sending } from './sending';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'SEARCH'];

/**
 * Sends a request to any route below the credential's URL: with JSON, or as a form with a file. The reply is put out as JSON,
 * or as a file where a binary field is named for it.
 */
export async function rawRequest(sending: Sending): Promise<Reply> {
  const { connection, input, files, options } = sending;
  const verb = (input.parameters.method ?? 'GET').toUpperCase();
  if (!METHODS.includes(verb)) {
    throw new InputError(
      `method: "${verb}" is not one that Directus has`,
      `Write one of ${METHODS.join(', ')}.`,
    );
  }
  const path = checkPath(input.parameters.path ?? '');
  const { data, query } = input;
  const isEmpty = isObject(data) && Object.keys(data).length === 0;
  assertNotAll(verb, data);
  const [file] = files;
  const checked = file === undefined ? await checkedRawBody(sending, verb, path, data) : data;
  const body = verb === 'GET' || (isEmpty && verb !== 'POST') ? undefined : checked;
  const sent = file === undefined ? { body } : { content: multipart(toTexts(data), file) };
  const request = { verb, path, query, ...sent, cached: true };
  const outputField = text('Put Output in Field', options.outputField).trim();
  if (outputField !== '') return [await download({ ...sending, binaryField: outputField }, {}, '', request)];
  const reply = await callDirectus(connection, { ...request, reply: 'whole' });
  if (reply === undefined) return [{ json: { success: true } }];
  return toRows(isWrapped(reply) ? (reply.data ?? {}) : reply);
}

/**
 * Checks a path: no part of it may lead elsewhere than it says.
 *
 * @throws InputError that says what is wrong
 */
function checkPath(path: string): string {
  const example =
    'Write the path below the URL of the credential, e.g. "/users/me", and parameters into query.';
  if (!path.startsWith('/') || path.startsWith('//')) {
    throw new InputError('path must begin with one "/"', example);
  }
  if (/[?#\\]/.test(path)) throw new InputError('path must not hold "?", "#" or "\\"', example);
  const parts = path.split('/').map((part) => part.replace(/%2e/gi, '.'));
  if (parts.includes('..') || parts.includes('.')) {
    throw new InputError('path must not hold "." or ".." as a part', example);
  }
  return path;
}

/** The fields of a form: texts as they are, anything else as JSON. */
function toTexts(data: Json): Record<string, string> {
  const entries = Object.entries(isObject(data) ? data : {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function assertNotAll(verb: string, data: Json): void {
  if (verb !== 'DELETE' && verb !== 'PATCH') return;
  const { query, keys } = isObject(data) ? data : {};
  const noRule = isObject(query) && Object.keys(query).length === 0;
  const noKeys = Array.isArray(keys) && keys.length === 0;
  if (!noRule && !noKeys && !(Array.isArray(data) && data.length === 0)) return;
  throw new InputError(
    'data has an empty query or no keys, so it would mean every record or none',
    'Write keys, or a query with a filter.',
  );
}

function isWrapped(reply: Json): reply is { data: Json } {
  return isObject(reply) && 'data' in reply && Object.keys(reply).every((name) => name === 'data');
}
