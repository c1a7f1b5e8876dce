import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject, parseJson } from '../../shared/parse';
import type { DirectusInput } from '../input';

/** How a value of a request must look where Directus would take a wrong one in silence, or answer it with a riddle. */
export interface ValueForm {
  /** In words, after "expected". */
  is: string;
  /** What to write instead. */
  remedy: string;
  /** Set for an object or a list: its JSON text will do too. */
  structured?: boolean;
  holds(value: Json): boolean;
}

/** A uuid. */
export const UUID: ValueForm = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'a uuid',
  '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f',
);

/** A span of time as Directus writes it. */
export const DURATION: ValueForm = matching(/^\d+(ms|s|m|h|d|w|y)$/, 'a number with its unit', '7d');

/** A date, with or without a time. */
export const DATE: ValueForm = {
  is: 'a date',
  remedy: 'Write e.g. "2026-01-31T12:00:00Z".',
  holds: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !isNaN(Date.parse(value)),
};

/** True or false, not as text. */
export const BOOLEAN: ValueForm = {
  is: 'true or false',
  remedy: 'Write true or false, without quotes.',
  holds: (value) => typeof value === 'boolean',
};

/** A whole number, not as text. */
export function wholeNumber(least: number): ValueForm {
  return {
    is: `a whole number of ${least} or more`,
    remedy: 'Write e.g. 2, without quotes.',
    holds: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= least,
  };
}

/** A list of texts with at least one entry. */
export const TEXTS: ValueForm = {
  is: 'a list of texts that is not empty',
  remedy: 'Write e.g. ["8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f"].',
  structured: true,
  holds: (value) => listOf(value, (entry) => typeof entry === 'string' && entry !== ''),
};

/** A list of objects that have these fields, as text, and no others; with at least one entry. */
export function objectsWith(...fields: string[]): ValueForm {
  return {
    is: `a list of objects with ${fields.join(' and ')} that is not empty`,
    remedy: `Write e.g. [{ ${fields.map((field) => `"${field}": "…"`).join(', ')} }].`,
    structured: true,
    holds: (value) =>
      listOf(
        value,
        (entry) =>
          isObject(entry) &&
          Object.keys(entry).length === fields.length &&
          fields.every((field) => typeof entry[field] === 'string' && entry[field] !== ''),
      ),
  };
}

/** An object with at least one of some fields and no others, each in a form of its own. */
export function objectOf(fields: Readonly<Record<string, ValueForm>>): ValueForm {
  const names = Object.keys(fields);
  return {
    is: `an object with ${Object.entries(fields)
      .map(([name, { is }]) => `${name} (${is})`)
      .join(' or ')}`,
    remedy: `Write { "${names.join('": …, "')}": … }.`,
    structured: true,
    holds: (value) => {
      if (!isObject(value)) return false;
      const given = Object.entries(value);
      return (
        given.length > 0 &&
        given.every(([name, content]) => Object.hasOwn(fields, name) && fields[name]?.holds(content) === true)
      );
    },
  };
}

/** A value of either form. */
export function eitherOf(one: ValueForm, other: ValueForm): ValueForm {
  return {
    is: `${one.is}, or ${other.is}`,
    remedy: `${one.remedy} Or: ${other.remedy}`,
    holds: (value) => one.holds(value) || other.holds(value),
  };
}

/** One of some texts. */
export function oneOf(values: readonly string[]): ValueForm {
  return {
    is: 'one of its values',
    remedy: `Values: ${values.join(', ')}.`,
    holds: (value) => typeof value === 'string' && values.includes(value),
  };
}

/** Text that a pattern fits; any text that is not empty without one. */
export function matching(pattern = /./, is = 'text', example = '…'): ValueForm {
  return {
    is,
    remedy: `Write e.g. "${example}".`,
    holds: (value) => typeof value === 'string' && pattern.test(value),
  };
}

/**
 * Checks the values of a request: its parameters, its query and its body. What is not there is not checked.
 *
 * @returns the request, with JSON text in its query and body read
 * @throws InputError that names the field
 */
export function checkForms(
  forms: Readonly<Record<string, ValueForm>>,
  { parameters, query, data, ids }: DirectusInput,
): DirectusInput {
  const formOf = (name: string): ValueForm | undefined =>
    Object.hasOwn(forms, name) ? forms[name] : undefined;
  const read = (values: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, readValue(formOf(name), name, value)]),
    );
  for (const [name, value] of Object.entries(parameters)) readValue(formOf(name), name, value);
  return { parameters, ids, query: read(query), data: isObject(data) ? read(data) : data };
}

function readValue(form: ValueForm | undefined, name: string, value: Json): Json {
  if (form === undefined || value === null) return value;
  const content = form.structured === true ? parseJson(name, value) : value;
  if (form.holds(content)) return content;
  throw new InputError(`${name}: expected ${form.is}, got ${describe(content)}`, form.remedy);
}

function listOf(value: Json, holds: (entry: Json) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(holds);
}
