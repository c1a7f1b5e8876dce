import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { InputError } from '../errors';
import type { Json, JsonObject } from '../json';
import { asText, describe, isObject, parseJson, parseObject } from '../parse';
import { plainValue } from '../plainValue';
import type { FormField, Operation } from './operation';
import type { ItemContext } from './parameters';
import { isShown } from './shown';

/** The request of one item as the user gave it, before the service's own checks. */
export interface UserRequest {
  /** Which form it came from; with `json` the request is whole and nothing is added to it. */
  form: 'fields' | 'json';
  values: JsonObject;
}

/**
 * Reads the request of an item: the fields of its operation, or the JSON.
 *
 * @throws InputError for malformed JSON, a required field without a value, or an unknown form
 */
export function readRequest<Row extends Operation>(item: ItemContext<Row>): UserRequest {
  const form = item.parameter('specifyBody') ?? 'fields';
  if (form === 'json') return { form, values: readJson(item) };
  if (form === 'fields') return { form, values: readFields(item) };
  throw new InputError(
    `Specify Request: ${describe(form)} is not a choice`,
    'Write "fields" or "json" into specifyBody.',
  );
}

/** The whole request. An expression that gives nothing is no empty request: that would act on everything. */
function readJson<Row extends Operation>(item: ItemContext<Row>): JsonObject {
  const label = 'JSON (jsonBody)';
  const given = item.parameter('jsonBody');
  if (isNothing(given) && isExpression(item, 'jsonBody')) throw nothingGiven(label);
  return parseObject(label, plainValue(label, given));
}

function readFields<Row extends Operation>(item: ItemContext<Row>): JsonObject {
  const values: JsonObject = {};
  const { fields = [], filters = [] } = item.operation;
  for (const field of [...fields, ...filters]) {
    const given = item.parameter(field.name);
    if (field.type === 'resourceMapper') {
      const mapped = readMapper(item, field, given);
      Object.assign(values, field.whole === true ? { [field.name]: mapped } : mapped);
      continue;
    }
    const narrows = isStructured(field) || filters.includes(field);
    if (narrows && isNothing(given) && isExpression(item, field.name)) {
      throw nothingGiven(labelOf(field));
    }
    const value = toJson(field, given, labelOf(field));
    if (!isEmpty(value)) put(values, field, value);
    else if (field.required === true && isShown(item, field)) {
      throw new InputError(`${labelOf(field)} is required`, `Fill in ${labelOf(field)}.`);
    }
  }
  const additional = item.parameter('additionalFields');
  const options = item.operation.additionalFields;
  if (options === undefined) return values;
  if (isNothing(additional) && isExpression(item, 'additionalFields'))
    throw nothingGiven('Additional Fields');
  if (additional === undefined) return values;
  const plain = plainValue('Additional Fields', additional);
  return toObject([...filters, ...options], plain, 'Additional Fields', values);
}

/**
 * The fields of a resource mapper: those filled in, or with automatic mapping those of the input item that the mapper
 * knows and that may be written. They are fields of the request itself, unless the mapper is one value of it.
 */
function readMapper<Row extends Operation>(
  item: ItemContext<Row>,
  { name: mapperName, whole }: FormField,
  mapper: unknown,
): JsonObject {
  if (!isObject(mapper)) {
    if (isExpression(item, mapperName)) throw nothingGiven(mapperName);
    return {};
  }
  const schema = (Array.isArray(mapper.schema) ? mapper.schema : []).filter(isObject);
  const writable = schema.filter(({ readOnly }) => readOnly !== true).map(({ id }) => asText(id));
  const isAutomatic = mapper.mappingMode === 'autoMapInputData';
  const source = isAutomatic ? item.execution.getInputData()[item.itemIndex]?.json : mapper.value;
  const given = Object.entries(isObject(source) ? source : {});
  // The mapper keeps null for a field that nobody touched; as the value of an expression, null empties the field.
  const isNullMeant = (name: string): boolean =>
    whole === true && (isAutomatic || isExpression(item, mapperName, 'value', name));
  const structured = schema.filter(({ type }) => type === 'array' || type === 'object');
  const lost = structured
    .map(({ id }) => asText(id))
    .filter((name) => whole !== true && !isAutomatic && isExpression(item, mapperName, 'value', name))
    .find((name) => isNothing(isObject(source) ? source[name] : undefined));
  if (lost !== undefined) throw nothingGiven(lost);
  const isMapped = ([name, value]: [string, Json]): boolean =>
    value !== undefined && (value !== null || isNullMeant(name)) && (!isAutomatic || writable.includes(name));
  const typeOf = (name: string): string => asText(schema.find(({ id }) => id === name)?.type);
  const toValue = ([name, value]: [string, Json]): [string, Json] => {
    if (whole !== true && saysValue(typeOf(name), value)) return [name, JSON.parse(value.trim()) as Json];
    return [name, plainValue(name, value)];
  };
  return Object.fromEntries(given.filter(isMapped).map(toValue));
}

/** Whether a parameter, or what stands at a path in it, is an expression. */
function isExpression<Row extends Operation>({ execution }: ItemContext<Row>, ...path: string[]): boolean {
  let raw: unknown = execution.getNode().parameters;
  for (const name of path) raw = isObject(raw) ? raw[name] : undefined;
  return typeof raw === 'string' && raw.startsWith('=');
}

/** Hidden fields are those that only a workflow written by hand has, such as a filter inside a query. */
const STRUCTURED: readonly string[] = ['json', 'fixedCollection', 'hidden'];

/** Whether a field's value is a message or a list, e.g. what a list is filtered by. */
function isStructured({ type, typeOptions }: INodeProperties): boolean {
  return STRUCTURED.includes(type) || typeOptions?.multipleValues === true;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function nothingGiven(label: string): InputError {
  return new InputError(
    `${label} holds nothing`,
    'Nothing is not taken for everything: give it a value, correct its expression, or take it out.',
  );
}

/** Texts that say the same as a value of a form's field, as expressions and models give them. */
const TEXT_OF: Readonly<Record<string, RegExp>> = {
  boolean: /^(true|false)$/,
  number: /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/,
};

/** Whether a field for a number or a switch is given the text of one. */
function saysValue(type: string, value: unknown): value is string {
  return typeof value === 'string' && TEXT_OF[type]?.test(value.trim()) === true;
}

/** A form's value as JSON: text of an object or array field is parsed, a date becomes ISO text. */
function toJson(field: FormField, value: unknown, path: string): Json | undefined {
  if (value === undefined || value === null) return undefined;
  const plain = plainValue(path, value);
  if (plain !== value) return toJson(field, plain, path);
  if (isObject(value) && value.__rl === true) return toJson(field, value.value, path);
  if (field.bytes === true && typeof value === 'string') return Buffer.from(value, 'utf8').toString('base64');
  if (saysValue(field.type, value)) return JSON.parse(value.trim()) as Json;
  const isText = field.type === 'json' || field.type === 'collection' || field.type === 'fixedCollection';
  const content = isText && typeof value === 'string' && value !== '' ? parseJson(path, value) : value;
  if (isText && content === null) throw nothingGiven(path);
  const options = (field.options ?? []) as INodeProperties[];
  if (field.type === 'collection' && isObject(content)) return toObject(options, content, path);
  if (field.type === 'fixedCollection' && isObject(content)) return toMessages(field, content, path);
  return content as Json;
}

/** Reads the entries of a collection. They are put into `result`. */
function toObject(
  options: INodeProperties[],
  value: unknown,
  path: string,
  result: JsonObject = {},
): JsonObject {
  for (const [name, content] of Object.entries(parseObject(path, value))) {
    const field = options.find((option) => option.name === name);
    const label = field === undefined ? path : `${path} > ${labelOf(field)}`;
    // What nobody touched has a default of its own: only an expression leaves nothing here.
    if (field !== undefined && isStructured(field) && isNothing(content)) throw nothingGiven(label);
    const entry = field === undefined ? content : toJson(field, content, label);
    if (entry === undefined) continue;
    if (field === undefined) result[name] = entry;
    else put(result, field, entry);
  }
  return result;
}

/**
 * What was filled in entry by entry: n8n keeps the entries under the name of their group. Usually a list; one message
 * where only one value is allowed and the groups are members of a oneof.
 */
function toMessages(field: FormField, value: JsonObject, path: string): Json | undefined {
  const groups = (field.options ?? []) as INodePropertyCollection[];
  const given = groups.filter(({ name }) => value[name] !== undefined);
  if (given.length === 0) return Object.keys(value).length === 0 ? undefined : value;
  if (field.map === true) return toMap(given, value, path);
  const isList =
    field.typeOptions?.multipleValues === true || given.every(({ name }) => Array.isArray(value[name]));
  if (!isList && field.oneof !== true) return value;
  const messages = given.flatMap(({ name, values }) => {
    const entries = value[name];
    return (Array.isArray(entries) ? entries : [entries]).map((entry) => {
      const message = toMember(values, entry, path);
      return field.oneof === true ? { [name]: message } : message;
    });
  });
  return isList ? messages : Object.fromEntries(messages.filter(isObject).flatMap(Object.entries<Json>));
}

/** What a group says: a message, or the value of its one field where that is the whole of it. */
function toMember(fields: FormField[], entry: Json | undefined, path: string): Json {
  const [field] = fields;
  if (field?.whole !== true) return toObject(fields, entry, path);
  const label = `${path} > ${labelOf(field)}`;
  // The request itself has the value without a field around it.
  const isForm = isObject(entry) && (field.name in entry || Object.keys(entry).length === 0);
  const value = toJson(field, isForm ? entry[field.name] : entry, label);
  if (value === undefined || isNothing(value)) throw nothingGiven(label);
  return value;
}

/** A map out of keys and values; a map as the request has it stays as it is. */
function toMap(groups: INodePropertyCollection[], value: JsonObject, path: string): JsonObject {
  const map: JsonObject = {};
  for (const { name, values } of groups) {
    const entries = value[name];
    if (!Array.isArray(entries)) return value;
    for (const entry of entries) {
      const { key, ...message } = toObject(values, entry, path);
      const label = asText(key);
      if (label === '') throw nothingGiven(`${path} > Key`);
      if (map[label] !== undefined) {
        throw new InputError(`${path} has the key "${label}" twice`, 'Keep one of its values.');
      }
      map[label] = values.some((field) => field.name === 'value') ? (message.value ?? '') : message;
    }
  }
  return map;
}

/**
 * Puts a value into a message. A choice between members of a oneof has JSON objects as its values, and the chosen one
 * becomes part of the message.
 */
function put(message: JsonObject, field: FormField, value: Json): void {
  const isFragment = field.type === 'options' && typeof value === 'string' && value.startsWith('{');
  const part = isFragment
    ? parseObject(field.displayName, value)
    : atPath(field.requestField ?? field.name, value);
  for (const [name, content] of Object.entries(part)) message[name] = together(message[name], content);
}

/** What two fields of a form say about one field of the request: lists are joined, objects are merged. */
function together(known: Json | undefined, value: Json): Json {
  if (Array.isArray(known) && Array.isArray(value)) return [...known, ...value];
  if (!isObject(known) || !isObject(value)) return value;
  const merged: JsonObject = { ...known };
  for (const [name, content] of Object.entries(value)) merged[name] = together(merged[name], content);
  return merged;
}

/** A value in the messages of a path with dots, e.g. "human.profile.givenName". */
function atPath(path: string, value: Json): JsonObject {
  const [name = '', ...inner] = path.split('.');
  return { [name]: inner.length === 0 ? value : atPath(inner.join('.'), value) };
}

/** Whether a form's field was left as it was: forms have no other way to say "not given". */
function isEmpty(value: Json | undefined): value is undefined {
  return value === undefined || value === '' || (isObject(value) && Object.keys(value).length === 0);
}

/** A field as the form calls it. */
function labelOf({ displayName }: INodeProperties): string {
  return displayName;
}
