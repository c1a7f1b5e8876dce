import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { isAdministrator } from '../call/administrator';
import { callDirectus } from '../call/client';
import type { DirectusConnection } from '../call/connection';
import type { DataRule } from '../operation';
import { unknownField, unsureFields } from '../request/checkData';
import type { Clock } from './clock';
import { type FieldSchema, type RecordKey, toField, toKey } from './fields';
import { Relations } from './relations';
import { systemFields } from './systemFields';
import { mayHoldDay, toTypedDeep, toTypedFilter } from './typedFilter';
import { type FieldSource, toTyped } from './typedValues';

export type { RecordKey } from './fields';

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
  fields: ReadonlyMap<string, FieldSchema>;
  /** Directus' types of the fields, by name. */
  types: ReadonlyMap<string, string>;
  key?: RecordKey;
}

const NO_FIELDS: ReadonlyMap<string, FieldSchema> = new Map();
const NO_TYPES: ReadonlyMap<string, string> = new Map();

/** The key of most of Directus' own collections. */
const SYSTEM_KEY: RecordKey = { field: 'id', type: 'uuid', generated: false, uuidMade: true };
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

/** What a body is checked with. */
interface BodyCheck {
  rule: DataRule;
  /** Fields that are not sent. */
  local?: readonly string[];
  clock: Clock;
}

/** The fields of collections, as far as the caller may read them; each collection is read once an execution. */
export class SchemaReader {
  private readonly known = new Map<string, Promise<CollectionSchema | undefined>>();
  /** Collections in which the caller may create records, but not say which key these get. */
  private readonly keyless = new Set<string>();

  private readonly singletons = new Map<string, Promise<boolean>>();

  private relations: Promise<Relations> | undefined;

  private limitsRead: Promise<Limits> | undefined;

  /**
   * Checks a body against its collection: Directus drops unknown fields in silence, and stores much that it should not.
   *
   * @returns the body, with its values as their fields take them
   * @throws InputError that names the first field that is unknown, with the nearest that there is, or what is wrong in it
   */
  async checkBody(
    connection: DirectusConnection,
    collection: string,
    data: Json,
    { rule, local = [], clock }: BodyCheck,
  ): Promise<Json> {
    const unsure = unsureFields(rule, data, local);
    const schema = unsure.length === 0 ? undefined : await this.read(connection, collection);
    const moved = unsure.find((name) => rule.moved?.[name] !== undefined);
    const unknown = schema === undefined ? moved : unsure.find((name) => !schema.types.has(name));
    const isSure =
      unknown === undefined || unknown === moved || (await this.seesAllFields(connection, collection));
    if (unknown !== undefined && isSure) {
      const known = new Set([...(rule.fields ?? []), ...(schema?.types.keys() ?? [])]);
      throw unknownField(rule, unknown, [...known]);
    }
    const fields = schema?.fields ?? systemFields(collection, rule.fields);
    return await toTyped(data, fields, this.source(connection, clock), collection);
  }

  /**
   * Checks the filters of a query against the fields that they compare.
   *
   * @param thorough set where the query chooses what is changed
   * @returns the query, with its moments as on the workflow's clock
   * @throws InputError that names the rule
   */
  async checkFilters(
    connection: DirectusConnection,
    collection: string,
    query: JsonObject,
    { clock, thorough }: { clock: Clock; thorough: boolean },
  ): Promise<JsonObject> {
    const { filter, deep } = query;
    const isDeep = isObject(deep) && mayHoldDay(deep);
    if (!isObject(filter) && !isDeep) return query;
    const source = this.source(connection, clock);
    const system = systemFields(collection);
    const suffices = system.size > 0 && !thorough && !isDeep && !mayHoldDay(filter);
    const fields = suffices ? system : await source.fieldsOf(collection);
    const place = { source, collection, fields, thorough };
    return {
      ...query,
      ...(isObject(filter) && { filter: await toTypedFilter(filter, place) }),
      ...(isDeep && { deep: await toTypedDeep(deep, place) }),
    };
  }

  /** The types of a collection's fields; none where the caller may not read them. */
  async typesOf(connection: DirectusConnection, collection: string): Promise<ReadonlyMap<string, string>> {
    return (await this.read(connection, collection))?.types ?? NO_TYPES;
  }

  /** The primary key of a collection; undefined where the caller may not read it. */
  async keyOf(connection: DirectusConnection, collection: string): Promise<RecordKey | undefined> {
    if (NUMBERED.includes(collection)) return { field: 'id', type: 'integer', generated: true };
    if (MADE_BY_SERVER.includes(collection)) return { ...SYSTEM_KEY, generated: true, uuidMade: false };
    if (collection.startsWith('directus_')) return SYSTEM_KEY;
    return (await this.read(connection, collection))?.key;
  }

  /** Notes that the caller may not say which keys the records of a collection get. */
  refuseKeys(collection: string): void {
    this.keyless.add(collection);
  }

  /** Whether keys for the records of a collection were refused before. */
  refusesKeys(collection: string): boolean {
    return this.keyless.has(collection);
  }

  /** Where the types of fields come from, for values that may hold records of several collections. */
  source(connection: DirectusConnection, clock: Clock): FieldSource {
    return {
      clock,
      fieldsOf: async (collection) => (await this.read(connection, collection))?.fields ?? NO_FIELDS,
      relatedTo: async (collection, field) =>
        (await this.relationsOf(connection)).relatedTo(collection, field),
    };
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

  /** Whether the fields of a collection that the caller sees are all that it has: some may only be written. */
  private async seesAllFields(connection: DirectusConnection, collection: string): Promise<boolean> {
    if (await isAdministrator(connection)) return true;
    const mine = await callDirectus(connection, { verb: 'GET', path: '/permissions/me' }).catch(
      () => undefined,
    );
    const actions = isObject(mine) ? mine[collection] : undefined;
    const read = isObject(actions) ? actions.read : undefined;
    return isObject(read) && Array.isArray(read.fields) && read.fields.includes('*');
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
    // What could not be read now may be read for the next item.
    return await reading.catch((error: unknown) => {
      this.known.delete(collection);
      throw error;
    });
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
  const rows = reply.filter(isObject);
  const own = new Map(rows.map((row) => [asText(row.field), toField(row)]));
  const fields = new Map([...own, ...systemFields(collection)]);
  return {
    fields,
    types: new Map([...own].map(([name]) => [name, fields.get(name)?.type ?? ''])),
    key: rows.map(toKey).find((key) => key !== undefined),
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
