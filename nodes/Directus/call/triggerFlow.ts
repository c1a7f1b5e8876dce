import { InputError } from '../../shared/errors';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { toRows } from '../reply/rows';
import { callDirectus } from './client';
import { toPath } from './path';
import type { Sending } from './sending';

/** Runs a flow with the method that it is set to. Its result comes as it is, without Directus' wrapper. */
export async function triggerFlow({ connection, operation, input }: Sending): Promise<Reply> {
  const { method = 'POST', ...parameters } = input.parameters;
  const verb = method.toUpperCase();
  if (verb !== 'POST' && verb !== 'GET') {
    throw new InputError(`method: "${method}" is not a method that flows have`, 'Write "POST" or "GET".');
  }
  if (verb === 'GET' && isObject(input.data) && Object.keys(input.data).length > 0) {
    throw new InputError('data cannot go with the method GET', 'Put the values into query, or use POST.');
  }
  const reply = await callDirectus(connection, {
    verb,
    path: toPath(operation.path, parameters),
    query: input.query,
    body: verb === 'GET' ? undefined : input.data,
    reply: operation.reply,
  });
  return toRows(reply ?? { triggered: true });
}
