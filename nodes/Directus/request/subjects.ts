import { asText, isObject } from '../../shared/parse';
import type { DirectusInput } from '../input';
import type { DirectusOperation } from '../operation';

/**
 * Names of the records that a request changes, so that several items about one of them take effect in their order.
 *
 * @param collection whose records they are
 * @param keyField reads the name of the field that tells them apart; undefined where it is not known
 * @returns none where it changes nothing, or where nobody can say which records beforehand
 */
export async function changedRecords(
  { verb, send }: DirectusOperation,
  { parameters, ids, data }: DirectusInput,
  collection: string,
  keyField: () => Promise<string | undefined>,
): Promise<string[]> {
  if (verb === 'GET') return [];
  // The key of a record has no field in its name: most operations give it without one.
  const name = (value: unknown, field = ''): string =>
    JSON.stringify([collection, field, asText(value).toLowerCase()]);
  if (parameters.id !== undefined) return [name(parameters.id)];
  if (ids.length > 0) return ids.map((id) => name(id));
  const bodies = (Array.isArray(data) ? data : [data]).filter(isObject);
  if (bodies.length === 0) return [];
  const key = await keyField();
  const match = send === 'upsert' ? (parameters.key ?? key) : key;
  if (match === undefined) return [];
  const field = match === key ? '' : match;
  return bodies.flatMap((body) => (body[match] === undefined ? [] : [name(body[match], field)]));
}
