import type { DirectusConnection } from '../Directus/call/connection';
import { callDirectus, type DirectusRequest } from '../Directus/call/client';
import { readConnection, type CredentialReader } from '../Directus/call/readConnection';
import type { Json } from '../shared/json';
import { ServiceError } from '../shared/errors';
import { isObject } from '../shared/parse';

const TIMEOUT_MILLISECONDS = 30_000;

/** Reads the node's credential for a trigger's requests. Throws `InputError` for what is wrong in it. */
export async function connect(context: CredentialReader, signal?: AbortSignal): Promise<DirectusConnection> {
  return { ...(await readConnection(context)), timeout: TIMEOUT_MILLISECONDS, signal };
}

/**
 * Asks Directus, with a remedy of the caller for each code that it knows one for.
 *
 * @throws ServiceError with Directus' code and message
 */
export async function ask(
  connection: DirectusConnection,
  request: DirectusRequest,
  remedies: Readonly<Record<string, string>> = {},
): Promise<Json | undefined> {
  return await callDirectus(connection, request).catch((error: unknown) => {
    const remedy = error instanceof ServiceError ? remedies[error.refusal.code] : undefined;
    if (!(error instanceof ServiceError) || remedy === undefined) throw error;
    throw new ServiceError({ ...error.refusal, remedy });
  });
}

/** What somebody may do with a collection, by the action's name. */
export type Access = Readonly<Record<string, 'full' | 'partial' | 'none'>>;

/**
 * What the user of the credential may do with some collections, by their names.
 *
 * @returns undefined where Directus does not say
 */
export async function readAccess(
  connection: DirectusConnection,
): Promise<((collection: string) => Access) | undefined> {
  const reply = await callDirectus(connection, { verb: 'GET', path: '/permissions/me' }).catch(
    (error: unknown) => {
      // Directus 10 has no such route.
      if (error instanceof ServiceError && [403, 404].includes(error.refusal.status ?? 0)) return undefined;
      throw error;
    },
  );
  if (!isObject(reply)) return undefined;
  return (collection) => {
    const actions = reply[collection];
    if (!isObject(actions)) return {};
    return Object.fromEntries(
      Object.entries(actions).map(([action, rule]) => [
        action,
        accessOf(isObject(rule) ? rule.access : 'none'),
      ]),
    );
  };
}

function accessOf(value: Json | undefined): Access[string] {
  return value === 'full' || value === 'partial' ? value : 'none';
}
