import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { checkStoredSecret } from '../../shared/otp';
import { describe, isObject, nearest, parseJson } from '../../shared/parse';
import { assertText } from '../../shared/plainJson';
import type { ServiceDescription } from '../catalogue/catalogue';
import { type FieldType, splitType } from '../catalogue/fieldType';
import { checkFilter, holdsFilters } from './checkFilter';
import { checkRules } from './checkRules';
import { parseTime } from './zonedTime';

const BASE64 = /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/;
const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const WHOLE_NUMBER = /^-?[0-9]+$/;
const DURATION = /^-?[0-9]+(\.[0-9]{1,9})?s$/;
const TIMESTAMP = 'google.protobuf.Timestamp';
const MAX_DEPTH = 40;

/**
 * Checks a request against its message, and writes it in the one form both transports take (proto3 JSON).
 *
 * @param service catalogue of the service
 * @param message full name of the request's message
 * @param request the request as the user gave it
 * @param timeZone of dates and times that say none themselves: that of the workflow
 * @returns the request in canonical form: names in lowerCamelCase, Durations "10s", Timestamps ISO, no nulls
 * @throws InputError that names the field by its path and says what to write instead
 */
export function checkRequest(
  service: ServiceDescription,
  message: string,
  request: JsonObject,
  timeZone = 'UTC',
): JsonObject {
  return new Checker(service, timeZone).message(message, request, '', 0);
}

class Checker {
  constructor(
    private readonly service: ServiceDescription,
    private readonly timeZone: string,
  ) {}

  message(name: string, value: JsonObject, path: string, depth: number): JsonObject {
    if (depth > MAX_DEPTH) throw new InputError(`${path} is nested more than ${MAX_DEPTH} deep`);
    const types = this.service.messages[name] ?? {};
    const checked: JsonObject = {};
    for (const [given, content] of Object.entries(value)) {
      const field = fieldName(types, given, path);
      if (checked[field] !== undefined) {
        throw new InputError(`${path}${field} is given twice`, 'Keep one of its two spellings.');
      }
      if (content === null && holdsFilters(types[field] ?? '')) {
        throw new InputError(
          `${path}${field} is null`,
          'Write a list of filters, or leave the field out: nothing is not taken for everything.',
        );
      }
      if (content !== null) checked[field] = this.value(types[field] ?? '', content, path + field, depth);
    }
    checkRules(this.service.rules[name] ?? {}, checked, path);
    checkFilter(this.service, name, checked, path);
    return checked;
  }

  private value(type: string, value: Json, path: string, depth: number): Json {
    const field = splitType(type);
    if (field.repeated) {
      const list = parseJson(path, value);
      if (!Array.isArray(list)) throw wrong(path, 'a list', list, '[…]');
      return list.map((entry, index) => this.single(field, entry, `${path}[${index}]`, depth));
    }
    if (field.map) {
      const entries = parseJson(path, value);
      if (!isObject(entries)) throw wrong(path, 'an object', entries, '{…}');
      const checkEntry = ([key, entry]: [string, Json]): [string, Json] => [
        key,
        this.single(field, entry, `${path}.${key}`, depth),
      ];
      return Object.fromEntries(Object.entries(entries).map(checkEntry));
    }
    return this.single(field, value, path, depth);
  }

  private single({ name }: FieldType, value: Json, path: string, depth: number): Json {
    const values = this.service.enums[name];
    if (values !== undefined) return checkEnum(values, value, path);
    if (this.service.messages[name] !== undefined) {
      const content = parseJson(path, value);
      if (!isObject(content)) throw wrong(path, 'an object', content, '{…}');
      return this.message(name, content, `${path}.`, depth + 1);
    }
    if (name === TIMESTAMP) return checkTimestamp(path, value, this.timeZone);
    return checkScalar(name, value, path);
  }
}

function fieldName(types: Record<string, string>, given: string, path: string): string {
  if (Object.hasOwn(types, given)) return given;
  const camel = given.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (Object.hasOwn(types, camel)) return camel;
  const known = Object.keys(types);
  const suggestion = nearest(given, known);
  const remedy = known.length === 0 ? 'It takes no fields here.' : `Known fields: ${known.join(', ')}.`;
  throw new InputError(
    `Unknown field "${path}${given}"${suggestion === undefined ? '' : `; did you mean "${path}${suggestion}"?`}`,
    remedy,
  );
}

/** A value of an enum, by its name: numbers are left to programs, since they say nothing to who reads a workflow. */
function checkEnum(values: string[], value: Json, path: string): Json {
  if (typeof value === 'string' && values.includes(value)) return value;
  const short = typeof value === 'string' ? `_${value.toUpperCase()}` : '';
  const suggestion =
    typeof value === 'string'
      ? (values.find((known) => known.endsWith(short)) ?? nearest(value, values))
      : undefined;
  throw new InputError(
    `${path}: ${typeof value === 'string' ? `"${value}"` : describe(value)} is not a value it can have` +
      (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`),
    `Values: ${values.join(', ')}.`,
  );
}

function checkScalar(type: string, value: Json, path: string): Json {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return checkText(value, path);
      throw wrong(path, 'text', value, typeof value === 'number' ? '"…" in quotes, or String(…)' : '"…"');
    case 'bool':
      if (typeof value === 'boolean') return value;
      throw wrong(path, 'true or false', value, 'true');
    case 'bytes':
      if (typeof value === 'string' && BASE64.test(value)) return value;
      throw wrong(path, 'base64 text', value, '"aGVsbG8="');
    case 'float':
    case 'double':
      if (typeof value === 'number') return value;
      throw wrong(path, 'a number', value, '0.5');
    case 'int64':
    case 'uint64':
    case 'sint64':
    case 'fixed64':
    case 'sfixed64':
      return checkInteger(path, value, type.startsWith('u') || type === 'fixed64', false);
    case 'int32':
    case 'uint32':
    case 'sint32':
    case 'fixed32':
    case 'sfixed32':
      return checkInteger(path, value, type.startsWith('u') || type === 'fixed32', true);
    case 'google.protobuf.Duration':
      return checkDuration(path, value);
    case 'google.protobuf.Struct': {
      const content = parseJson(path, value);
      if (isObject(content)) return content;
      throw wrong(path, 'an object', content, '{…}');
    }
    default:
      return value;
  }
}

/** Text as the server can take it, in the form that it needs. */
function checkText(text: string, path: string): string {
  if (/(^|\.)totpSecret$/.test(path)) return checkStoredSecret(path, text);
  assertText(path, text);
  return text;
}

function checkInteger(path: string, value: Json, unsigned: boolean, small: boolean): Json {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && WHOLE_NUMBER.test(text) && !(unsigned && text.startsWith('-'))) {
    const number = BigInt(text);
    const top = 2n ** (small ? 32n : 64n) / (unsigned ? 1n : 2n);
    if (number < top && number >= (unsigned ? 0n : -top)) return small ? Number(number) : text;
  }
  throw wrong(path, `a whole number${unsigned ? ' of 0 or more' : ''}`, value, '10');
}

function checkTimestamp(path: string, value: Json, timeZone: string): Json {
  const [, year, month, day] = (typeof value === 'string' && ISO_DATE.exec(value)) || [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const time =
    typeof value === 'string' && date.getUTCDate() === Number(day) ? parseTime(value, timeZone) : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw wrong(path, 'a date and time', value, '"2030-01-31T12:00:00Z"');
}

function checkDuration(path: string, value: Json): Json {
  if (typeof value === 'string' && DURATION.test(value)) return value;
  throw wrong(path, 'a duration in seconds', value, '"10s"');
}

function wrong(path: string, expected: string, value: Json, example: string): InputError {
  return new InputError(`${path}: expected ${expected}, got ${describe(value)}`, `Write ${example}.`);
}
