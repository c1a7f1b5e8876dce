import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Template } from '../operation';

/** What the places of a template stand for. */
export interface TemplateValues {
  /** The creation's request: "$…". */
  request: JsonObject;
  /** The record that was found: "@…". */
  record?: JsonObject;
  /** Organization of the options, '' for none: "~…" where the request names none. */
  organizationId: string;
}

/**
 * Fills a template.
 *
 * @returns undefined where a value that it needs is missing
 */
export function fillTemplate(template: Template, values: TemplateValues): Json | undefined {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return fillList(template, values);
  if (!isObject(template)) return template;
  const { '+': lists } = template;
  if (Array.isArray(lists)) return union(lists.map((list) => fillTemplate(list, values)));
  const filled: JsonObject = {};
  for (const [name, entry] of Object.entries(template)) {
    const value = fillTemplate(entry, values);
    if (value === undefined) return undefined;
    filled[name] = value;
  }
  return filled;
}

/**
 * The value at a path such as "human.email"; a "*" in it stands for each entry of a list.
 *
 * @returns undefined where there is none, or an empty text
 */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  const [name = '', ...rest] = path.split('.');
  if (value === undefined || name === '') return value === '' ? undefined : value;
  if (name === '*') {
    const entries = Array.isArray(value) ? value.map((entry) => valueAt(entry, rest.join('.'))) : [];
    return entries.filter((entry) => entry !== undefined);
  }
  return isObject(value) ? valueAt(value[name], rest.join('.')) : undefined;
}

/** Puts a value at a path such as "human.profile". */
export function putAt(target: JsonObject, path: string, value: Json): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = isObject(target[name]) ? target[name] : {};
  target[name] = inner;
  putAt(inner, rest.join('.'), value);
}

/**
 * Whether a record has what is asked for already. What a record leaves out is empty; a message of the request that it has
 * no place for, such as how to send a code, is about the change alone.
 */
export function hasAlready(is: Json | undefined, asked: Json): boolean {
  if (Array.isArray(asked)) {
    const entries = Array.isArray(is) ? is : [];
    const all = asked.every((entry) => entries.some((known) => hasAlready(known, entry)));
    return all && (asked.some(isObject) || entries.length === asked.length);
  }
  if (!isObject(asked)) return is === undefined ? isEmpty(asked) : is === asked;
  if (!isObject(is)) return false;
  return Object.entries(asked).every(
    ([name, value]) => (isObject(value) && is[name] === undefined) || hasAlready(is[name], value),
  );
}

function fillText(template: string, { request, record, organizationId }: TemplateValues): Json | undefined {
  if (template.startsWith('$')) return valueAt(request, template.slice(1));
  if (template.startsWith('@')) return valueAt(record, template.slice(1));
  if (!template.startsWith('~')) return template;
  const named = template === '~' ? undefined : valueAt(request, template.slice(2));
  return named ?? (organizationId === '' ? undefined : organizationId);
}

function fillList(template: Template[], values: TemplateValues): Json[] | undefined {
  const filled: Json[] = [];
  for (const entry of template) {
    const optional = isObject(entry) ? entry['?'] : undefined;
    const value = fillTemplate(optional ?? entry, values);
    if (value === undefined && optional === undefined) return undefined;
    if (value !== undefined) filled.push(value);
  }
  return filled;
}

/** Lists as one, each value once. */
function union(lists: Array<Json | undefined>): Json | undefined {
  if (lists.at(-1) === undefined) return undefined;
  return [...new Set(lists.flatMap((list) => (Array.isArray(list) ? list : [])))];
}

/** What proto3 JSON leaves out. */
function isEmpty(value: Json): boolean {
  if (typeof value === 'string') return value === '' || value.endsWith('_UNSPECIFIED');
  return value === 0 || value === false || value === null;
}
