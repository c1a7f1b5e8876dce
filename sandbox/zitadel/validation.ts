import { ZitadelError } from './errors';
import { isObject, type Json, type JsonObject } from './json-object';

/** What is wrong with a value, and what is wrong within it. */
interface Violation {
  reason: string;
  cause?: string;
}

export type Check = (value: Json | undefined) => Violation | undefined;

/** The rules of one message: Go's name of each field, its JSON name and its check, in the order they are checked. */
export interface MessageRule {
  name: string;
  fields: readonly (readonly [string, string | readonly string[], Check])[];
}

/**
 * Checks a request against its rules.
 * @throws ZitadelError INVALID_ARGUMENT naming the first violation
 */
export function validate(rule: MessageRule, request: JsonObject): void {
  const violation = firstViolation(rule, request);
  if (violation !== undefined) throw new ZitadelError('invalid_argument', violation);
}

/** A text of a length; a text that is left out is the empty text. */
export function runes(min: number, max: number): Check {
  const reason =
    min > 0
      ? `value length must be between ${min} and ${max} runes, inclusive`
      : `value length must be at most ${max} runes`;
  return (value) => {
    const length = [...String(value ?? '')].length;
    return length < min || length > max ? { reason } : undefined;
  };
}

/** A whole number in a range; one that is left out is 0. */
export function inRange(min: number, max: number): Check {
  return (value) => {
    const number = Number(value ?? 0);
    return number < min || number > max
      ? { reason: `value must be inside range [${min}, ${max}]` }
      : undefined;
  };
}

/** Bytes, as base64, of a length. */
export function bytes(min: number, max: number): Check {
  return (value) => {
    const { length } = Buffer.from(String(value ?? ''), 'base64');
    if (length >= min && length <= max) return undefined;
    return { reason: `value length must be between ${min} and ${max} bytes, inclusive` };
  };
}

/** A check for a field that may be left out. */
export function optional(check: Check): Check {
  return (value) => (value === undefined || value === null ? undefined : check(value));
}

/** A field that must be there. */
export const required: Check = (value) =>
  value === undefined || value === null ? { reason: 'value is required' } : undefined;

/** A flag that makes sense only when it is true. */
export const onlyTrue: Check = (value) => (value === true ? undefined : { reason: 'value must equal true' });

/** An embedded message with rules of its own; the rule may come late, for messages that contain themselves. */
export function embedded(rule: MessageRule | (() => MessageRule)): Check {
  return (value) => {
    if (!isObject(value)) return undefined;
    const cause = firstViolation(typeof rule === 'function' ? rule() : rule, value);
    return cause === undefined ? undefined : { reason: 'embedded message failed validation', cause };
  };
}

/** Several checks of one field. */
export function all(...checks: Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const violation = check(value);
      if (violation) return violation;
    }
    return undefined;
  };
}

function firstViolation(rule: MessageRule, message: JsonObject): string | undefined {
  for (const [goName, jsonName, check] of rule.fields) {
    const found = checkField(goName, fieldValue(message, jsonName), check);
    if (found) {
      const cause = found.cause === undefined ? '' : ` | caused by: ${found.cause}`;
      return `invalid ${rule.name}.${found.goName}: ${found.reason}${cause}`;
    }
  }
  return undefined;
}

// A list of JSON names is a oneof: its value is whichever member is set.
function fieldValue(message: JsonObject, jsonName: string | readonly string[]): Json | undefined {
  if (typeof jsonName === 'string') return message[jsonName];
  return jsonName.map((name) => message[name]).find((value) => value !== undefined);
}

function checkField(
  goName: string,
  value: Json | undefined,
  check: Check,
): (Violation & { goName: string }) | undefined {
  if (!Array.isArray(value)) {
    const violation = check(value);
    return violation && { ...violation, goName };
  }
  for (const [index, element] of value.entries()) {
    const violation = check(element);
    if (violation) return { ...violation, goName: `${goName}[${index}]` };
  }
  return undefined;
}
