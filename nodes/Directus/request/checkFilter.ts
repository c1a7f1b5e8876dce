import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { describe, isObject } from '../../shared/parse';

/** Operators that need two values. */
const RANGES = ['_between', '_nbetween'];
/** Conditions on related records. */
const OF_RELATED = ['_none', '_some'];
/** Operators that compare text, for which "null" is text like any other. */
const TEXT_OPERATOR = /\._\w+(with|contains)$/;

/**
 * Makes sure that Directus passes over no part of a filter: it does so with a value that is missing, a condition that is
 * empty and a range that is none, and then finds more than was asked for, often everything.
 *
 * @param path the filter's name, as the error is to call it
 * @throws InputError that names the part
 */
export function checkFilter(filter: Json, path: string): void {
  if (!isObject(filter)) return;
  for (const [name, value] of Object.entries(filter)) checkCondition(name, value, `${path}.${name}`);
}

function checkCondition(name: string, value: Json | undefined, path: string): void {
  if (value === undefined || value === null) throw withoutValue(path, value);
  if (RANGES.includes(name)) assertRange(value, path);
  if (OF_RELATED.includes(name)) assertOneRule(value, path);
  // Every one of no rules holds, whereas one of no rules is a mistake.
  if (name === '_and' && Array.isArray(value)) return value.forEach((entry, i) => checkEntry(entry, path, i));
  if (isEmpty(value)) throw emptyCondition(path, value);
  if (name === '_or' && Array.isArray(value)) {
    const index = value.findIndex((entry) => isObject(entry) && isEmpty(entry));
    if (index !== -1) throw emptyCondition(`${path}[${index}]`, value[index]);
  }
  checkValue(value, path);
}

function checkValue(value: Json, path: string): void {
  if (Array.isArray(value)) return value.forEach((entry, index) => checkEntry(entry, path, index));
  if (isObject(value)) return checkFilter(value, path);
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InputError(
      `${path}: a number beyond 9007199254740991 is not exact`,
      'Write it as text, in quotes.',
    );
  }
  if ((value === 'null' || value === 'NULL') && !TEXT_OPERATOR.test(path)) {
    throw new InputError(
      `${path}: Directus takes the text "${value}" for no value`,
      'For fields without a value write {"_null": true}; for the text itself {"_starts_with": "nul"} with {"_ends_with": "ull"}.',
    );
  }
}

function checkEntry(entry: Json | undefined, list: string, index: number): void {
  const path = `${list}[${index}]`;
  if (entry === undefined || entry === null) throw withoutValue(path, entry);
  checkValue(entry, path);
}

function withoutValue(path: string, value: null | undefined): InputError {
  const isNull = value === null ? ' (null)' : '';
  return new InputError(
    `${path} has no value${isNull}, so the filter would not hold there`,
    'Check the expression that gives the value. For fields without a value write {"_null": true}.',
  );
}

function emptyCondition(path: string, value: Json | undefined): InputError {
  return new InputError(
    `${path} is empty (${describe(value)}), which Directus takes for everything`,
    'Check the expression that gives the value, or leave the condition out; for any value write {"_nnull": true}.',
  );
}

function isEmpty(value: Json): boolean {
  return (Array.isArray(value) || isObject(value)) && Object.keys(value).length === 0;
}

function assertRange(value: Json, path: string): void {
  const ends = typeof value === 'string' ? value.split(',') : value;
  if (Array.isArray(ends) && ends.length === 2) return;
  throw new InputError(`${path}: expected two values`, 'Write the least and the greatest value: [1, 9].');
}

/** Directus 12 passes over a condition on related records that has several rules, and finds every record. */
function assertOneRule(value: Json, path: string): void {
  let rule: Json | undefined = value;
  while (isObject(rule)) {
    const names: string[] = Object.keys(rule);
    const [name = ''] = names;
    if (names.length > 1 || name === '_and' || name === '_or') {
      throw new InputError(
        `${path} has several rules, which Directus 12 passes over and then finds everything`,
        'Write one rule there; several that one related record must meet can stand in the field itself, without "_some": {"children": {"status": …, "title": …}}.',
      );
    }
    rule = rule[name];
  }
}
