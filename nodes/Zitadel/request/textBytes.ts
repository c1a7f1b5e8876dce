import type { JsonObject } from '../../shared/json';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';

/**
 * The values of a loaded form with the text of its byte fields as base64: a form has text, JSON has base64, in every
 * service alike.
 *
 * @param message full name of the request's message
 */
export function withTextAsBytes(
  { messages }: ServiceDescription,
  message: string,
  values: JsonObject,
): JsonObject {
  const types = messages[message] ?? {};
  const entries = Object.entries(values).map(([name, value]) => {
    const { name: type, repeated, map } = splitType(types[name] ?? '');
    const isText = type === 'bytes' && !repeated && !map && typeof value === 'string';
    return [name, isText ? Buffer.from(value, 'utf8').toString('base64') : value];
  });
  return Object.fromEntries(entries) as JsonObject;
}
