import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { toRows } from '../reply/rows';
import { callDirectus } from './client';
import type { Sending } from './sending';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'SEARCH'];

/** Sends a request to any route below the credential's URL. */
export async function rawRequest({ connection, input }: Sending): Promise<Reply> {
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
  const body = verb === 'GET' || (isEmpty && verb !== 'POST') ? undefined : data;
  const reply = await callDirectus(connection, { verb, path, query, body, reply: 'whole', cached: true });
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
