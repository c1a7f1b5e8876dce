import { InputError } from '../errors';
import { text } from '../parse';

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/**
 * Checks a MIME type, which becomes part of a header.
 *
 * @param field what it is the type of, for the error
 * @returns it without parameters such as the character set
 * @throws InputError where it is none
 */
export function checkMimeType(field: string, value: unknown): string {
  const [type = ''] = text(field, value).split(';');
  if (MIME_TYPE.test(type.trim())) return type.trim();
  throw new InputError(`${field}: "${type}" is not a MIME type`, 'Write one, e.g. "image/png".');
}
