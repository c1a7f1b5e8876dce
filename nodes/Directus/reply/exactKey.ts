import { ServiceError } from '../../shared/errors';
import { wasNumber } from '../../shared/exactJson';
import type { Json } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';

/**
 * Makes sure that the key of a record is what the database has: a number beyond 2^53 may have been rounded on its way here,
 * and would then be another record's.
 *
 * @throws ServiceError where it may be
 */
export function assertExactKey(row: Json | undefined, field: string): void {
  if (!isObject(row) || !wasNumber(row, field)) return;
  throw new ServiceError({
    code: 'INEXACT_KEY',
    message: `Directus gives the key ${field} as the number ${asText(row[field])}, which it may have rounded. Nothing was changed`,
    remedy:
      'Keys beyond 9007199254740991 are not safe to choose by a query with this database: name the record by its ID, as text, with Update or Delete.',
  });
}
