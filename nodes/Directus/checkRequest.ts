import { InputError } from '../shared/errors';
import type { Json, JsonObject } from '../shared/operation';
import { describe, isObject, nearest, parseJson, parseObject, unknownName } from '../shared/parse';
import type { UserRequest } from '../shared/request';
import type { DataRule, DirectusOperation } from './operation';

/** A request in Directus' terms. */
export interface DirectusInput {
  /** The route's own parameters, by name. */
  parameters: Record<string, string>;
  query: JsonObject;
  data: JsonObject;
}

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

/** Names of the parameters in a route's path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');
}

/**
 * Sorts a request into the route's parameters, query and body, and checks all but the body's field names.
 *
 * @throws InputError that names the field
 */
export function checkRequest(operation: DirectusOperation, request: UserRequest): DirectusInput {
  const names = pathParameters(operation.path);
  const { parameters, query, data } =
    request.form === 'json'
      ? splitJson(operation, names, request.values)
      : splitFields(names, request.values);
  const checked: Record<string, string> = {};
  for (const name of names) checked[name] = checkKey(name, parameters[name]);
  return { parameters: checked, query: checkQuery(query), data };
}

/**
 * Checks the body's fields against a rule.
 *
 * @param local fields that are not sent, e.g. the secret that a code is made from
 * @returns the fields that only the collection's schema can decide on
 * @throws InputError for a missing field, one of a fixed list that is unknown, or a value that is no choice
 */
export function checkData(rule: DataRule, data: JsonObject, local: readonly string[] = []): string[] {
  for (const name of rule.required ?? []) {
    if (data[name] === undefined || data[name] === null || data[name] === '') {
      throw new InputError(`${name} is required`, `Give ${name} a value.`);
    }
  }
  for (const [name, choices] of Object.entries(rule.choices ?? {})) {
    const value = data[name];
    if (value === undefined || choices.includes(value as string)) continue;
    const suggestion = typeof value === 'string' ? nearest(value, choices) : undefined;
    throw new InputError(
      `${name}: ${typeof value === 'string' ? `"${value}"` : describe(value)} is not a value it can have` +
        (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`),
      `Values: ${choices.join(', ')}.`,
    );
  }
  const known = [...rule.fields, ...local];
  const unknown = Object.keys(data).filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first !== undefined && rule.collection === undefined) throw unknownName('Field', first, known);
  return unknown;
}

function splitJson(
  { query, data }: DirectusOperation,
  names: string[],
  values: JsonObject,
): { parameters: JsonObject; query: JsonObject; data: JsonObject } {
  const known = [...names, ...(query === true ? ['query'] : []), ...(data === undefined ? [] : ['data'])];
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) throw unknownName('Field', name, known);
  }
  return {
    parameters: values,
    query: parseObject('query', values.query),
    data: parseObject('data', values.data),
  };
}

/** In a form, every field stands by itself: those of the path, "query", and the body's. */
function splitFields(
  names: string[],
  values: JsonObject,
): { parameters: JsonObject; query: JsonObject; data: JsonObject } {
  const { query = {}, ...rest } = values;
  const data = Object.fromEntries(Object.entries(rest).filter(([name]) => !names.includes(name)));
  return { parameters: rest, query: parseObject('query', query), data };
}

/** A key goes into the path, so it must not be able to reach another route. */
function checkKey(name: string, value: Json | undefined): string {
  const key = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (key === undefined || key === null || key === '') {
    throw new InputError(`${name} is required`, `Give ${name} a value.`);
  }
  if (typeof key !== 'string') {
    throw new InputError(`${name}: expected text, got ${describe(value)}`, 'Write the ID in quotes.');
  }
  if (key === '.' || key === '..') {
    throw new InputError(`${name}: "${key}" is not an ID`, 'Write the ID of the record.');
  }
  if ([...key].length > 255) {
    throw new InputError(
      `${name} has ${[...key].length} characters, at most 255 are allowed`,
      'Check the ID.',
    );
  }
  return key;
}

function checkQuery(query: JsonObject): JsonObject {
  const checked: JsonObject = {};
  for (const [name, value] of Object.entries(query)) {
    if (!QUERY_FIELDS.includes(name)) throw unknownName('Query field', name, QUERY_FIELDS);
    if (value === null || value === '') continue;
    checked[name] = checkQueryField(name, value);
  }
  return checked;
}

function checkQueryField(name: string, value: Json): Json {
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
