import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

import type { Json } from './json';
import { MAX_NESTING } from './plainJson';

/** Whether a text may hold a number that JavaScript would round: most texts do not, and are read the quick way. */
const MAY_BE_ROUNDED = /(^|[:,[])\s*-?(?:[\d.]{16}|[\d.]+e)/i;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/** JSON that is nested too deep. */
export class NestingError extends SyntaxError {
  constructor() {
    super(`It is nested more than ${MAX_NESTING} deep`);
  }
}

/** Fields that hold as text what stood in the JSON text as a number. */
const writtenAsNumbers = new WeakMap<object, Set<string>>();

/**
 * Reads JSON text without losing a digit: a number that JavaScript would round becomes its text.
 *
 * @throws SyntaxError where it is no JSON; NestingError where it is nested so deep that it would end the program
 */
export function readJson(text: string): Json {
  if (isNestedDeep(text)) throw new NestingError();
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

/** Whether more brackets are open at the same time than may be; those in texts do not count. */
function isNestedDeep(text: string): boolean {
  let depth = 0;
  for (let place = text.length > MAX_NESTING ? 0 : text.length; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) place = endOfText(text, place);
    else if (OPENING.includes(code) && ++depth > MAX_NESTING) return true;
    else if (CLOSING.includes(code)) depth--;
  }
  return false;
}

/** Where the quote is that ends a text. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
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
