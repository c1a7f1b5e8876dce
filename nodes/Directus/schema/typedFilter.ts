import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Clock } from './clock';
import { inAnyCase, isVariable, isWord } from './exactMatch';
import type { FieldSchema } from './fields';
import { looksLikeDay } from './moments';
import { type FieldSource, typedValue } from './typedValues';

/** Operators that compare with one value, or with several. */
const COMPARING = /^_(eq|neq|lt|lte|gt|gte|in|nin|between|nbetween)$/;
/** Those of them whose value is a list; text with commas is one too. */
const SEVERAL = /^_n?(in|between)$/;
/** Operators for which upper and lower case are alike. */
const ANY_CASE = /^_n?i(contains|starts_with|ends_with|eq)$/;
/** Operators that go on with rules of the same kind. */
const GROUPS = ['_and', '_or'];
const OF_RELATED = ['_none', '_some'];
/** Types whose values are brought into their form; a text that is none would be less or more than every value. */
const CONVERTED = ['boolean', 'date', 'dateTime', 'serverTime', 'string', 'text', 'time', 'timestamp'];
/** Types whose values are only checked, and of which a filter may hold what a field cannot: half a number. */
const CHECKED: Readonly<Record<string, string>> = {
  bigInteger: 'float',
  decimal: 'float',
  float: 'float',
  integer: 'float',
  uuid: 'uuid',
};

/** Where a part of a filter belongs. */
interface Place {
  source: FieldSource;
  collection: string;
  fields: ReadonlyMap<string, FieldSchema>;
  /** Name of the part, for errors. */
  path: string;
  /** Whether rules on related records are looked at whatever they hold. */
  thorough: boolean;
}

/**
 * Brings the values of a filter into the types of the fields that they are compared with: moments as on the workflow's
 * clock, and no text that a database would take for less or more than every value.
 *
 * @param fields of the collection
 * @param thorough set where records are changed; otherwise the schemas of related collections are read for days only
 * @throws InputError that names the rule
 */
export async function toTypedFilter(filter: JsonObject, place: Omit<Place, 'path'>): Promise<JsonObject> {
  return await typedRules(filter, { ...place, path: 'query.filter' });
}

/** The same for the filters of related records in the query's "deep". */
export async function toTypedDeep(deep: JsonObject, place: Omit<Place, 'path'>): Promise<JsonObject> {
  return await typedDeep(deep, { ...place, path: 'query.deep' });
}

async function typedDeep(deep: JsonObject, place: Place): Promise<JsonObject> {
  const typed: JsonObject = {};
  for (const [name, value] of Object.entries(deep)) {
    const path = `${place.path}.${name}`;
    const related = name.startsWith('_') ? undefined : await relatedPlace(name, { ...place, path });
    if (name === '_filter' && isObject(value)) typed[name] = await typedRules(value, { ...place, path });
    else if (related !== undefined && isObject(value)) typed[name] = await typedDeep(value, related);
    else typed[name] = value;
  }
  return typed;
}

/** Whether a value, or one in it, may be a day, so that it depends on a zone. */
export function mayHoldDay(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.split(',').some(looksLikeDay);
  return typeof value === 'object' && value !== null && Object.values(value).some(mayHoldDay);
}

async function typedRules(rules: JsonObject, place: Place): Promise<JsonObject> {
  const typed: JsonObject = {};
  for (const [name, value] of Object.entries(rules)) {
    const path = `${place.path}.${name}`;
    if (GROUPS.includes(name))
      typed[name] = await eachRule(value, path, (rule, at) => typedRules(rule, { ...place, path: at }));
    else if (OF_RELATED.includes(name) && isObject(value))
      typed[name] = await typedRules(value, { ...place, path });
    else typed[name] = await typedCondition(name, value, { ...place, path });
  }
  return typed;
}

async function eachRule(
  list: Json,
  path: string,
  read: (rule: JsonObject, path: string) => Promise<JsonObject>,
): Promise<Json> {
  if (!Array.isArray(list)) return list;
  const typed: Json[] = [];
  for (const [index, rule] of list.entries()) {
    typed.push(isObject(rule) ? await read(rule, `${path}[${index}]`) : rule);
  }
  return typed;
}

/** What a field is compared with: operators with their values, or rules on the related records. */
async function typedCondition(name: string, value: Json, place: Place): Promise<Json> {
  const { fields, source, path } = place;
  const field = fields.get(name);
  if (!isObject(value)) return field === undefined ? value : operand('_eq', value, field, path, source.clock);
  const typed: JsonObject = {};
  for (const [key, content] of Object.entries(value)) {
    const at = `${path}.${key}`;
    if (GROUPS.includes(key)) {
      typed[key] = await eachRule(
        content,
        at,
        async (rule, inner) => (await typedCondition(name, rule, { ...place, path: inner })) as JsonObject,
      );
    } else if (key.startsWith('_') && !OF_RELATED.includes(key)) {
      typed[key] = operand(key, content, field, at, source.clock);
    } else {
      const related = await typedRelated(name, { [key]: content }, place);
      typed[key] = related[key] ?? content;
    }
  }
  return typed;
}

async function typedRelated(name: string, rules: JsonObject, place: Place): Promise<JsonObject> {
  if (!place.thorough && !mayHoldDay(rules)) return rules;
  const related = await relatedPlace(name, place);
  return related === undefined ? rules : await typedRules(rules, related);
}

/** The records behind a field; a name may say with a colon of which collection they are. */
async function relatedPlace(name: string, place: Place): Promise<Place | undefined> {
  const { source, fields } = place;
  const [field = '', scope] = name.split(':');
  const target = scope ?? fields.get(field)?.target;
  const collection = target ?? (await source.relatedTo(place.collection, field))?.collection;
  if (collection === undefined) return undefined;
  return { ...place, collection, fields: await source.fieldsOf(collection) };
}

function operand(
  operator: string,
  value: Json,
  field: FieldSchema | undefined,
  path: string,
  clock: Clock,
): Json {
  if (ANY_CASE.test(operator)) return inAnyCase(value);
  if (field === undefined || !COMPARING.test(operator)) return value;
  if (!SEVERAL.test(operator)) return operandValue(value, field, path, clock);
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list)) return value;
  return list.map((entry, index) => operandValue(entry, field, `${path}[${index}]`, clock));
}

function operandValue(value: Json, field: FieldSchema, path: string, clock: Clock): Json {
  if (value === null || typeof value === 'object' || isVariable(value)) return value;
  const { type } = field;
  if (type === 'string' || type === 'text') assertNoWord(path, value);
  if (CONVERTED.includes(type)) return typedValue(path, value, { type, concealed: false }, clock);
  const rule = CHECKED[type];
  if (rule !== undefined) typedValue(path, value, { type: rule, concealed: false }, clock);
  return value;
}

function assertNoWord(path: string, value: Json): void {
  if (typeof value !== 'boolean' && !isWord(value)) return;
  throw new InputError(
    `${path}: Directus takes the text "${asText(value)}" for something else than text, and would find other records`,
    'Compare text with another operator, e.g. {"_starts_with": "tru"} with {"_ends_with": "rue"}.',
  );
}
