import { ZitadelError } from './errors';
import { isObject, type Json, type JsonObject } from './json-object';

/**
 * Reads a JSON text.
 * @throws ZitadelError INVALID_ARGUMENT; the real server's text names the position, only its status is relied on
 */
export function parseJson(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw new ZitadelError('invalid_argument', 'proto: syntax error in the body');
  }
}

/**
 * Reads a body that is a whole request; an empty one is an empty request.
 * @throws ZitadelError INVALID_ARGUMENT when it is not a JSON object
 */
export function parseRequest(body: string): JsonObject {
  const json = body.trim() === '' ? {} : parseJson(body);
  if (isObject(json)) return json;
  throw new ZitadelError('invalid_argument', 'proto: syntax error: the body is not a JSON object');
}
