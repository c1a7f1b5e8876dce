import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { noSuchRecord } from '../reply/records';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import { sendOne } from './one';
import type { Sending } from './sending';

/**
 * Deletes the settings of an extension. Directus says that it did for any ID, and has no route to read one extension.
 *
 * @throws ServiceError where there is no such extension
 */
export async function sendDeleteExtension(sending: Sending): Promise<Reply> {
  const { id } = sending.input.parameters;
  const extensions = listOf(await callDirectus(sending.connection, { verb: 'GET', path: '/extensions' }));
  if (!extensions.some((extension) => isObject(extension) && extension.id === id)) throw noSuchRecord(id);
  return await sendOne(sending);
}
