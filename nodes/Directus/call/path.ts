import type { JsonObject } from '../../shared/json';
import { assertInPath, leadsElsewhere } from '../schema/checkKey';
import type { DirectusRequest } from './client';
import type { Sending } from './sending';

/**
 * The path of a call, its parameters encoded so that they can reach no other route.
 *
 * @throws InputError for a parameter that would
 */
export function toPath(path: string, parameters: Record<string, string>): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = parameters[name] ?? '';
    assertInPath(name, value);
    return encodeURIComponent(value);
  });
}

/**
 * The request that changes one record: its key stands in the path, or in the body where no path can hold it. Directus then
 * answers with a list.
 *
 * @param path route of the collection
 */
export function changeOf(
  path: string,
  key: string,
  changes: JsonObject,
): Pick<DirectusRequest, 'verb' | 'path' | 'body'> {
  if (leadsElsewhere(key)) return { verb: 'PATCH', path, body: { keys: [key], data: changes } };
  return { verb: 'PATCH', path: `${path}/${encodeURIComponent(key)}`, body: changes };
}

/** The collection whose records an operation is about; undefined where it is about none. */
export function collectionOf({ operation, input }: Pick<Sending, 'operation' | 'input'>): string | undefined {
  const { records } = operation;
  return records?.startsWith(':') === true ? input.parameters[records.slice(1)] : records;
}
