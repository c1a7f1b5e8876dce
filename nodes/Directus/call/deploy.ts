import { InputError } from '../../shared/errors';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { sendOne } from './one';
import type { Sending } from './sending';

/**
 * Has a provider build a project.
 *
 * @throws InputError for a preview at Netlify: Directus would note one, but have the real site built
 */
export async function sendDeploy(sending: Sending): Promise<Reply> {
  const { parameters, data } = sending.input;
  if (parameters.provider === 'netlify' && isObject(data) && data.preview === true) {
    throw new InputError(
      'preview: Directus has Netlify build the real site, never a preview',
      'Leave it out, or set it to false.',
    );
  }
  return await sendOne(sending);
}
