import { InputError } from './errors';
import { NestingError, readJson } from './exactJson';
import type { Json, JsonObject } from './json';
import { assertPlain, nestedTooDeep } from './plainJson';

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads JSON text; a number that JavaScript would round becomes its text. An object or an array is given back as it is.
 *
 * @param field name of the field, for the error
 * @throws InputError that names the field, the line, the column and what stands there
 */
export function parseJson(field: string, value: unknown): Json {
  if (typeof value !== 'string') return value as Json;
  const parsed = parsedText(field, value);
  assertPlain(field, parsed);
  return parsed;
}

function parsedText(field: string, value: string): Json {
  try {
    return readJson(value);
  } catch (error) {
    throw error instanceof NestingError ? nestedTooDeep(field) : malformed(field, value, error);
  }
}

/** As `parseJson`, for a field that must be an object. Empty text is an empty object. */
export function parseObject(field: string, value: unknown): JsonObject {
  if (value === undefined || value === null || value === '') return {};
  const parsed = parseJson(field, value);
  if (isObject(parsed)) return parsed;
  throw new InputError(
    `${field}: expected a JSON object, got ${describe(parsed)}`,
    'Write an object, e.g. {"userId": "123"}.',
  );
}

/** A scalar as text; '' for nothing, and JSON text for an object or a list. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** What a value is, in words for an error: never the value itself, which may be a secret. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'text';
  return `a ${typeof value}`;
}

/**
 * The name that was most likely meant.
 *
 * @returns the candidate nearest to `name` by edit distance, or undefined where none is near
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(name.length / 2));
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance || (distance === bestDistance && best === undefined)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** An error for a name that is not among those that are known, with the nearest right one. */
export function unknownName(what: string, name: string, known: readonly string[]): InputError {
  const suggestion = nearest(name, known);
  const list = known.length <= 30 ? ` Known: ${known.join(', ')}.` : '';
  return new InputError(
    `${what} "${name}" is not known${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`,
    `Write ${suggestion === undefined ? 'a known name' : `"${suggestion}"`} or leave it out.${list}`,
  );
}

function malformed(field: string, text: string, error: unknown): InputError {
  const position = positionOf(text, error instanceof Error ? error.message : '');
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  const found =
    position >= text.length
      ? 'the text ends'
      : `found ${JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0))}`;
  return new InputError(
    `${field}: malformed JSON at position ${position} (line ${line}, column ${column}): ${found}`,
    'Names and texts stand in double quotes, entries are separated by commas, and every bracket is closed.',
  );
}

/** Where JSON.parse stopped. Its message says so in most cases; in the others the faulty place is searched for. */
function positionOf(text: string, message: string): number {
  const stated = /position (\d+)/.exec(message);
  if (stated !== null) return Number(stated[1]);
  let low = 0;
  let high = text.length;
  // A text that is right up to its end fails only there, so the fault is where the shortest other one ends.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isRightSoFar(text.slice(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isRightSoFar(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const stated = /position (\d+)/.exec(message);
    return /end of JSON input/.test(message) || (stated !== null && Number(stated[1]) >= prefix.length);
  }
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/**
 * A whole number of 1 or more out of a parameter.
 *
 * @throws InputError that names the field
 */
export function wholeNumber(field: string, value: unknown, preset: number, most = Infinity): number {
  if (value === undefined || value === null || value === '') return preset;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  const range = most === Infinity ? '1 or more' : `from 1 to ${most}`;
  throw new InputError(`${field}: expected a whole number`, `Write a whole number, ${range}.`);
}

/**
 * Text out of a parameter or credential; '' where it is not set.
 *
 * @throws InputError that names the field
 */
export function text(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw new InputError(`${field}: expected text, got ${describe(value)}`, 'Write it as text, in quotes.');
}
