import type { MessageType } from './definitions';
import { ZitadelError } from './errors';
import { isObject, type Json, type JsonObject } from './json-object';

// The package's own JSON functions know no "10s" durations, cut timestamps to milliseconds and take any type for any
// other. What follows closes that gap by walking the JSON and the message made of it side by side.

interface Duration {
  seconds: { toString(): string };
  nanos: number;
}

/**
 * Reads proto3 JSON into a message. Unknown fields are dropped, as the real server does.
 * @throws ZitadelError INVALID_ARGUMENT for a value of the wrong type or an unknown enum name
 */
export function fromProtoJson(type: MessageType, json: JsonObject): object {
  return convert(type, read(convert(type, json), json, ''));
}

/**
 * A request in JSON as a method is given it: as over gRPC, but that timestamps keep their microseconds.
 * @throws ZitadelError INVALID_ARGUMENT for a value of the wrong type or an unknown enum name
 */
export function asRequest(type: MessageType, given: JsonObject): JsonObject {
  const known = read(convert(type, given), given, '');
  const message = convert(type, known);
  const json = write(message, type.toJSON(message) as Json, known);
  return isObject(json) ? json : {};
}

/** Writes a message as proto3 JSON: zero values omitted, durations as "10s". */
export function toProtoJson(type: MessageType, message: object): JsonObject {
  const json = write(message, type.toJSON(message) as Json, undefined);
  return isObject(json) ? json : {};
}

/**
 * A handler's reply as the real server would print it: zero values omitted, timestamps with their microseconds.
 * @throws Error when the reply has a field that the response type lacks
 */
export function asReply(type: MessageType, reply: JsonObject): JsonObject {
  const message = fromProtoJson(type, reply);
  const json = write(message, type.toJSON(message) as Json, reply);
  return isObject(json) ? json : {};
}

/**
 * Query parameters are all text: turns them into the types the request has.
 * @param query the parameters as nested objects, a repeated one as a list
 */
export function fromQuery(type: MessageType, query: JsonObject): JsonObject {
  return typed(type.fromJSON(query), query) as JsonObject;
}

function convert(type: MessageType, json: Json | undefined): object {
  try {
    return type.fromJSON(json);
  } catch (error) {
    throw new ZitadelError(
      'invalid_argument',
      `proto: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function read(message: unknown, json: Json | undefined, field: string): Json | undefined {
  if (json === undefined || json === null || message === undefined) return json;
  if (isDuration(message) && typeof json === 'string') return readDuration(json, field);
  if (message instanceof Date) {
    return expect(typeof json === 'string' && !Number.isNaN(message.getTime()), json, field);
  }
  if (message instanceof Uint8Array) return expect(typeof json === 'string', json, field);
  if (isLong(message)) return expect(typeof json === 'number' || /^-?\d+$/.test(String(json)), json, field);
  if (Array.isArray(message)) {
    if (!Array.isArray(json)) throw mismatch(json, field);
    return json.map((element, index) => read(message[index], element, field) ?? null);
  }
  if (typeof message === 'number') {
    // An enum's unknown names and numbers arrive as -1.
    const known = typeof json === 'string' ? message !== -1 && !Number.isNaN(message) : message === json;
    return expect(known, json, field);
  }
  if (typeof message === 'object' && message !== null) {
    if (!isObject(json)) throw mismatch(json, field);
    const known = message as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(json)
        .filter(([name]) => name in known)
        .map(([name, value]) => [name, read(known[name], value, name)]),
    );
  }
  return expect(typeof message === typeof json, json, field);
}

function write(message: unknown, json: Json | undefined, source: Json | undefined): Json | undefined {
  if (isDuration(message)) return writeDuration(message);
  if (message instanceof Date) return typeof source === 'string' && source.endsWith('Z') ? source : json;
  if (Array.isArray(message) && Array.isArray(json)) {
    const sources = Array.isArray(source) ? source : [];
    return json.map((element, index) => write(message[index], element, sources[index]) ?? null);
  }
  if (isObject(json) && typeof message === 'object' && message !== null) {
    const fields = message as Record<string, unknown>;
    const sources = isObject(source) ? source : {};
    const unknown = Object.keys(sources).find((name) => sources[name] !== undefined && !(name in fields));
    if (unknown !== undefined) throw new Error(`the reply has an unknown field "${unknown}"`);
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, write(fields[name], value, sources[name])]),
    );
  }
  return json;
}

function typed(message: unknown, query: Json | undefined): Json | undefined {
  if (typeof message === 'boolean' && typeof query === 'string') return query === 'true';
  if (Array.isArray(message) && query !== undefined && !Array.isArray(query)) return [query];
  if (isObject(query) && typeof message === 'object' && message !== null) {
    const fields = message as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, typed(fields[name], value)]),
    );
  }
  return query;
}

function expect(fits: boolean, json: Json, field: string): Json {
  if (!fits) throw mismatch(json, field);
  return json;
}

// The real server's text names the line and column too; only its status is relied on.
function mismatch(json: Json, field: string): ZitadelError {
  return new ZitadelError(
    'invalid_argument',
    `proto: invalid value for field ${field}: ${JSON.stringify(json)}`,
  );
}

function readDuration(json: string, field: string): JsonObject {
  const parts = /^(-?\d+)(?:\.(\d{1,9}))?s$/.exec(json);
  if (!parts) throw mismatch(json, field);
  return { seconds: parts[1] ?? '0', nanos: Number((parts[2] ?? '').padEnd(9, '0')) };
}

function writeDuration(duration: Duration): string {
  const fraction = String(duration.nanos).padStart(9, '0').replace(/0+$/, '');
  return `${duration.seconds.toString()}${fraction === '' ? '' : `.${fraction}`}s`;
}

function isLong(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__isLong__' in value;
}

function isDuration(value: unknown): value is Duration {
  if (typeof value !== 'object' || value === null || !('seconds' in value) || !('nanos' in value))
    return false;
  return isLong(value.seconds) && Object.keys(value).length === 2;
}
