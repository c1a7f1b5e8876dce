import { ServiceError } from '../../shared/errors';
import { isObject } from '../../shared/parse';
import type { DirectusOperation } from '../operation';
import { callDirectus } from './client';
import type { DirectusConnection } from './connection';

/** What Directus answers for a route that it does not have. */
const NO_ROUTE = ['ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED'];

/**
 * Puts the server's version, and what replaced the operation, into the error of an operation that the server lacks; and
 * the operation's own remedy into any other error that it has one for.
 *
 * @returns the error to raise
 */
export async function explain(
  error: unknown,
  connection: DirectusConnection,
  { available, name, remedies }: DirectusOperation,
  resource: string,
): Promise<unknown> {
  if (!(error instanceof ServiceError)) return error;
  const { code, status } = error.refusal;
  const remedy = remedies?.[code];
  if (remedy !== undefined) return new ServiceError({ ...error.refusal, remedy });
  if (available === undefined || !NO_ROUTE.includes(code)) return error;
  const version = await readVersion(connection);
  const server = version === undefined ? 'This Directus' : `Directus ${version}`;
  const since = available.gone === undefined ? '' : `, which is gone since ${available.gone}`;
  const from = available.from === undefined ? '' : `, which came with ${available.from}`;
  return new ServiceError({
    code,
    status,
    message: `${server} does not have "${resource}: ${name}"${since}${from}`,
    remedy: available.instead,
  });
}

/** The server's version, which it tells those who are signed in; undefined where it does not. */
export async function readVersion(connection: DirectusConnection): Promise<string | undefined> {
  const request = { verb: 'GET', path: '/server/info' };
  const info = await callDirectus(connection, request).catch(() => undefined);
  return isObject(info) && typeof info.version === 'string' ? info.version : undefined;
}
