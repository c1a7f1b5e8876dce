import { DateTime } from 'luxon';

import { InputError } from './errors';
import type { Json } from './json';
import { isObject } from './parse';
import { assertName, assertText, MAX_NESTING, nestedTooDeep } from './plainJson';

/** Whether a value is a Luxon DateTime, of whichever copy of Luxon: n8n's expressions have one of their own. */
function isDateTime(value: unknown): value is DateTime {
  return DateTime.isDateTime(value);
}

/** Whether a value is a Date, also one out of an expression, which has classes of its own. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/**
 * A value of an expression as JSON can say it: with ISO text in place of the moments in it and text in place of what only
 * a BigInt holds, at any depth.
 *
 * @param path name of the value, for the error
 * @throws InputError for what JSON has no form for: JavaScript would make null of it, or leave it out
 */
export function plainValue<Value>(path: string, value: Value): Value | Json {
  return plainAt(path, path, value, 0);
}

function plainAt<Value>(root: string, path: string, value: Value, depth: number): Value | Json {
  if (depth > MAX_NESTING) throw nestedTooDeep(root);
  if (isDateTime(value)) return plain(path, value.isValid, () => value.toISO());
  if (isDate(value)) return plain(path, !isNaN(value.getTime()), () => value.toISOString());
  if (typeof value === 'string') assertText(path, value);
  if (typeof value === 'bigint') return String(value);
  if (isUnsayable(value)) throw unsayable(path, value);
  if (Array.isArray(value)) {
    const list = Array.from(value as unknown[]);
    return replaced(value, list, (entry, index) => {
      if (entry === undefined) throw unsayable(`${path}[${index}]`, entry);
      return plainAt(root, `${path}[${index}]`, entry, depth + 1);
    });
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const plainer = entries.map(([name, entry]) => {
    assertName(path, name);
    return plainAt(root, `${path}.${name}`, entry, depth + 1);
  });
  if (entries.every(([, entry], index) => entry === plainer[index])) return value;
  return Object.fromEntries(entries.map(([name], index) => [name, plainer[index] as Json]));
}

/** Whether JSON has no form for a value: it is no number, or an object with a kind of its own. */
function isUnsayable(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value === 'function' || typeof value === 'symbol') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.prototype.toString.call(value) !== '[object Object]';
}

function unsayable(path: string, value: unknown): InputError {
  const [, kind = ''] = /^\[object (.+)\]$/.exec(Object.prototype.toString.call(value)) ?? [];
  const name = typeof value === 'number' ? String(value) : kind.toLowerCase();
  return new InputError(
    `${path} is ${name}, which JSON cannot say`,
    'Write text, a number, true or false, a list or an object, and check the expression that makes it.',
  );
}

/** The list itself where nothing in it is replaced: what is known of its objects stays with them. */
function replaced<List>(
  list: List,
  given: unknown[],
  replace: (entry: unknown, index: number) => unknown,
): List | Json {
  const entries = given.map(replace);
  return entries.every((entry, index) => entry === given[index]) ? list : (entries as Json[]);
}

function plain(path: string, isValid: boolean, toText: () => string | null): string {
  const text = isValid ? toText() : null;
  if (text !== null) return text;
  throw new InputError(
    `${path} is a date that does not exist`,
    'Check the expression that makes it, or write ISO text, e.g. "2026-01-31T12:00:00Z".',
  );
}
