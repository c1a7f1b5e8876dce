import { InputError } from '../shared/errors';
import type { Json, JsonObject } from '../shared/operation';
import { describe, isObject, parseJson, unknownName } from '../shared/parse';

/** Fields of Directus' query object that change what a list or an item holds. */
const QUERY_FIELDS = [
  'aggregate',
  'alias',
  'backlink',
  'deep',
  'fields',
  'filter',
  'groupBy',
  'limit',
  'offset',
  'page',
  'search',
  'sort',
  'version',
  'versionRaw',
];
const OBJECTS = ['aggregate', 'alias', 'deep', 'filter'];
const NAME_LISTS = ['fields', 'groupBy', 'sort'];
const WHOLE_NUMBERS = ['limit', 'offset', 'page'];

/**
 * Checks a query object of Directus.
 *
 * @returns the query with JSON text parsed and lists of names split
 * @throws InputError that names the field
 */
export function checkQuery(query: JsonObject): JsonObject {
  const checked: JsonObject = {};
  for (const [name, value] of Object.entries(query)) {
    if (!QUERY_FIELDS.includes(name)) throw unknownName('Query field', name, QUERY_FIELDS);
    if (value === null || value === '') continue;
    checked[name] = checkField(name, value);
  }
  return checked;
}

/**
 * Makes sure that a query chooses records, for operations that change what it chooses: Directus takes an empty filter
 * for "all".
 *
 * @throws InputError where it has neither a filter with a rule nor a search
 */
export function assertChooses({ filter, search }: JsonObject): void {
  if (typeof search === 'string' && search.trim() !== '') return;
  if (filter !== undefined && hasRule(filter)) return;
  throw new InputError(
    'query.filter has no rule, so it would choose every record',
    'Write a filter with a rule, e.g. {"status": {"_eq": "draft"}}; for all records on purpose, {"id": {"_nnull": true}}.',
  );
}

/** Whether every branch of a filter ends in a rule: a branch without one means "all", and so may the whole. */
function hasRule(filter: Json): boolean {
  if (!isObject(filter)) return false;
  const entries = Object.entries(filter);
  if (entries.length === 0) return false;
  return entries.some(([name, value]) => {
    if (name === '_or') return Array.isArray(value) && value.length > 0 && value.every(hasRule);
    if (name === '_and') return Array.isArray(value) && value.some(hasRule);
    if (name === '_some' || name === '_none') return hasRule(value);
    if (name.startsWith('_')) return !(Array.isArray(value) && value.length === 0);
    return hasRule(value);
  });
}

function checkField(name: string, value: Json): Json {
  const path = `query.${name}`;
  if (OBJECTS.includes(name)) {
    const content = parseJson(path, value);
    if (isObject(content)) return content;
    throw new InputError(`${path}: expected an object, got ${describe(content)}`, 'Write {…}.');
  }
  if (NAME_LISTS.includes(name)) return checkNames(path, value);
  if (WHOLE_NUMBERS.includes(name)) {
    const number = typeof value === 'string' && /^-?[0-9]+$/.test(value) ? Number(value) : value;
    const least = name === 'limit' ? -1 : name === 'page' ? 1 : 0;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least) return number;
    throw new InputError(`${path}: expected a whole number`, `Write a whole number of ${least} or more.`);
  }
  return value;
}

function checkNames(path: string, value: Json): Json {
  const text = typeof value === 'string' && value.trim().startsWith('[') ? parseJson(path, value) : value;
  const names = typeof text === 'string' ? text.split(',').map((name) => name.trim()) : text;
  if (Array.isArray(names) && names.every((name) => typeof name === 'string' && name !== '')) return names;
  throw new InputError(
    `${path}: expected names, got ${describe(value)}`,
    'Write e.g. ["id", "email"] or "id,email".',
  );
}
