import { InputError } from '../shared/errors';
import type { Json, JsonObject } from '../shared/operation';
import type { MessageRules } from './catalogue';

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
  checkChoices(rules, message, path);
}

function checkRequired({ required = [] }: MessageRules, message: JsonObject, path: string): void {
  for (const field of required) {
    if (isNone(message[field])) {
      throw new InputError(`${path}${field} is required`, `Give ${path}${field} a value.`);
    }
  }
}

function checkTexts({ length = {}, email = [] }: MessageRules, message: JsonObject, path: string): void {
  for (const [field, [least, most]] of Object.entries(length)) {
    const value = message[field];
    if (typeof value === 'string') checkLength(path + field, value, least, most);
    if (!Array.isArray(value)) continue;
    value.forEach((text, index) => {
      if (typeof text === 'string') checkLength(`${path}${field}[${index}]`, text, least, most);
    });
  }
  for (const field of email) {
    const text = message[field];
    if (typeof text === 'string' && !EMAIL.test(text)) {
      throw new InputError(
        `${path}${field} is not an e-mail address`,
        'Write an address, e.g. ada@example.org.',
      );
    }
  }
}

function checkSizes({ range = {}, bytes = {} }: MessageRules, message: JsonObject, path: string): void {
  const check = (
    field: string,
    size: number | undefined,
    unit: string,
    [least, most]: [number, number],
  ): void => {
    if (size === undefined || (size >= least && size <= most)) return;
    throw new InputError(
      `${path}${field} ${unit === '' ? 'is' : 'has'} ${size}${unit}, allowed are ${least} to ${most}`,
      `Give ${path}${field} ${least} to ${most}${unit}.`,
    );
  };
  for (const [field, limits] of Object.entries(range)) {
    const value = message[field];
    check(field, typeof value === 'number' ? value : undefined, '', limits);
  }
  for (const [field, limits] of Object.entries(bytes)) {
    const value = message[field];
    check(
      field,
      typeof value === 'string' ? Buffer.byteLength(value, 'base64') : undefined,
      ' bytes',
      limits,
    );
  }
}

function checkChoices(rules: MessageRules, message: JsonObject, path: string): void {
  const { onlyTrue = [], oneofs = [], needed = [] } = rules;
  for (const field of onlyTrue) {
    if (message[field] === false) {
      throw new InputError(`${path}${field} may not be false`, 'Write true, or leave the field out.');
    }
  }
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

function isNone(value: Json | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function checkLength(path: string, text: string, least: number, most: number): void {
  const length = [...text].length;
  if (length >= least && length <= most) return;
  throw new InputError(
    length === 0 ? `${path} is empty` : `${path} has ${length} characters, at most ${most} are allowed`,
    `Write ${least} to ${most} characters${least === 0 ? '' : ', or leave the field out where it is optional'}.`,
  );
}
