import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { collectionOf } from './path';
import type { Sending } from './sending';

/** What to write where keys do not say enough. */
export const WRITE_CHANGES =
  'Write {"create": […], "update": […], "delete": […]} with the records in between.';

/** Whether a body has a list with keys in it. */
export function hasKeyLists(data: Json): boolean {
  return isObject(data) && Object.values(data).some((value) => Array.isArray(value) && value.some(isKey));
}

/**
 * Makes sure that a change of several records holds no keys of the other side, as what they replace differs from record to
 * record.
 *
 * @throws InputError that names the field
 */
export async function assertNoOtherSides(sending: Sending): Promise<void> {
  const { connection, schema, input } = sending;
  const collection = collectionOf(sending) ?? input.parameters.collection ?? '';
  const bodies = (Array.isArray(input.data) ? input.data : [input.data]).filter(isObject).filter(hasKeyLists);
  if (!sending.inForm || bodies.length === 0) return;
  const relations = await schema.relationsOf(connection);
  for (const [name, value] of bodies.flatMap((body) => Object.entries(body))) {
    const between = relations.toMany(collection, name);
    if (between?.junctionField === undefined || !Array.isArray(value) || !value.some(isKey)) continue;
    throw new InputError(
      `data.${name}: a list of keys is taken for one record at a time`,
      `Use Update for each record, or: ${WRITE_CHANGES}`,
    );
  }
}

/** Whether an entry of a list is a key. */
export function isKey(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
