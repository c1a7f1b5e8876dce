import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { ToMany } from '../schema/relations';
import { hasKeyLists, isKey, WRITE_CHANGES } from './keyLists';
import { readRows } from './list';
import { collectionOf } from './path';
import type { Sending } from './sending';

/**
 * Puts the keys of the other side into the terms of Directus, which takes keys in a relation of many to many for those of
 * the records in between. The list is the whole: what is in between for a key that stays is left as it is, and what is not
 * in the list is detached.
 *
 * @param id the record that is changed; undefined for a new one
 * @returns the body as it is where the request was written as JSON, in Directus' own terms
 * @throws InputError where it cannot be told which records the keys mean
 */
export async function withOtherSides(sending: Sending, body: JsonObject, id?: string): Promise<JsonObject> {
  const { connection, schema } = sending;
  const collection = collectionOf(sending);
  if (!sending.inForm || collection === undefined || !hasKeyLists(body)) return body;
  const relations = await schema.relationsOf(connection);
  const changed: JsonObject = { ...body };
  for (const [name, value] of Object.entries(body)) {
    const between = relations.toMany(collection, name);
    if (between?.junctionField === undefined || !Array.isArray(value) || !value.some(isKey)) continue;
    if (between.other === undefined) {
      throw new InputError(
        `data.${name}: keys alone do not tell which collection they are of`,
        WRITE_CHANGES,
      );
    }
    if (id === undefined) {
      changed[name] = toNew(value, between.junctionField);
      continue;
    }
    const changes = await toChanges(sending, between, between.junctionField, value, id);
    if (Object.values(changes).some((entries) => entries.length > 0)) changed[name] = changes;
    else delete changed[name];
  }
  return changed;
}

function toNew(list: readonly Json[], junctionField: string): Json[] {
  return list.map((entry) => (isKey(entry) ? { [junctionField]: entry } : entry));
}

async function toChanges(
  sending: Sending,
  { collection, field }: ToMany,
  junctionField: string,
  list: readonly Json[],
  id: string,
): Promise<Record<'create' | 'update' | 'delete', Json[]>> {
  const isSystem = collection.startsWith('directus_');
  const between: Sending = {
    ...sending,
    operation: {
      ...sending.operation,
      verb: 'GET',
      path: isSystem ? `/${collection.slice('directus_'.length)}` : '/items/:collection',
      records: isSystem ? collection : ':collection',
    },
    most: Infinity,
    input: { parameters: { collection }, ids: [], query: {}, data: {} },
  };
  const { schema, connection } = sending;
  const key = (await schema.keyOf(connection, collection))?.field ?? 'id';
  const query = { fields: [key, junctionField], filter: { [field]: { _eq: id } } };
  const rows = await readRows({ ...between, input: { ...between.input, query } });
  const current = rows.filter(isObject);
  const keys = new Map(list.filter(isKey).map((entry) => [asText(entry), entry]));
  const records = list.filter(isObject);
  const update = records.filter((record) => record[key] !== undefined);
  const known = new Set(current.map((row) => asText(row[junctionField])));
  const stays = new Set(update.map((record) => asText(record[key])));
  return {
    create: [
      ...[...keys].filter(([name]) => !known.has(name)).map(([, entry]) => ({ [junctionField]: entry })),
      ...records.filter((record) => record[key] === undefined),
    ],
    update,
    delete: current
      .filter((row) => !keys.has(asText(row[junctionField])) && !stays.has(asText(row[key])))
      .map((row) => row[key] ?? null),
  };
}
