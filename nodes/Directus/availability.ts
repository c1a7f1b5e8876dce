import { ServiceError } from '../shared/errors';
import { isObject } from '../shared/parse';
import type { DirectusOperation } from './operation';
import { callDirectus, type DirectusConnection } from './transport';

/** What Directus answers for a route that it does not have. */
const NO_ROUTE = ['ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED'];

/**
 * Puts the server's version, and what replaced the operation, into the error of an operation that the server lacks.
 *
 * @returns the error to raise; any other error as it is
 */
export async function explain(
  error: unknown,
  connection: DirectusConnection,
  { available, name }: DirectusOperation,
  resource: string,
): Promise<unknown> {
  if (available === undefined || !(error instanceof ServiceError)) return error;
  const { code, status } = error.refusal;
  if (!NO_ROUTE.includes(code)) return error;
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
