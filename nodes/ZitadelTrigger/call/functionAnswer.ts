import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';

/** What Zitadel is told of the workflow's answer: a body to send, nothing, or that it cannot be used. */
export type Answer = { body: JsonObject } | { nothing: true } | { problem: string };

/** A field that a function may answer with: a list, and what is in it. */
interface FunctionField {
  isEntry: (entry: Json) => boolean;
  /** What each entry is, for the error. */
  entries: string;
}

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

const FIELDS: Readonly<Record<string, FunctionField>> = {
  append_claims: {
    isEntry: (entry) => isObject(entry) && isText(entry.key) && 'value' in entry,
    entries: 'objects with "key" and "value"',
  },
  append_log_claims: { isEntry: (entry) => typeof entry === 'string', entries: 'texts' },
  append_attribute: {
    isEntry: (entry) => isObject(entry) && isText(entry.name) && 'value' in entry,
    entries: 'objects with "name", "name_format" and "value"',
  },
  set_user_metadata: {
    isEntry: (entry) => isObject(entry) && isText(entry.key) && isBase64(entry.value),
    entries: 'objects with "key" and "value", the value in Base64',
  },
};

/**
 * What a function is answered, out of what the workflow put out. Zitadel ignores an answer of which one field is wrong, all
 * of it and without a word.
 */
export function functionAnswer(given: JsonObject): Answer {
  const body = Object.fromEntries(Object.entries(given).filter(([name]) => name in FIELDS));
  if (Object.keys(body).length === 0) return { nothing: true };
  for (const [name, value] of Object.entries(body)) {
    const field = FIELDS[name];
    if (field === undefined || (Array.isArray(value) && value.every(field.isEntry))) continue;
    return { problem: `${name} is to be a list of ${field.entries}` };
  }
  return { body };
}

function isBase64(value: Json | undefined): boolean {
  return typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
