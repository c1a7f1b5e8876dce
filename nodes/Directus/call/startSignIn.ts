import { InputError } from '../../shared/errors';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import { toPath } from './path';
import type { Sending } from './sending';

/** The address at which a browser signs in with a provider, after making sure that the server has it. */
export async function startSignIn({ connection, operation, input }: Sending): Promise<Reply> {
  const { provider = '' } = input.parameters;
  const providers = listOf(await callDirectus(connection, { verb: 'GET', path: '/auth' })).map((entry) =>
    isObject(entry) ? asText(entry.name) : '',
  );
  if (!providers.includes(provider)) {
    const known = providers.length === 0 ? 'It has none.' : `It has: ${providers.join(', ')}.`;
    throw new InputError(`This Directus has no provider "${provider}" to sign in with. ${known}`);
  }
  const base = connection.endpoint.url.href.replace(/\/$/, '');
  const url = new URL(base + toPath(operation.path, input.parameters));
  const { redirect } = input.query;
  if (typeof redirect === 'string' && redirect !== '') url.searchParams.set('redirect', redirect);
  return [{ json: { provider, url: url.href } }];
}
