import { DateTime } from 'luxon';

import { InputError } from './errors';
import type { Json } from './json';
import { isObject } from './parse';

/** Whether a value is a Luxon DateTime, of whichever copy of Luxon: n8n's expressions have one of their own. */
function isDateTime(value: unknown): value is DateTime {
  return DateTime.isDateTime(value);
}

/** Whether a value is a Date, also one out of an expression, which has classes of its own. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/**
 * A value of an expression with ISO text in place of the moments in it, at any depth: those are objects of Luxon or of
 * JavaScript, and would not survive being handled as JSON.
 *
 * @param path name of the value, for the error
 * @throws InputError for a moment that is none, as JavaScript would make null of it
 */
export function withPlainMoments<Value>(path: string, value: Value): Value | Json {
  if (isDateTime(value)) return plain(path, value.isValid, () => value.toISO());
  if (isDate(value)) return plain(path, !isNaN(value.getTime()), () => value.toISOString());
  if (Array.isArray(value)) {
    return replaced(value, (entry, index) => withPlainMoments(`${path}[${index}]`, entry));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const plainer = entries.map(([name, entry]) => withPlainMoments(`${path}.${name}`, entry));
  if (entries.every(([, entry], index) => entry === plainer[index])) return value;
  return Object.fromEntries(entries.map(([name], index) => [name, plainer[index] as Json]));
}

/** The list itself where nothing in it is replaced: what is known of its objects stays with them. */
function replaced(list: Json[], replace: (entry: Json, index: number) => Json): Json[] {
  const entries = list.map(replace);
  return entries.every((entry, index) => entry === list[index]) ? list : entries;
}

function plain(path: string, isValid: boolean, toText: () => string | null): string {
  const text = isValid ? toText() : null;
  if (text !== null) return text;
  throw new InputError(
    `${path} is a date that does not exist`,
    'Check the expression that makes it, or write ISO text, e.g. "2026-01-31T12:00:00Z".',
  );
}
