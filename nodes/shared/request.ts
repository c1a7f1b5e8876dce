import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { ItemContext } from './context';
import { InputError } from './errors';
import type { FormField, Json, JsonObject, Operation } from './operation';
import { asText, describe, isObject, parseJson, parseObject } from './parse';

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
  if (form === 'json') return { form, values: parseObject('JSON (jsonBody)', item.parameter('jsonBody')) };
  if (form === 'fields') return { form, values: readFields(item) };
  throw new InputError(
    `Specify Request: ${describe(form)} is not a choice`,
    'Write "fields" or "json" into specifyBody.',
  );
}

function readFields<Row extends Operation>(item: ItemContext<Row>): JsonObject {
  const values: JsonObject = {};
  for (const field of item.operation.fields ?? []) {
    const given = item.parameter(field.name);
    if (field.type === 'resourceMapper') {
      Object.assign(values, readMapper(item, given));
      continue;
    }
    const value = toJson(field, given, labelOf(field));
    if (!isEmpty(value)) put(values, field, value);
    else if (field.required === true) {
      throw new InputError(`${labelOf(field)} is required`, `Fill in ${field.displayName}.`);
    }
  }
  const additional = item.parameter('additionalFields');
  const options = item.operation.additionalFields;
  if (additional === undefined || options === undefined) return values;
  return { ...values, ...toObject(options, additional, 'Additional Fields') };
}

/**
 * The fields of a resource mapper: those filled in, or with automatic mapping those of the input item that the mapper
 * knows. They are fields of the request itself.
 */
function readMapper<Row extends Operation>(item: ItemContext<Row>, mapper: unknown): JsonObject {
  if (!isObject(mapper)) return {};
  const known = (Array.isArray(mapper.schema) ? mapper.schema : []).map((field) =>
    isObject(field) ? asText(field.id) : '',
  );
  const isAutomatic = mapper.mappingMode === 'autoMapInputData';
  const source = isAutomatic ? item.execution.getInputData()[item.itemIndex]?.json : mapper.value;
  const given = Object.entries(isObject(source) ? source : {});
  const isMapped = ([name, value]: [string, Json]): boolean =>
    value !== null && value !== undefined && (!isAutomatic || known.includes(name));
  return Object.fromEntries(given.filter(isMapped));
}

/** A form's value as JSON: text of an object or array field is parsed, a date becomes ISO text. */
function toJson(field: FormField, value: unknown, path: string): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (field.bytes === true && typeof value === 'string') return Buffer.from(value, 'utf8').toString('base64');
  if (value instanceof Date) return value.toISOString();
  const structured = field.type === 'json' || field.type === 'collection' || field.type === 'fixedCollection';
  const content = structured && typeof value === 'string' && value !== '' ? parseJson(path, value) : value;
  const options = (field.options ?? []) as INodeProperties[];
  if (field.type === 'collection' && isObject(content)) return toObject(options, content, path);
  if (field.type === 'fixedCollection' && isObject(content)) return toList(field, content, path);
  return content as Json;
}

function toObject(options: INodeProperties[], value: unknown, path: string): JsonObject {
  const result: JsonObject = {};
  for (const [name, content] of Object.entries(parseObject(path, value))) {
    const field = options.find((option) => option.name === name);
    const entry = field === undefined ? content : toJson(field, content, `${path} > ${labelOf(field)}`);
    if (entry === undefined) continue;
    if (field === undefined) result[name] = entry;
    else put(result, field, entry);
  }
  return result;
}

/** A list that was filled in entry by entry: n8n keeps the entries under the name of their group. */
function toList(field: INodeProperties, value: JsonObject, path: string): Json {
  const [group] = (field.options ?? []) as INodePropertyCollection[];
  const entries = group === undefined ? undefined : value[group.name];
  if (group === undefined || !Array.isArray(entries)) return value;
  return entries.map((entry) => toObject(group.values, entry, path));
}

/**
 * Puts a value into a message. A choice between members of a oneof has JSON objects as its values, and the chosen one
 * becomes part of the message.
 */
function put(message: JsonObject, field: INodeProperties, value: Json): void {
  const isFragment = field.type === 'options' && typeof value === 'string' && value.startsWith('{');
  if (isFragment) Object.assign(message, parseObject(field.displayName, value));
  else message[field.name] = value;
}

/** Whether a form's field was left as it was: forms have no other way to say "not given". */
function isEmpty(value: Json | undefined): value is undefined {
  return value === undefined || value === '' || (isObject(value) && Object.keys(value).length === 0);
}

/** A field as the user sees it, with the name that expressions and stored workflows have for it. */
function labelOf({ displayName, name }: INodeProperties): string {
  return `${displayName} (${name})`;
}
