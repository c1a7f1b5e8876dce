import { InputError } from './errors';
import type { Json } from './json';

/** Deepest that a value may be nested: deeper ones are a mistake, and end programs that read them. */
export const MAX_NESTING = 500;

/** Half of a pair that stands for one character: no text in UTF-8 can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Makes sure that every server can take a JSON value as it is.
 *
 * @param path name of the value, for the error
 * @throws InputError for half of a character, or a name that JavaScript's objects do not keep
 */
export function assertPlain(path: string, value: Json): void {
  if (typeof value === 'string') assertText(path, value);
  else if (Array.isArray(value)) value.forEach((entry, index) => assertPlain(`${path}[${index}]`, entry));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      assertName(path, name);
      assertPlain(`${path}.${name}`, entry);
    }
  }
}

/** As `assertPlain`, for a text. */
export function assertText(path: string, text: string): void {
  if (!LONE_SURROGATE.test(text)) return;
  throw new InputError(
    `${path} holds half of a character`,
    'Give the whole text: it was cut in the middle of a character such as an emoji.',
  );
}

/** As `assertPlain`, for the name of a field. */
export function assertName(path: string, name: string): void {
  assertText(`A name in ${path}`, name);
  if (name !== '__proto__') return;
  throw new InputError(`${path} has a field "__proto__"`, 'Give the field another name.');
}

/** The error for a value that is nested too deep. */
export function nestedTooDeep(path: string): InputError {
  return new InputError(
    `${path} is nested more than ${MAX_NESTING} deep`,
    'Check the expression that makes it: perhaps the value holds itself.',
  );
}
