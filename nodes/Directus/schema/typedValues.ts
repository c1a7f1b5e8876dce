import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject, parseJson } from '../../shared/parse';

const NUMBERS = ['bigInteger', 'decimal', 'float', 'integer'];
const NUMBER = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/**
 * Brings the values of a body into the types of their fields: JSON text where a field takes an object or a list, and
 * "true" and "false". Not every database refuses what it cannot hold.
 *
 * @param types Directus' types of the fields, by name
 * @throws InputError that names the field
 */
export function toTyped(data: Json, types: ReadonlyMap<string, string>): Json {
  if (Array.isArray(data)) return data.map((entry, index) => typedEntry(entry, types, `data[${index}]`));
  return typedEntry(data, types, 'data');
}

function typedEntry(entry: Json, types: ReadonlyMap<string, string>, path: string): Json {
  if (!isObject(entry)) return entry;
  const typed: JsonObject = {};
  for (const [name, value] of Object.entries(entry)) {
    assertExact(`${path}.${name}`, value);
    typed[name] =
      typeof value === 'string' ? typedText(value, types.get(name) ?? '', `${path}.${name}`) : value;
  }
  return typed;
}

/** Beyond 2^53 JavaScript has rounded a number before anybody could see it. */
function assertExact(path: string, value: Json): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
  throw new InputError(
    `${path}: a number beyond 9007199254740991 is not exact`,
    'Write it as text, in quotes.',
  );
}

function typedText(value: string, type: string, path: string): Json {
  if (type === 'json' || type === 'alias' || type.startsWith('geometry')) return parseJson(path, value);
  if (type === 'csv' && value.trim().startsWith('[')) return parseJson(path, value);
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (NUMBERS.includes(type) && !NUMBER.test(value)) {
    throw new InputError(
      `${path}: expected a number, got ${describe(value)}`,
      'Write a number, or null to empty the field.',
    );
  }
  return value;
}
