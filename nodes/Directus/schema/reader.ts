import { ServiceError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { callDirectus } from '../call/client';
import type { DirectusConnection } from '../call/connection';
import type { DataRule } from '../operation';
import { unknownField, unsureFields } from '../request/checkData';
import { Relations } from './relations';
import { toTyped } from './typedValues';

/** What tells the records of a collection apart. */
export interface RecordKey {
  field: string;
  /** Directus' type of the field, e.g. "uuid" or "integer". */
  type: string;
  /** Whether the database makes it, so that it is not known before. */
  generated: boolean;
}

/** The limits of lists on a server. */
export interface Limits {
  /** Entries that a list has at most without being asked for more. */
  usual: number;
  /** Entries that a list has at most. */
  most: number;
}

/** Entries that a Directus gives at most unless it is set otherwise. */
export const USUAL_LIMIT = 100;

/** A collection as far as the caller may see it. */
interface CollectionSchema {
  /** Directus' types of the fields, by name. */
  types: ReadonlyMap<string, string>;
  key?: RecordKey;
}

const NO_TYPES: ReadonlyMap<string, string> = new Map();

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

  private readonly singletons = new Map<string, Promise<boolean>>();

  private relations: Promise<Relations> | undefined;

  private limitsRead: Promise<Limits> | undefined;

  /**
   * Checks a body against its collection: Directus drops unknown fields in silence, and stores much that it should not.
   *
   * @param local fields that are not sent
   * @returns the body, with JSON text read where the field takes an object or a list
   * @throws InputError that names the first field that is unknown, with the nearest that there is, or what is wrong in it
   */
  async checkBody(
    connection: DirectusConnection,
    collection: string,
    rule: DataRule,
    data: Json,
    local: readonly string[] = [],
  ): Promise<Json> {
    const unsure = unsureFields(rule, data, local);
    if (unsure.length === 0) return data;
    const types = (await this.read(connection, collection))?.types;
    const moved = unsure.find((name) => rule.moved?.[name] !== undefined);
    if (types === undefined && moved === undefined) return data;
    const unknown = types === undefined ? moved : unsure.find((name) => !types.has(name));
    if (unknown !== undefined) {
      throw unknownField(rule, unknown, [...new Set([...(rule.fields ?? []), ...(types?.keys() ?? [])])]);
    }
    return toTyped(data, types ?? NO_TYPES);
  }

  /** The types of a collection's fields; none where the caller may not read them. */
  async typesOf(connection: DirectusConnection, collection: string): Promise<ReadonlyMap<string, string>> {
    return (await this.read(connection, collection))?.types ?? NO_TYPES;
  }

  /** The primary key of a collection; undefined where the caller may not read it. */
  async keyOf(connection: DirectusConnection, collection: string): Promise<RecordKey | undefined> {
    if (NUMBERED.includes(collection)) return { field: 'id', type: 'integer', generated: true };
    if (MADE_BY_SERVER.includes(collection)) return { ...SYSTEM_KEY, generated: true };
    if (collection.startsWith('directus_')) return SYSTEM_KEY;
    return (await this.read(connection, collection))?.key;
  }

  /** Whether a collection holds one item only; false where the caller may not read it. */
  async isSingleton(connection: DirectusConnection, collection: string): Promise<boolean> {
    const path = `/items/${encodeURIComponent(collection)}`;
    const reading =
      this.singletons.get(collection) ??
      callDirectus(connection, { verb: 'GET', path, query: { limit: 1 } })
        .catch(unlessForbidden)
        .then(isObject);
    this.singletons.set(collection, reading);
    return await reading;
  }

  /** How collections are connected. */
  async relationsOf(connection: DirectusConnection): Promise<Relations> {
    this.relations ??= callDirectus(connection, { verb: 'GET', path: '/relations' })
      .catch(unlessForbidden)
      .then((rows) => new Relations(Array.isArray(rows) ? rows : []));
    return await this.relations;
  }

  /** The limits of lists, as far as the server tells them. */
  async limits(connection: DirectusConnection): Promise<Limits> {
    this.limitsRead ??= callDirectus(connection, { verb: 'GET', path: '/server/info' })
      .catch(unlessForbidden)
      .then(toLimits);
    return await this.limitsRead;
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
  return {
    types: new Map(reply.filter(isObject).map(({ field, type }) => [asText(field), asText(type)])),
    key: reply.map(toKey).find((key) => key !== undefined),
  };
}

function toLimits(info: Json | undefined): Limits {
  const limits = isObject(info) && isObject(info.queryLimit) ? info.queryLimit : {};
  const most = Number(limits.max ?? -1) > 0 ? Number(limits.max) : Infinity;
  const usual = Number(limits.default ?? USUAL_LIMIT);
  return { most, usual: Math.min(most, usual > 0 ? usual : Infinity) };
}

function unlessForbidden(error: unknown): undefined {
  if (error instanceof ServiceError && error.refusal.code === 'FORBIDDEN') return undefined;
  throw error;
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
