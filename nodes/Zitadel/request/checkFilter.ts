import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import type { ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';

/** Comparisons for which an empty text is a value like any other; the others would match everything. */
const EXACT = /_(NOT_)?EQUALS/;

/**
 * Checks that a filter says what to look for. The server reads a filter without a value as one for everything, or for
 * what has no value.
 *
 * @param name full name of the message, of whatever kind
 * @param filter the message with its types checked
 * @param path what to write in front of a field's name
 * @throws InputError for the first field of a filter that holds nothing
 */
export function checkFilter(
  service: ServiceDescription,
  name: string,
  filter: JsonObject,
  path: string,
): void {
  const types = service.messages[name] ?? {};
  if (!isFilter(name) || 'limit' in types) return;
  const fields = Object.entries(types).filter(([field, type]) => field !== 'method' && isNeeded(type));
  const isEnum = ([, type]: [string, string]): boolean => service.enums[splitType(type).name] !== undefined;
  const wanted = fields.every(isEnum) ? fields : fields.filter((field) => !isEnum(field));
  for (const [field] of wanted) {
    if (isGiven(filter[field], filter.method)) continue;
    throw new InputError(
      `${path}${field} is empty, so the filter says nothing`,
      `Give ${path}${field} a value, or take the filter away: nothing is not taken for everything.`,
    );
  }
}

/**
 * Whether a field holds filters, so that null in it would mean everything.
 *
 * @param type of the field as the catalogue has it
 */
export function holdsFilters(type: string): boolean {
  const { name, repeated } = splitType(type);
  return repeated && isFilter(name);
}

function isFilter(name: string): boolean {
  return /(Query|Filter)$/.test(name);
}

function isNeeded(type: string): boolean {
  return type !== 'bool' && !type.startsWith('optional ');
}

function isGiven(value: Json | undefined, method: Json | undefined): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' || method === undefined || (typeof method === 'string' && EXACT.test(method));
}
