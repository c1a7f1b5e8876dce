import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import type { Reply } from '../../shared/run/call';
import { sendOne } from './one';
import type { Sending } from './sending';

/** Imports the items of a file. Directus answers without content; one that hangs ends with the timeout. */
export async function importItems(sending: Sending): Promise<Reply> {
  const { background } = sending.input.query;
  const emptyReply: JsonObject = background === true ? { started: true } : { imported: true };
  return await sendOne({ ...sending, operation: { ...sending.operation, emptyReply } }).catch(
    (error: unknown) => {
      throw isTimeout(error) ? unfinished(error) : error;
    },
  );
}

function isTimeout(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.refusal.code === 'ETIMEDOUT';
}

function unfinished({ refusal }: ServiceError): ServiceError {
  return new ServiceError({
    ...refusal,
    message: `The import has not ended in time (${refusal.code})`,
    remedy:
      'Directus may still be at it, up to its IMPORT_TIMEOUT; a CSV file without one valid row keeps it busy for that long. ' +
      'Check the file, raise Timeout under Options, or import in the background.',
  });
}
