import { ServiceError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { asText, isObject, parseJson } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import type { Sending } from './sending';

/**
 * Invites users, and reads them back: Directus answers the same when it has invited nobody.
 *
 * @throws ServiceError that names who is not there afterwards
 */
export async function inviteUser({ connection, operation, input }: Sending): Promise<Reply> {
  const data = isObject(input.data) ? input.data : {};
  const emails = emailsOf(data.email);
  const body = { ...data, email: emails };
  await callDirectus(connection, { verb: operation.verb, path: operation.path, body });
  const lower = [...new Set(emails.map((email) => email.toLowerCase()))];
  const query = {
    fields: ['id', 'email', 'status', 'role'],
    filter: { _or: lower.map((email) => ({ email: { _eq: email } })) },
    limit: -1,
  };
  const users = listOf(
    await callDirectus(connection, { verb: 'SEARCH', path: '/users', body: { query } }),
  ).filter(isObject);
  const missing = lower.filter((email) => !users.some((user) => asText(user.email).toLowerCase() === email));
  if (missing.length === 0) return [{ json: { invited: true, users } }];
  throw new ServiceError({
    code: 'NOT_INVITED',
    message: `Directus took the invitation, but has no such user afterwards: ${missing.join(', ')}`,
    remedy:
      'The user of the credential needs the right to create and to read users; Directus does not say when it is missing.',
  });
}

function emailsOf(value: Json | undefined): string[] {
  const isJson = typeof value === 'string' && value.trim().startsWith('[');
  const list = isJson ? parseJson('email', value) : value;
  return listOf(list).map((email) => asText(email).trim());
}
