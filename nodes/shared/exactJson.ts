import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

import type { Json } from './json';

/** Whether a text may hold a number that JavaScript would round: most texts do not, and are read the quick way. */
const MAY_BE_ROUNDED = /(^|[:,[])\s*-?(?:[\d.]{16}|[\d.]+e)/i;

/** Fields that hold as text what stood in the JSON text as a number. */
const writtenAsNumbers = new WeakMap<object, Set<string>>();

/**
 * Reads JSON text without losing a digit: a number that JavaScript would round becomes its text.
 *
 * @throws SyntaxError where it is no JSON
 */
export function readJson(text: string): Json {
  const plain = JSON.parse(text) as Json;
  if (!MAY_BE_ROUNDED.test(text)) return plain;
  const exact = parse(text, undefined, {
    parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)),
    // As JSON.parse has it: the last one counts.
    onDuplicateKey: ({ newValue }) => newValue,
  });
  return withTexts(exact);
}

/**
 * Whether a field of an object that `readJson` gave holds the text of a number. Whoever wrote that JSON may have rounded
 * it before.
 */
export function wasNumber(record: object, name: string): boolean {
  return writtenAsNumbers.get(record)?.has(name) === true;
}

function withTexts(value: unknown): Json {
  if (value instanceof LosslessNumber) return value.toString();
  if (typeof value !== 'object' || value === null) return value as Json;
  const holder = value as Record<string, unknown>;
  for (const [name, entry] of Object.entries(holder)) {
    if (entry instanceof LosslessNumber) {
      writtenAsNumbers.set(holder, (writtenAsNumbers.get(holder) ?? new Set()).add(name));
    }
    holder[name] = withTexts(entry);
  }
  return holder as Json;
}
