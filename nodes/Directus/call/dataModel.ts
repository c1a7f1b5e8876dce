import { ServiceError } from '../../shared/errors';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import { sendOne } from './one';
import { toPath } from './path';
import type { Sending } from './sending';

/** Changes several collections, after making sure that all exist. */
export async function updateCollections(sending: Sending): Promise<Reply> {
  return await update(sending, 'collection');
}

/** Changes several fields of a collection, after making sure that all exist. */
export async function updateFields(sending: Sending): Promise<Reply> {
  return await update(sending, 'field');
}

/** Directus would make up settings for names that it does not have. */
async function update(sending: Sending, name: 'collection' | 'field'): Promise<Reply> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const known = listOf(await callDirectus(connection, { verb: 'GET', path })).map((row) =>
    isObject(row) ? asText(row[name]) : '',
  );
  const wanted = listOf(input.data).map((entry) => (isObject(entry) ? asText(entry[name]) : ''));
  const missing = wanted.find((entry) => !known.includes(entry));
  if (missing === undefined) return await sendOne(sending);
  throw new ServiceError({
    code: 'FORBIDDEN',
    status: 403,
    message: `There is no ${name} "${missing}". Nothing was changed`,
    remedy: `Check the name of the ${name}.`,
  });
}
