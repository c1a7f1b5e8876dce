import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { describe, parseJson } from '../../shared/parse';
import { assertText } from '../../shared/plainJson';

const MOST_CHARACTERS = 255;
/** How Directus writes the keys of most of its own collections. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks a parameter of a route. It becomes a part of the path, so it must not be able to reach another route.
 *
 * @returns the key as text
 * @throws InputError that names the parameter
 */
export function checkKey(name: string, value: Json | undefined): string {
  const key = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (key === undefined || key === null || key === '') {
    throw new InputError(`${name} is required`, `Give ${name} a value.`);
  }
  if (typeof key !== 'string') {
    throw new InputError(`${name}: expected text, got ${describe(value)}`, 'Write the ID in quotes.');
  }
  assertText(name, key);
  assertInPath(name, key);
  if ([...key].length > MOST_CHARACTERS) {
    throw new InputError(
      `${name} has ${[...key].length} characters, at most ${MOST_CHARACTERS} are allowed`,
      'Check the ID.',
    );
  }
  return key;
}

/** Whether a part of a path would lead elsewhere: "." and ".." are taken for folders, encoded too. */
export function leadsElsewhere(part: string): boolean {
  return part === '.' || part === '..';
}

/**
 * Makes sure that a value can be a part of a path.
 *
 * @throws InputError that names the parameter
 */
export function assertInPath(name: string, value: string): void {
  if (!leadsElsewhere(value)) return;
  throw new InputError(
    `${name}: "${value}" is not an ID`,
    'Write another one. An item that has this very key can be reached with Create or Update, and by query.',
  );
}

/**
 * Checks a list of keys: an array, its JSON text, or text with commas. An empty list is an error, because Directus takes
 * it for success.
 *
 * @returns the keys as they were written, each once
 */
export function checkKeys(name: string, value: Json | undefined): Array<string | number> {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const isJson = text?.startsWith('[') === true;
  const list = isJson ? parseJson(name, value) : text === undefined ? value : splitText(text);
  const entries = typeof list === 'number' ? [list] : list;
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new InputError(
      `${name}: expected at least one ID, got ${Array.isArray(entries) ? 'an empty list' : describe(value)}`,
      'Write a list of IDs, e.g. ["8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f"].',
    );
  }
  const keys = new Map<string, string | number>();
  entries.forEach((entry, index) => {
    const key = checkKey(`${name}[${index}]`, entry);
    keys.set(key, typeof entry === 'number' ? entry : key);
  });
  return [...keys.values()];
}

function splitText(text: string): string[] {
  if (text === '') return [];
  return text.split(',').map((entry) => entry.trim());
}
