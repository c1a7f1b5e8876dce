import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject, parseJson } from '../../shared/parse';
import type { Clock } from './clock';
import type { FieldSchema } from './fields';
import { fieldType } from './fieldTypes';
import { MOMENT_TYPES } from './moments';
import type { Related } from './relations';

/** What Directus shows in place of a value that it keeps to itself. */
const STARS = /^\*{10}$/;
/** What a list of changes to related records may hold. */
const CHANGES = ['create', 'update'];
/** Types of keys: a field of one may take a related record. */
const KEY_TYPES = ['bigInteger', 'integer', 'string', 'text', 'uuid'];

/** Where the types of fields come from. */
export interface FieldSource {
  clock: Clock;
  /** The fields of a collection by name; those that are not known are left to Directus. */
  fieldsOf(collection: string): Promise<ReadonlyMap<string, FieldSchema>>;
  /** What a field relates to. */
  relatedTo(collection: string, field: string): Promise<Related | undefined>;
}

/** A record on its way into a collection. */
interface Place {
  source: FieldSource;
  collection: string;
  /** Name of the record, for errors. */
  path: string;
}

/**
 * Brings the values of a body into the types of their fields, also in the related records in it, and checks them: Directus
 * stores much that the field cannot hold.
 *
 * @param fields of the collection
 * @throws InputError that names the field
 */
export async function toTyped(
  data: Json,
  fields: ReadonlyMap<string, FieldSchema>,
  source: FieldSource,
  collection: string,
): Promise<Json> {
  const place = { source, collection, path: 'data' };
  if (!Array.isArray(data)) return isObject(data) ? await typedRecord(data, fields, place) : data;
  const typed: Json[] = [];
  for (const [index, entry] of data.entries()) {
    const path = `data[${index}]`;
    typed.push(isObject(entry) ? await typedRecord(entry, fields, { ...place, path }) : entry);
  }
  return typed;
}

/**
 * A value as its field takes it.
 *
 * @throws InputError that names the field
 */
export function typedValue(path: string, value: Json, { type, concealed }: FieldSchema, clock: Clock): Json {
  if (concealed && typeof value === 'string' && STARS.test(value)) {
    throw new InputError(
      `${path}: the stars that Directus shows in place of the value would overwrite it`,
      'Remove the field, so that its value stays as it is.',
    );
  }
  const rule = fieldType(type);
  if (rule === undefined || value === null) return value;
  const read = rule.read(value, { path, clock });
  if (read !== undefined) return read;
  throw new InputError(`${path}: expected ${rule.is}, got ${named(value, type)}`, rule.remedy);
}

/** Beyond 2^53 JavaScript has rounded a number before anybody could see it, and what is no number becomes null. */
export function assertExact(path: string, value: Json): void {
  if (typeof value !== 'number') return;
  if (!Number.isFinite(value)) {
    throw new InputError(`${path}: expected a number, got ${value}`, 'Check the expression that makes it.');
  }
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
  throw new InputError(
    `${path}: a number beyond 9007199254740991 is not exact`,
    'Write it as text, in quotes.',
  );
}

async function typedRecord(
  record: JsonObject,
  fields: ReadonlyMap<string, FieldSchema>,
  place: Place,
): Promise<JsonObject> {
  const typed: JsonObject = {};
  for (const [name, value] of Object.entries(record) as Array<[string, Json | undefined]>) {
    if (value === undefined) continue;
    assertExact(`${place.path}.${name}`, value);
    const field = fields.get(name);
    typed[name] =
      field === undefined || value === null ? value : await typedField(name, value, field, record, place);
  }
  return typed;
}

async function typedField(
  name: string,
  value: Json,
  field: FieldSchema,
  record: JsonObject,
  place: Place,
): Promise<Json> {
  const path = `${place.path}.${name}`;
  if (field.type === 'alias') return await typedList(name, value, field, place);
  if (isObject(value) && KEY_TYPES.includes(field.type)) {
    const related = await relatedOf(name, field, place);
    const collection = related?.collection ?? namedIn(record, related?.namedBy);
    if (collection !== undefined) return await typedRelated(value, { ...place, collection, path });
    if (related !== undefined) return value;
  }
  return typedValue(path, value, field, place.source.clock);
}

/** A field without a column: a list of related records, or what changes in it. */
async function typedList(name: string, value: Json, field: FieldSchema, place: Place): Promise<Json> {
  const path = `${place.path}.${name}`;
  if (field.shown === true) {
    throw new InputError(`${path}: the field holds no value, it only shows something`, 'Leave it out.');
  }
  const content = parseJson(path, value);
  if (content === null) return content;
  if (typeof content !== 'object') {
    throw new InputError(
      `${path}: expected a list, got ${describe(content)}`,
      'Write a list of keys or records, or {"create": […], "update": […], "delete": […]}.',
    );
  }
  const collection = (await relatedOf(name, field, place))?.collection;
  if (collection === undefined) return content;
  const typedEntries = async (list: Json, at: string): Promise<Json> => {
    if (!Array.isArray(list)) return list;
    const entries: Json[] = [];
    for (const [index, entry] of list.entries()) {
      const inner = { ...place, collection, path: `${at}[${index}]` };
      entries.push(isObject(entry) ? await typedRelated(entry, inner) : entry);
    }
    return entries;
  };
  if (Array.isArray(content)) return await typedEntries(content, path);
  const changes: JsonObject = {};
  for (const [kind, list] of Object.entries(content)) {
    changes[kind] = CHANGES.includes(kind) ? await typedEntries(list, `${path}.${kind}`) : list;
  }
  return changes;
}

async function typedRelated(record: JsonObject, place: Place): Promise<JsonObject> {
  return await typedRecord(record, await place.source.fieldsOf(place.collection), place);
}

async function relatedOf(
  name: string,
  { target }: FieldSchema,
  { source, collection }: Place,
): Promise<Related | undefined> {
  return target === undefined ? await source.relatedTo(collection, name) : { collection: target };
}

function namedIn(record: JsonObject, field: string | undefined): string | undefined {
  const name = field === undefined ? undefined : record[field];
  return typeof name === 'string' ? name : undefined;
}

/** What a value is. A wrong date may be told: it is no secret, and "text" would say little about it. */
function named(value: Json, type: string): string {
  const isDate = MOMENT_TYPES.includes(type) && typeof value === 'string' && /^[\d\s:.,+TZ-]+$/.test(value);
  return isDate ? `"${value.slice(0, 40)}"` : describe(value);
}
