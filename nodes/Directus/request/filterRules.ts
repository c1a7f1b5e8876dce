import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, parseJson, parseObject } from '../../shared/parse';
import { isVariable } from '../schema/exactMatch';

/** Operators whose value is a list. */
const LISTS = ['_in', '_nin', '_between', '_nbetween'];
/** Those of them whose list is a least and a greatest value. */
const RANGES = ['_between', '_nbetween'];
/** Operators for which upper and lower case are alike. */
const ANY_CASE = /^_n?i(contains|starts_with|ends_with)$/;
/** Operators that need no value. */
const WITHOUT_VALUE = ['_null', '_nnull', '_empty', '_nempty'];

/**
 * Adds rules that were put together in the form to a query's filter.
 *
 * @param query query object as the form has it
 * @param rules the form's rules: `{combine, rules: [{field, operator, value}], groups: [...]}`, or undefined
 * @returns the query with one filter of both
 * @throws InputError for a rule without a field or without a value
 */
export function toFilter(query: JsonObject, rules: Json | undefined): JsonObject {
  const built = isObject(rules) ? groupToFilter(unwrapGroup(rules)) : undefined;
  if (built === undefined) return query;
  const filter = parseObject('Filters (JSON)', query.filter);
  const combined = Object.keys(filter).length === 0 ? built : { _and: [filter, built] };
  return { ...query, filter: combined };
}

/** n8n keeps a collection of fields that is filled in once under the name of its group. */
function unwrapGroup(value: JsonObject): JsonObject {
  return isObject(value.group) ? value.group : value;
}

function groupToFilter(group: JsonObject): JsonObject | undefined {
  const rules = entriesOf(group.rules, 'rule').map(ruleToFilter);
  const groups = entriesOf(group.groups, 'group').map(groupToFilter);
  const all = [...rules, ...groups].filter((entry) => entry !== undefined);
  const [only] = all;
  if (only === undefined) return undefined;
  if (all.length === 1) return only;
  return { [group.combine === 'or' ? '_or' : '_and']: all };
}

function entriesOf(value: Json | undefined, name: string): JsonObject[] {
  const list = isObject(value) ? value[name] : value;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A name with dots reaches into relations, so each part becomes a level of the filter. */
function ruleToFilter({ field, operator, value }: JsonObject): JsonObject {
  const path = asText(field);
  if (path === '') {
    throw new InputError('Filters: a rule has no field', 'Choose the field or take the rule away.');
  }
  const name = asText(operator) === '' ? '_eq' : asText(operator);
  const compared = ruleValue(path, name, value);
  assertNoVariable(path, name, compared);
  const condition: JsonObject = { [name]: compared };
  return path.split('.').reduceRight<JsonObject>((inner, part) => ({ [part]: inner }), condition);
}

/** What somebody wrote into a rule is what is compared with, and no variable. Any case is compared as text alone. */
function assertNoVariable(field: string, operator: string, value: Json): void {
  const found = [value].flat().find(isVariable);
  if (found === undefined || ANY_CASE.test(operator)) return;
  throw new InputError(
    `Filters: Directus puts a value of its own in the place of the text "${asText(found)}" for ${field}`,
    'Use an expression, e.g. {{ $now }} for this moment. Variables of Directus can be written into Filters (JSON).',
  );
}

function ruleValue(field: string, operator: string, value: Json | undefined): Json {
  if (WITHOUT_VALUE.includes(operator)) return true;
  if (!LISTS.includes(operator)) {
    if (value !== undefined && value !== null && value !== '') return value;
    throw new InputError(
      `Filters: the value of ${field} is empty`,
      'Fill it in, or choose the operator Is Empty or Is Null.',
    );
  }
  const isJson = typeof value === 'string' && value.trim().startsWith('[');
  const list = isJson ? parseJson(`Filters: value of ${field}`, value) : value;
  const entries = typeof list === 'string' ? list.split(',').map((entry) => entry.trim()) : list;
  const kept = Array.isArray(entries)
    ? entries.filter((entry) => entry !== '' && entry !== null && entry !== undefined)
    : [];
  if (RANGES.includes(operator) && kept.length !== 2) {
    throw new InputError(
      `Filters: the value of ${field} is not two values`,
      'Write the least and the greatest value with a comma between them.',
    );
  }
  if (kept.length > 0) return kept;
  throw new InputError(
    `Filters: the value of ${field} has no entries`,
    'Write values with commas between them, or a JSON list.',
  );
}
