import type { Json, JsonObject } from '../../shared/json';

/** Texts that stand for a value of Directus' own: a moment, whoever asks. */
const VARIABLES = /^\$(NOW|CURRENT_(USER|ROLES?|POLICIES))/;
/** Texts that Directus takes for nothing, true and false. */
const WORDS = ['null', 'NULL', 'true', 'false'];

/** Whether Directus would put a value of its own in the place of this text in a filter. */
export function isVariable(value: unknown): boolean {
  return typeof value === 'string' && VARIABLES.test(value);
}

/** Whether Directus would compare with another value than this text where a filter says "equals". */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && (WORDS.includes(value) || isVariable(value));
}

/**
 * A filter that takes such a text as it is. It may choose records of which the text is only a part, or written otherwise:
 * they are to be compared once more.
 */
export function filterForWord(field: string, word: string): JsonObject {
  return {
    _and: [{ [field]: { _starts_with: word.slice(0, 3) } }, { [field]: { _ends_with: word.slice(1) } }],
  };
}

/** The same text for an operator to which case does not matter, in a case in which Directus takes it as it is. */
export function inAnyCase(value: Json): Json {
  if (typeof value !== 'string' || !isWord(value)) return value;
  return value.startsWith('$')
    ? value.toLowerCase()
    : value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();
}
