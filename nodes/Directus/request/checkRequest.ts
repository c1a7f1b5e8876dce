import { InputError } from '../../shared/errors';
import type { UserRequest } from '../../shared/form/request';
import type { Json, JsonObject } from '../../shared/json';
import { parseObject, unknownName } from '../../shared/parse';
import type { DirectusInput } from '../input';
import type { DirectusOperation } from '../operation';
import { checkKey, checkKeys } from '../schema/checkKey';
import { checkQuery } from './checkQuery';
import { toQuery } from './formQuery';
import { assertOfUsers } from './systemCollections';

/** A request, sorted but not checked. */
interface Parts {
  parameters: JsonObject;
  query: JsonObject;
  data: Json | undefined;
}

/** Names of the parameters in a route's path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');
}

/**
 * Sorts a request into the route's parameters, query and body, and checks parameters and query.
 *
 * @throws InputError that names the field
 */
export function checkRequest(operation: DirectusOperation, request: UserRequest): DirectusInput {
  const { parameters, query, data } =
    request.form === 'json' ? splitJson(operation, request.values) : splitFields(operation, request.values);
  const checked: Record<string, string> = {};
  for (const name of pathParameters(operation.path)) {
    checked[name] = checkKey(name, parameters[name] ?? operation.presets?.[name]);
  }
  if (operation.path.startsWith('/items/')) assertOfUsers(checked.collection ?? '');
  for (const name of operation.parameters ?? []) {
    const value = parameters[name];
    if (name !== 'ids' && value !== undefined && value !== '') checked[name] = checkKey(name, value);
  }
  return {
    parameters: checked,
    ids: checkIds(operation, parameters.ids, data),
    query: operation.query === true ? withFilter(operation, checkQuery(query)) : withoutOff(operation, query),
    data: data ?? {},
  };
}

/** A switch that is off is left out: some routes take any text for on, "false" too. */
function withoutOff(operation: DirectusOperation, query: JsonObject): JsonObject {
  if (ownQuery(operation).includes('*')) return query;
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== false));
}

function withFilter({ filter }: DirectusOperation, query: JsonObject): JsonObject {
  if (filter === undefined) return query;
  return { ...query, filter: query.filter === undefined ? filter : { _and: [filter, query.filter] } };
}

/** Where the body is a list of objects with their own keys, no other keys belong beside it. */
function checkIds(
  { parameters = [] }: DirectusOperation,
  ids: Json | undefined,
  data: Json | undefined,
): DirectusInput['ids'] {
  if (!parameters.includes('ids')) return [];
  if (!Array.isArray(data) && typeof data !== 'string') return checkKeys('ids', ids);
  if (ids === undefined || ids === '' || (Array.isArray(ids) && ids.length === 0)) return [];
  if (!Array.isArray(data)) return checkKeys('ids', ids);
  throw new InputError(
    'ids and a list in data are both given',
    'Write ids with one object in data, or leave ids out and give each object of the list its key.',
  );
}

function splitJson(operation: DirectusOperation, values: JsonObject): Parts {
  const own = ownQuery(operation);
  const known = [
    ...pathParameters(operation.path),
    ...(operation.parameters ?? []),
    ...(operation.query === undefined ? [] : ['query']),
    ...own,
    ...(operation.data === undefined ? [] : ['data']),
  ];
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) throw unknownName('Field', name, known);
  }
  const query = parseObject('query', values.query);
  for (const name of Object.keys(query)) {
    if (operation.query !== true && !own.includes('*') && !own.includes(name))
      throw unknownName('Query field', name, own);
  }
  return { parameters: values, query: { ...query, ...pick(values, own) }, data: values.data };
}

/** In a form, every field stands by itself: those of the path, "query", and the body's, or "data" for the whole body. */
function splitFields(operation: DirectusOperation, values: JsonObject): Parts {
  const own = ownQuery(operation);
  const { data: body, query: asGiven, ...others } = values;
  // Where the route takes no query object, a field of that name is the body's.
  const isBodys = operation.query === undefined && asGiven !== undefined;
  const query = isBodys ? {} : (asGiven ?? {});
  const rest: JsonObject = isBodys ? { ...others, query: asGiven } : others;
  const known = [...pathParameters(operation.path), ...(operation.parameters ?? []), ...own];
  const fields = Object.fromEntries(Object.entries(rest).filter(([name]) => !known.includes(name)));
  const given = parseObject('query', query);
  const asked = { ...(operation.query === true ? toQuery(given) : given), ...pick(rest, own) };
  return { parameters: rest, query: asked, data: body === undefined ? fields : withFields(body, fields) };
}

function withFields(body: Json, fields: JsonObject): Json {
  return Object.keys(fields).length === 0 ? body : { ...parseObject('data', body), ...fields };
}

function ownQuery({ query }: DirectusOperation): readonly string[] {
  return typeof query === 'object' ? query : [];
}

function pick(values: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
