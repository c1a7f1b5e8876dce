import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject, nearest, parseJson, unknownName } from '../../shared/parse';
import type { DataRule } from '../operation';

/**
 * Brings a body into the form that its rule asks for, and checks it but for what only a collection's schema knows.
 *
 * @returns the body to send
 * @throws InputError that names the field, and the entry of a list
 */
export function checkData(rule: DataRule, value: Json | undefined, local: readonly string[] = []): Json {
  const { form = 'object' } = rule;
  const given = typeof value === 'string' && form !== 'any' ? parseJson('data', value) : value;
  if (form === 'any') return given ?? {};
  if (Array.isArray(given) && form !== 'object') {
    if (given.length === 0) throw new InputError('data is an empty list', 'Write at least one object.');
    return given.map((entry, index) => checkEntry(rule, entry, local, `data[${index}]`));
  }
  if (form === 'list') {
    throw new InputError(
      `data: expected a list, got ${describe(given)}`,
      'Write a list of objects: [{…}, {…}].',
    );
  }
  return checkEntry(rule, given ?? {}, local, 'data');
}

/** The fields of a body that are not in its rule's list, so that only the collection's schema can decide on them. */
export function unsureFields(rule: DataRule, data: Json, local: readonly string[] = []): string[] {
  if (rule.form === 'any' || (rule.fields === undefined && rule.collection === undefined)) return [];
  const known = [...(rule.fields ?? []), ...local];
  const objects = (Array.isArray(data) ? data : [data]).filter(isObject);
  return [...new Set(objects.flatMap((entry) => Object.keys(entry)))].filter((name) => !known.includes(name));
}

/**
 * The error for a field that a collection does not have.
 *
 * @param known fields that it has
 */
export function unknownField(rule: DataRule, name: string, known: readonly string[]): InputError {
  const remedy = rule.moved?.[name];
  if (remedy === undefined) return unknownName('Field', name, known);
  return new InputError(`Field "${name}" is not one that this Directus has here any more`, remedy);
}

function checkEntry(rule: DataRule, value: Json, local: readonly string[], path: string): JsonObject {
  if (!isObject(value)) {
    throw new InputError(`${path}: expected an object, got ${describe(value)}`, 'Write {"field": value}.');
  }
  const prefix = path === 'data' ? '' : `${path}.`;
  for (const name of rule.required ?? []) {
    if (value[name] === undefined || value[name] === null || value[name] === '') {
      throw new InputError(`${prefix}${name} is required`, `Give ${name} a value.`);
    }
  }
  if (rule.notEmpty === true && Object.keys(value).length === 0) {
    throw new InputError(`${path} is empty, so nothing would change`, 'Give at least one field a value.');
  }
  assertChoices(rule, value, prefix);
  const [first] = unsureFields(rule, value, local);
  if (first !== undefined && rule.collection === undefined) {
    throw unknownField(rule, first, [...(rule.fields ?? []), ...local]);
  }
  return rule.complete === undefined ? value : rule.complete(value);
}

function assertChoices({ choices = {} }: DataRule, data: JsonObject, prefix: string): void {
  for (const [name, allowed] of Object.entries(choices)) {
    const value = data[name];
    if (value === undefined || value === null || allowed.includes(value as string)) continue;
    const suggestion = typeof value === 'string' ? nearest(value, allowed) : undefined;
    throw new InputError(
      `${prefix}${name}: ${typeof value === 'string' ? `"${value}"` : describe(value)} is not a value it can have` +
        (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`),
      `Values: ${allowed.join(', ')}.`,
    );
  }
}
