import { InputError } from '../../shared/errors';
import { text } from '../../shared/parse';

/**
 * Text that goes into a header, without the space around it; '' where it is not set.
 *
 * @param field what it is, for the error
 * @throws InputError for what no header can carry, or what no such text has in it
 */
export function headerText(field: string, value: unknown): string {
  const given = text(field, value).trim();
  if (/^[\x21-\x7e]*$/.test(given)) return given;
  throw new InputError(
    `${field} holds a space, a line break or another character that does not belong there`,
    'Paste it again, alone and whole, without a word such as "Bearer" in front.',
  );
}
