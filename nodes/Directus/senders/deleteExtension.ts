import type { Reply } from '../../shared/operation';
import { isObject } from '../../shared/parse';
import type { Sending } from '../operation';
import { callDirectus } from '../transport';
import { noSuchRecord, sendOne } from './one';
import { listOf } from './rows';

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
