import { InputError } from '../errors';
import { describe, parseJson } from '../parse';

/**
 * Names out of a list, out of a list as JSON text, or out of text with commas; each once.
 *
 * @param field what they are, for the error
 * @throws InputError for what holds no names
 */
export function readNames(field: string, value: unknown): string[] {
  const isText = typeof value === 'string';
  const list: unknown =
    isText && value.trim().startsWith('[') ? parseJson(field, value) : isText ? value.split(',') : value;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    throw new InputError(`${field}: expected a list, got ${describe(list)}`, 'Choose from the list.');
  }
  const names = list.map((name: unknown) => {
    if (typeof name === 'string') return name.trim();
    throw new InputError(`${field}: expected names, got ${describe(name)}`, 'Write each name as text.');
  });
  return [...new Set(names.filter((name) => name !== ''))];
}
