import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import type { Limits, MessageRules } from '../catalogue/types';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Checks a message against what the server refuses beyond types.
 *
 * @param message the message with its types checked
 * @param path what to write in front of a field's name: "" or the path of the message with a dot
 * @throws InputError for the first field that the server would refuse
 */
export function checkRules(rules: MessageRules, message: JsonObject, path: string): void {
  checkRequired(rules, message, path);
  checkTexts(rules, message, path);
  checkSizes(rules, message, path);
  checkLists(rules, message, path);
  checkValues(rules, message, path);
  checkChoices(rules, message, path);
}

function checkRequired({ required = [] }: MessageRules, message: JsonObject, path: string): void {
  for (const field of required) {
    if (isNone(message[field])) {
      throw new InputError(`${path}${field} is required`, `Give ${path}${field} a value.`);
    }
  }
}

function checkTexts({ length, prefix, email = [] }: MessageRules, message: JsonObject, path: string): void {
  eachEntry(length, message, path, (at, text, limits) => {
    if (typeof text === 'string') checkLength(at, text, limits);
  });
  eachEntry(prefix, message, path, (at, text, start) => {
    if (typeof text !== 'string' || text.startsWith(start)) return;
    throw new InputError(`${at} does not begin with "${start}"`, `Write ${start} in front.`);
  });
  for (const field of email) {
    const text = message[field];
    if (typeof text === 'string' && text !== '' && !EMAIL.test(text)) {
      throw new InputError(
        `${path}${field} is not an email address`,
        'Write an address, e.g. ada@example.org.',
      );
    }
  }
}

function checkSizes(rules: MessageRules, message: JsonObject, path: string): void {
  eachEntry(rules.range, message, path, (at, value, limits) => {
    if (typeof value === 'number' || typeof value === 'string') checkSize(at, Number(value), '', limits);
  });
  eachEntry(rules.bytes, message, path, (at, value, limits) => {
    if (typeof value === 'string') checkSize(at, Buffer.byteLength(value, 'base64'), ' bytes', limits);
  });
  eachEntry(rules.textBytes, message, path, (at, value, limits) => {
    if (typeof value === 'string') checkSize(at, Buffer.byteLength(value), ' bytes', limits);
  });
  eachEntry(rules.seconds, message, path, (at, value, limits) => {
    if (typeof value === 'string') checkSize(at, Number(value.slice(0, -1)), ' seconds', limits);
  });
}

function checkLists({ items = {}, unique = [] }: MessageRules, message: JsonObject, path: string): void {
  for (const [field, limits] of Object.entries(items)) {
    const list = message[field];
    if (Array.isArray(list)) checkSize(path + field, list.length, ' entries', limits);
  }
  for (const field of unique) {
    const list = message[field];
    const twice = Array.isArray(list) && list.find((entry, index) => list.indexOf(entry) !== index);
    if (twice === undefined || twice === false) continue;
    throw new InputError(`${path}${field} has an entry twice`, 'Write each entry once.');
  }
}

function checkValues({ not, onlyTrue = [] }: MessageRules, message: JsonObject, path: string): void {
  eachEntry(not, message, path, (at, value, refused) => {
    if (typeof value !== 'string' || !refused.includes(value)) return;
    throw new InputError(`${at} may not be ${value}`, 'Choose another value.');
  });
  for (const field of onlyTrue) {
    if (message[field] === false) {
      throw new InputError(`${path}${field} may not be false`, 'Write true, or leave the field out.');
    }
  }
}

function checkChoices({ oneofs = [], needed = [] }: MessageRules, message: JsonObject, path: string): void {
  for (const group of oneofs) {
    const given = group.filter((field) => message[field] !== undefined);
    if (given.length > 1) {
      throw new InputError(
        `${path}${given.join(' and ')} exclude each other`,
        `Keep one of them: ${group.join(', ')}.`,
      );
    }
  }
  for (const group of needed) {
    if (group.some((field) => message[field] !== undefined)) continue;
    const where = path === '' ? '' : ` in ${path.slice(0, -1)}`;
    throw new InputError(
      `One of ${group.join(', ')} is required${where}`,
      `Give one of them a value${where}.`,
    );
  }
}

/** Each value that a rule is about: that of its field, or the entries of its list. */
function eachEntry<Rule>(
  rules: Record<string, Rule> = {},
  message: JsonObject,
  path: string,
  check: (at: string, value: Json, rule: Rule) => void,
): void {
  for (const [field, rule] of Object.entries(rules)) {
    const value = message[field];
    if (Array.isArray(value))
      value.forEach((entry, index) => check(`${path}${field}[${index}]`, entry, rule));
    else if (value !== undefined) check(path + field, value, rule);
  }
}

function isNone(value: Json | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function checkSize(path: string, size: number, unit: string, [least, most]: Limits): void {
  if (size >= least && size <= (most ?? Infinity)) return;
  const allowed = most === null ? `${least} or more` : `${least} to ${most}`;
  throw new InputError(
    `${path} ${unit === '' ? 'is' : 'has'} ${size}${unit}, allowed are ${allowed}`,
    `Give ${path} ${allowed}${unit}.`,
  );
}

function checkLength(path: string, text: string, [least, most]: Limits): void {
  const length = [...text].length;
  if (length >= least && length <= (most ?? Infinity)) return;
  const allowed = most === null ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  const bound = length < least ? `at least ${least} are needed` : `at most ${most} are allowed`;
  throw new InputError(
    length === 0 ? `${path} is empty` : `${path} has ${length} characters, ${bound}`,
    `Write ${allowed} characters${least === 0 ? '' : ', or leave the field out where it is optional'}.`,
  );
}
