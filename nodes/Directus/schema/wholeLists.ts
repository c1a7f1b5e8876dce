import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Relations } from './relations';

/** Lists of related records in a record, by the name of the field; with those in their records. */
export interface Lists {
  [name: string]: {
    /** Whether it is a list, and how long it is was left to Directus. */
    isOpen: boolean;
    inner: Lists;
  };
}

/** The lists of related records that a query asks for. */
export function listsOf(query: JsonObject, collection: string, relations: Relations): Lists {
  const { fields, alias, deep } = query;
  const names = Array.isArray(fields) && fields.length > 0 ? fields.map(String) : ['*'];
  const lists: Lists = {};
  for (const name of names) {
    addPath(lists, name.split('.'), collection, relations, isObject(alias) ? alias : {}, objectOf(deep));
  }
  return lists;
}

function addPath(
  lists: Lists,
  [first = '', ...rest]: string[],
  collection: string,
  relations: Relations,
  alias: JsonObject,
  deep: JsonObject,
): void {
  const names = first === '*' ? relations.fieldsOf(collection) : [first];
  for (const asked of names) {
    const [name = '', of] = asked.split(':');
    const field = typeof alias[name] === 'string' ? alias[name] : name;
    const many = relations.toMany(collection, field);
    const next = of ?? many?.collection ?? relations.toOne(collection, field);
    if (many === undefined && next === undefined) continue;
    const below = objectOf(deep[name]);
    const isOpen =
      many !== undefined && ['_limit', '_page', '_offset'].every((key) => below[key] === undefined);
    const list = (lists[name] ??= { isOpen, inner: {} });
    if (rest.length === 0 || next === undefined) continue;
    addPath(list.inner, rest, next, relations, objectOf(below._alias), below);
  }
}

/** The paths of the lists in a record that have at least so many entries, and so may have been cut there. */
export function cutLists(record: JsonObject, lists: Lists, limit: number): string[] {
  return Object.entries(lists).flatMap(([name, { isOpen, inner }]) => {
    const value = record[name];
    const own = isOpen && Array.isArray(value) && value.length >= limit ? [name] : [];
    const records = (Array.isArray(value) ? value : [value]).filter(isObject);
    const paths = records.flatMap((entry) => cutLists(entry, inner, limit));
    return [...own, ...[...new Set(paths)].map((path) => `${name}.${path}`)];
  });
}

/**
 * The part of a query that asks for lists as a whole.
 *
 * @param limit most entries of a list, -1 for all
 */
export function deepFor(lists: Lists, deep: Json | undefined, limit: number): JsonObject {
  const whole: JsonObject = { ...objectOf(deep) };
  for (const [name, { isOpen, inner }] of Object.entries(lists)) {
    const below = deepFor(inner, whole[name], limit);
    if (isOpen) below._limit = limit;
    if (Object.keys(below).length > 0) whole[name] = below;
  }
  return whole;
}

/** The fields of a query that are about one list. */
export function fieldsFor(query: JsonObject, name: string): string[] {
  const names = Array.isArray(query.fields) && query.fields.length > 0 ? query.fields.map(String) : ['*'];
  return names.flatMap((path) => {
    const [first = '', ...rest] = path.split('.');
    return first === '*' || first === name ? [[name, ...rest].join('.')] : [];
  });
}

/** Whether a record has any list with an entry, at any depth. */
export function hasLists(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && Object.values(value).some(hasLists);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
