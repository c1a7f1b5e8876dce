import type {
  FieldType,
  ILoadOptionsFunctions,
  INodePropertyOptions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';

import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { ask, collectionOfNode } from './client';

/** What the editor asks for each of Directus' types; text for all others. */
const TYPES: Readonly<Record<string, FieldType>> = {
  boolean: 'boolean',
  csv: 'array',
  dateTime: 'dateTime',
  decimal: 'number',
  float: 'number',
  integer: 'number',
  json: 'object',
  timestamp: 'dateTime',
};
/** Interfaces whose JSON is a list. */
const LISTS = /^(tags|list|select-multiple|input-multiple)/;
/** Relations that a field without a column stands for. */
const TO_MANY = ['files', 'm2a', 'm2m', 'o2m', 'translations'];
/** What Directus fills in by itself. */
const AUTOMATIC = ['date-created', 'date-updated', 'user-created', 'user-updated'];

async function getFieldsToCreate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return await readFields(this, true);
}

async function getFieldsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return await readFields(this, false);
}

async function readFields(editor: ILoadOptionsFunctions, isNew: boolean): Promise<ResourceMapperFields> {
  const collection = collectionOfNode(editor);
  // Without one, Directus gives the fields of all collections.
  if (collection === '') return { fields: [], emptyFieldsNotice: 'Choose a collection first' };
  const rows = (await ask(editor, `/fields/${encodeURIComponent(collection)}`)).filter(isObject);
  return { fields: rows.filter(holdsData).map((row) => toField(row, isNew)) };
}

function holdsData(field: JsonObject): boolean {
  return field.type !== 'alias' || specialOf(field).some((special) => TO_MANY.includes(special));
}

function toField(field: JsonObject, isNew: boolean): ResourceMapperField {
  const name = asText(field.field);
  const meta = objectOf(field.meta);
  const schema = objectOf(field.schema);
  const special = specialOf(field);
  const isKey = schema.is_primary_key === true;
  const readOnly = meta.readonly === true || special.some((entry) => AUTOMATIC.includes(entry));
  const options = choicesOf(meta);
  const needsValue =
    schema.is_nullable === false && (schema.default_value ?? null) === null && schema.is_generated !== true;
  const target = asText(schema.foreign_key_table);
  return {
    id: name,
    displayName: target === '' ? name : `${name} (${target})`,
    type: options === undefined ? typeOf(field, special) : 'options',
    ...(options !== undefined && { options }),
    required: isNew && !readOnly && !isKey && (meta.required === true || needsValue),
    readOnly,
    display: true,
    defaultMatch: false,
    canBeUsedToMatch: false,
    removed: readOnly || isKey,
  };
}

function typeOf(field: JsonObject, special: readonly string[]): FieldType {
  // Any value will do: a list of keys or records, or an object with what changes.
  if (special.some((entry) => TO_MANY.includes(entry))) return 'string';
  const meta = objectOf(field.meta);
  if (field.type === 'json' && LISTS.test(asText(meta.interface))) return 'array';
  return TYPES[asText(field.type)] ?? (asText(field.type).startsWith('geometry') ? 'object' : 'string');
}

/** The values of a field that is a dropdown or the like, unless others may be written too. */
function choicesOf(meta: JsonObject): INodePropertyOptions[] | undefined {
  const { choices, allowOther } = objectOf(meta.options);
  const isOne = ['select-dropdown', 'select-radio', 'select-icon'].includes(asText(meta.interface));
  if (!isOne || allowOther === true || !Array.isArray(choices) || choices.length === 0) return undefined;
  return choices.filter(isObject).map(({ text, value }) => ({
    name: asText(text) || asText(value),
    value: typeof value === 'number' || typeof value === 'boolean' ? value : asText(value),
  }));
}

function specialOf({ meta }: JsonObject): string[] {
  const { special } = objectOf(meta);
  return Array.isArray(special) ? special.map(asText) : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** What the resource mapper of an item's fields asks for. */
export const resourceMapping = { getFieldsToCreate, getFieldsToUpdate };
