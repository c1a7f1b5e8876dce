import { ServiceError } from '../shared/errors';
import type { Json } from '../shared/operation';
import { asText, isObject } from '../shared/parse';
import { unknownField, unsureFields } from './checkData';
import type { DataRule } from './operation';
import { callDirectus, type DirectusConnection } from './transport';

/** What tells the records of a collection apart. */
export interface RecordKey {
  field: string;
  /** Directus' type of the field, e.g. "uuid" or "integer". */
  type: string;
  /** Whether the database makes it, so that it is not known before. */
  generated: boolean;
}

/** A collection as far as the caller may see it. */
interface CollectionSchema {
  fields: string[];
  key?: RecordKey;
}

/** The key of most of Directus' own collections. */
const SYSTEM_KEY: RecordKey = { field: 'id', type: 'uuid', generated: false };
/** Collections whose keys Directus takes from nobody. */
const MADE_BY_SERVER = ['directus_versions'];
const NUMBERED = [
  'directus_activity',
  'directus_notifications',
  'directus_permissions',
  'directus_presets',
  'directus_revisions',
  'directus_webhooks',
];

/** The fields of collections, as far as the caller may read them; each collection is read once an execution. */
export class SchemaReader {
  private readonly known = new Map<string, Promise<CollectionSchema | undefined>>();

  /**
   * Makes sure that a collection has the fields of a body: Directus drops unknown ones in silence.
   *
   * @param local fields that are not sent
   * @throws InputError that names the first one it lacks, and the nearest that it has
   */
  async assertFields(
    connection: DirectusConnection,
    collection: string,
    rule: DataRule,
    data: Json,
    local: readonly string[] = [],
  ): Promise<void> {
    const unsure = unsureFields(rule, data, local);
    if (unsure.length === 0) return;
    const fields = (await this.read(connection, collection))?.fields;
    const moved = unsure.find((name) => rule.moved?.[name] !== undefined);
    if (fields === undefined && moved === undefined) return;
    const unknown = fields === undefined ? moved : unsure.find((name) => !fields.includes(name));
    if (unknown === undefined) return;
    throw unknownField(rule, unknown, [...new Set([...(rule.fields ?? []), ...(fields ?? [])])]);
  }

  /** The primary key of a collection; undefined where the caller may not read it. */
  async keyOf(connection: DirectusConnection, collection: string): Promise<RecordKey | undefined> {
    if (NUMBERED.includes(collection)) return { field: 'id', type: 'integer', generated: true };
    if (MADE_BY_SERVER.includes(collection)) return { ...SYSTEM_KEY, generated: true };
    if (collection.startsWith('directus_')) return SYSTEM_KEY;
    return (await this.read(connection, collection))?.key;
  }

  private async read(
    connection: DirectusConnection,
    collection: string,
  ): Promise<CollectionSchema | undefined> {
    const reading = this.known.get(collection) ?? readSchema(connection, collection);
    this.known.set(collection, reading);
    return await reading;
  }
}

/** Undefined where the caller may not read it, or there is no such collection. */
async function readSchema(
  connection: DirectusConnection,
  collection: string,
): Promise<CollectionSchema | undefined> {
  const path = `/fields/${encodeURIComponent(collection)}`;
  const reply = await callDirectus(connection, { verb: 'GET', path }).catch(unlessForbidden);
  if (!Array.isArray(reply)) return undefined;
  return { fields: reply.map(fieldName), key: reply.map(toKey).find((key) => key !== undefined) };
}

function unlessForbidden(error: unknown): undefined {
  if (error instanceof ServiceError && error.refusal.code === 'FORBIDDEN') return undefined;
  throw error;
}

function fieldName(field: Json): string {
  return isObject(field) ? asText(field.field) : '';
}

function toKey(field: Json): RecordKey | undefined {
  if (!isObject(field) || !isObject(field.schema) || field.schema.is_primary_key !== true) return undefined;
  const special = isObject(field.meta) && Array.isArray(field.meta.special) ? field.meta.special : [];
  const isUuid = field.type === 'uuid' || special.includes('uuid');
  return {
    field: asText(field.field),
    type: isUuid ? 'uuid' : asText(field.type),
    generated: field.schema.has_auto_increment === true,
  };
}
