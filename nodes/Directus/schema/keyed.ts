import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { RecordKey } from './reader';

/** A query that asks for the key too, and how to leave it out again where it was not asked for. */
export interface KeyedQuery {
  query: JsonObject;
  strip: (record: JsonObject) => JsonObject;
}

/** Makes a query ask for the key of the records. */
export function withKey(query: JsonObject, { field }: RecordKey): KeyedQuery {
  const { fields } = query;
  const isAsked = (name: Json): boolean =>
    name === field || name === '*' || name === '*.*' || name === '*.*.*';
  if (!Array.isArray(fields) || fields.some(isAsked)) return { query, strip: (record) => record };
  const strip = ({ [field]: _, ...record }: JsonObject): JsonObject => record;
  return { query: { ...query, fields: [...fields, field] }, strip };
}

/** Whether an alias of a query stands where the key would be. */
export function hidesKey({ alias }: JsonObject, { field }: RecordKey): boolean {
  return isObject(alias) && field in alias;
}

/** Records by their keys as text; none where the reply is no list, as that of a singleton. */
export function byKey(reply: Json | undefined, { field }: RecordKey): Map<string, JsonObject> {
  const records = (Array.isArray(reply) ? reply : []).filter(isObject);
  return new Map(records.map((record) => [asText(record[field]), record]));
}
