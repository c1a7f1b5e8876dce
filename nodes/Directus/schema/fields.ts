import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/** What tells the records of a collection apart. */
export interface RecordKey {
  field: string;
  /** Directus' type of the field, e.g. "uuid" or "integer". */
  type: string;
  /** Whether the database makes it, so that it is not known before. */
  generated: boolean;
  /** Set where Directus or the database would make a uuid, so that one can be made here as well. */
  uuidMade?: boolean;
}

/** A field of a collection. */
export interface FieldSchema {
  /** Directus' type, e.g. "dateTime"; "alias" for one without a column. */
  type: string;
  /** Whether Directus gives stars in place of the value. */
  concealed: boolean;
  /** Whether it only shows something in Directus' forms, and holds nothing. */
  shown?: boolean;
  /** Collection that a key in it belongs to, as far as the database knows. */
  target?: string;
}

/** What Directus gives stars for. */
const CONCEALING = ['conceal', 'encrypt', 'hash'];
/** Characters of a uuid. */
const UUID_LENGTH = 36;

/** Reads a field as Directus describes it. */
export function toField(row: JsonObject): FieldSchema {
  const special = specialOf(row);
  const schema = isObject(row.schema) ? row.schema : {};
  const target = asText(schema.foreign_key_table);
  return {
    type: isUuid(row, schema, special) ? 'uuid' : asText(row.type),
    concealed: special.some((name) => CONCEALING.includes(name)),
    ...(special.includes('no-data') && { shown: true }),
    ...(target !== '' && { target }),
  };
}

/** The key of a collection, where this field is it. */
export function toKey(row: JsonObject): RecordKey | undefined {
  if (!isObject(row.schema) || row.schema.is_primary_key !== true) return undefined;
  const { type } = toField(row);
  const { has_auto_increment: generated, default_value: preset } = row.schema;
  const hasPreset = row.type === 'uuid' && preset !== null && preset !== undefined;
  return {
    field: asText(row.field),
    type,
    generated: generated === true,
    uuidMade: specialOf(row).includes('uuid') || hasPreset,
  };
}

/** Databases without a type for them have uuids as text of a fixed length. */
function isUuid(row: JsonObject, schema: JsonObject, special: readonly string[]): boolean {
  const isFixed = schema.data_type === 'char' && schema.max_length === UUID_LENGTH;
  return row.type === 'uuid' || special.includes('uuid') || (row.type === 'string' && isFixed);
}

function specialOf({ meta }: JsonObject): string[] {
  const special: Json | undefined = isObject(meta) ? meta.special : undefined;
  return Array.isArray(special) ? special.map(asText) : [];
}
