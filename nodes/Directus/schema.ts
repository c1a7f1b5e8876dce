import type { Json } from '../shared/operation';
import { ServiceError } from '../shared/errors';
import { asText, isObject, unknownName } from '../shared/parse';
import { callDirectus, type DirectusConnection } from './transport';

/** The fields of collections, as far as the caller may read them; each collection is read once an execution. */
export class SchemaReader {
  private readonly names = new Map<string, Promise<string[] | undefined>>();

  /**
   * Makes sure that a collection has fields of these names: Directus drops unknown ones in silence.
   *
   * @throws InputError that names the first one it lacks, and the nearest that it has
   */
  async assertFields(
    connection: DirectusConnection,
    collection: string,
    names: readonly string[],
    known: readonly string[],
  ): Promise<void> {
    if (names.length === 0) return;
    const reading = this.names.get(collection) ?? readNames(connection, collection);
    this.names.set(collection, reading);
    const fields = await reading;
    if (fields === undefined) return;
    const unknown = names.find((name) => !fields.includes(name));
    if (unknown !== undefined) throw unknownName('Field', unknown, [...new Set([...known, ...fields])]);
  }
}

/** The names of a collection's fields; undefined where the caller may not read them. */
async function readNames(connection: DirectusConnection, collection: string): Promise<string[] | undefined> {
  const path = `/fields/${encodeURIComponent(collection)}`;
  const fields = await callDirectus(connection, { verb: 'GET', path }).catch(unlessForbidden);
  return Array.isArray(fields) ? fields.map(fieldName) : undefined;
}

function unlessForbidden(error: unknown): undefined {
  if (error instanceof ServiceError && error.refusal.code === 'FORBIDDEN') return undefined;
  throw error;
}

function fieldName(field: Json): string {
  return isObject(field) ? asText(field.field) : '';
}
