import type { JsonObject } from '../../shared/json';

/** Texts that Directus takes for something else in a filter: nothing, true, false, a moment, whoever asks. */
const WORDS = /^(null|NULL|true|false|\$(NOW|CURRENT_(USER|ROLES?|POLICIES)).*)$/s;

/** Whether Directus would compare with another value than this text where a filter says "equals". */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && WORDS.test(value);
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
