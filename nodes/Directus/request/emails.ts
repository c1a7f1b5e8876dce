import { InputError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { describe, isObject, parseJson } from '../../shared/parse';
import type { DirectusInput } from '../input';

/**
 * Reads the addresses of a body: one, a list, its JSON text, or text with commas, semicolons or line breaks between.
 *
 * @param field the field of the body that holds them
 * @returns what checks a request; the request that comes out has a list of addresses in the field
 */
export function readEmails(field: string): (input: DirectusInput) => DirectusInput {
  return (input) => {
    if (!isObject(input.data)) return input;
    return { ...input, data: { ...input.data, [field]: toEmails(field, input.data[field]) } };
  };
}

function toEmails(field: string, given: Json | undefined): string[] {
  const isJson = typeof given === 'string' && given.trim().startsWith('[');
  const parsed = isJson ? parseJson(field, given) : given;
  const isText = typeof parsed === 'string';
  const list = isText ? parsed.split(/[,;\n]/).filter((entry) => entry.trim() !== '') : parsed;
  if (!Array.isArray(list) || list.length === 0) {
    throw new InputError(
      `${field}: expected an address, got ${Array.isArray(list) ? 'an empty list' : describe(list)}`,
      'Write an address, or several as a list or with commas between.',
    );
  }
  return list.map((entry, index) => toEmail(list.length > 1 ? `${field}[${index}]` : field, entry));
}

function toEmail(path: string, entry: Json): string {
  const email = typeof entry === 'string' ? entry.trim() : '';
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(email)) return email;
  throw new InputError(
    `${path}: ${email === '' ? describe(entry) : `"${email}"`} is not an email address`,
    'Write e.g. ada@example.org.',
  );
}
