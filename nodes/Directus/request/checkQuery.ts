import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject, parseJson, unknownName } from '../../shared/parse';
import type { DirectusInput } from '../input';
import { checkFilter } from './checkFilter';

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

/** Query fields with which a change would touch other records than it seems, or none. */
const NOT_FOR_CHANGES = ['aggregate', 'alias', 'backlink', 'groupBy', 'page', 'version', 'versionRaw'];

/**
 * Checks a query object of Directus.
 *
 * @returns the query with JSON text parsed and lists of names split
 * @throws InputError that names the field
 */
export function checkQuery(query: JsonObject): JsonObject {
  const checked: JsonObject = {};
  for (const [name, value] of Object.entries(query) as Array<[string, Json | undefined]>) {
    if (!QUERY_FIELDS.includes(name)) throw unknownName('Query field', name, QUERY_FIELDS);
    if (value === undefined || value === null || value === '') {
      if (name === 'filter') throw nothingGiven(value);
      continue;
    }
    checked[name] = checkField(name, value);
  }
  return checked;
}

/** A filter that was asked for and holds nothing: Directus would take it for everything. */
function nothingGiven(value: Json | undefined): InputError {
  return new InputError(
    `query.filter is ${describe(value)}`,
    'Write a filter, or leave it out: nothing is not taken for everything.',
  );
}

/**
 * Makes sure that a query chooses records, for operations that change what it chooses: Directus takes an empty filter
 * for "all", and before version 11 a search too where no field can be searched.
 *
 * @throws InputError where its filter has no rule, or where it has what does not go with a change
 */
export function assertChooses(input: DirectusInput): DirectusInput {
  const { query } = input;
  const odd = NOT_FOR_CHANGES.find((name) => query[name] !== undefined);
  if (odd !== undefined) {
    throw new InputError(
      `query.${odd} does not go with a change by query`,
      'Choose the records with filter, search, sort, limit and offset.',
    );
  }
  if (query.limit === 0) {
    throw new InputError('query.limit is 0, so no record would be chosen', 'Write 1 or more, or -1 for all.');
  }
  if (query.filter !== undefined && hasRule(query.filter)) return input;
  throw new InputError(
    'query.filter has no rule, so it would choose every record',
    'Write a filter with a rule, e.g. {"status": {"_eq": "draft"}}; for all records on purpose, {"id": {"_nnull": true}}.',
  );
}

/** Whether every branch of a filter ends in a rule: a branch without one means "all", and so may the whole. */
function hasRule(filter: Json): boolean {
  if (!isObject(filter)) return isValue(filter) && filter !== null;
  const entries = Object.entries(filter);
  return entries.some(([name, value]) => {
    if (name === '_or') return Array.isArray(value) && value.length > 0 && value.every(hasRule);
    if (name === '_and') return Array.isArray(value) && value.some(hasRule);
    if (name === '_some' || name === '_none') return hasRule(value);
    if (name === '_eq' || name === '_neq') return isValue(value);
    if (name.startsWith('_')) return value !== null && isValue(value);
    return hasRule(value);
  });
}

/** Whether an operator's value says something: Directus passes over many that do not. */
function isValue(value: Json | undefined): boolean {
  if (value === undefined || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

function checkField(name: string, value: Json): Json {
  const path = `query.${name}`;
  if (OBJECTS.includes(name)) {
    const content = parseJson(path, value);
    if (isObject(content)) {
      if (name === 'filter') checkFilter(content, path);
      if (name === 'deep') checkDeep(content, path);
      return content;
    }
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

/** The filters of related records, which stand as `_filter` at any depth. */
function checkDeep(deep: JsonObject, path: string): void {
  for (const [name, value] of Object.entries(deep)) {
    if (!isObject(value)) continue;
    if (name === '_filter') checkFilter(value, `${path}.${name}`);
    else checkDeep(value, `${path}.${name}`);
  }
}

/**
 * Reads a list of names: an array, its JSON text, or text with commas.
 *
 * @throws InputError that names the field
 */
export function checkNames(path: string, value: Json): Json[] {
  const text = typeof value === 'string' && value.trim().startsWith('[') ? parseJson(path, value) : value;
  const names = typeof text === 'string' ? text.split(',').map((name) => name.trim()) : text;
  if (Array.isArray(names) && names.every((name) => typeof name === 'string' && name !== '')) return names;
  throw new InputError(
    `${path}: expected names, got ${describe(value)}`,
    'Write e.g. ["id", "email"] or "id,email".',
  );
}
