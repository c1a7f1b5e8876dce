import type { ItemContext } from './context';
import { InputError } from './errors';
import type { JsonObject, Operation } from './operation';
import type { Json } from './operation';
import { describe, isObject, parseJson, parseObject } from './parse';

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
  if (form === 'json') return { form, values: parseObject('JSON', item.parameter('jsonBody')) };
  if (form === 'fields') return { form, values: readFields(item) };
  throw new InputError(
    `Specify Request: ${describe(form)} is not a choice`,
    'Write "fields" or "json" into specifyBody.',
  );
}

function readFields<Row extends Operation>(item: ItemContext<Row>): JsonObject {
  const values: JsonObject = {};
  for (const field of item.operation.fields ?? []) {
    const value = toJson(field.displayName, field.type, item.parameter(field.name));
    if (!isEmpty(value)) values[field.name] = value;
    else if (field.required === true) {
      throw new InputError(`${field.displayName} is required`, `Fill in ${field.displayName} (${field.name}).`);
    }
  }
  const additional = item.parameter('additionalFields');
  if (additional === undefined) return values;
  const types = new Map((item.operation.additionalFields ?? []).map((field) => [field.name, field]));
  for (const [name, given] of Object.entries(parseObject('Additional Fields', additional))) {
    const field = types.get(name);
    const value = toJson(field?.displayName ?? name, field?.type ?? 'string', given);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** A form's value as JSON: text of an object or array field is parsed, a date becomes ISO text. */
function toJson(label: string, type: string, value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  const structured = type === 'json' || type === 'collection' || type === 'fixedCollection';
  if (structured && typeof value === 'string') return value === '' ? undefined : parseJson(label, value);
  return value as Json;
}

/** Whether a form's field was left as it was: forms have no other way to say "not given". */
function isEmpty(value: Json | undefined): value is undefined {
  return value === undefined || value === '' || (isObject(value) && Object.keys(value).length === 0);
}
