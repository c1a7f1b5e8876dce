import { ServiceError } from '../../shared/errors';

/** What stands for a record that was created but may not be read. */
export const UNREADABLE_CREATION = { created: true };

/** What stands for a record that was changed but may not be read. */
export const UNREADABLE_UPDATE = { updated: true };

/** The error for a record that is not there, whatever Directus answered. */
export function noSuchRecord(id: string | number | undefined): ServiceError {
  return new ServiceError({
    code: 'FORBIDDEN',
    status: 403,
    message: `No record with the ID "${id ?? ''}" that may be read`,
    remedy:
      'Check the ID, and that the user of the credential may read the record: Directus answers the same for what does not exist.',
  });
}

/** Whether Directus refused what the caller may not do, or what is not there. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === 'FORBIDDEN';
}

/** Whether Directus refused a field that a query asks for, as it does not exist or may not be read. */
export function namesField(error: unknown): boolean {
  return isForbidden(error) && error instanceof ServiceError && /\bfields? "/.test(error.refusal.message);
}

/**
 * The error for a change that took effect, but whose record could not be read as the query asks. It has no HTTP status, so
 * that nobody takes the change for refused and sends it again.
 *
 * @param done what was done to the records, in a word, e.g. "created"
 */
export function afterTheFact(error: unknown, done: string, keys: ReadonlyArray<string | number>): unknown {
  if (!(error instanceof ServiceError)) return error;
  const { status: _, ...refusal } = error.refusal;
  const message = refusal.message.replace(/\.?$/, '.');
  const names = keys.length > 10 ? `${keys.slice(0, 10).join(', ')} and others` : keys.join(', ');
  const which = keys.length > 1 ? `The records ${names} were` : `The record ${names} was`.replace('  ', ' ');
  return new ServiceError({
    ...refusal,
    message: `${message} ${which} ${done} all the same`,
    details: { ...refusal.details, [done]: [...keys] },
    remedy: `Correct query, and read the ${keys.length > 1 ? 'records' : 'record'} with Get; do not send the change again.`,
  });
}
