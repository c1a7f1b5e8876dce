import { isObject } from '../../shared/parse';
import { callDirectus } from './client';
import type { DirectusConnection } from './connection';

/**
 * Whether whoever calls may do everything. For such a caller Directus checks nothing: it answers for a record that does
 * not exist as if all were well. For all others it refuses what they may not change, and what is not there.
 */
export async function isAdministrator(connection: DirectusConnection): Promise<boolean> {
  const globals = await callDirectus(connection, { verb: 'GET', path: '/policies/me/globals' }).catch(
    async () => await roleOf(connection).catch(() => undefined),
  );
  return isObject(globals) && globals.admin_access === true;
}

/** Before Directus 11 the role says it. */
async function roleOf(connection: DirectusConnection): ReturnType<typeof callDirectus> {
  const request = { verb: 'GET', path: '/users/me', query: { fields: ['role.admin_access'] } };
  const user = await callDirectus(connection, request);
  return isObject(user) ? user.role : undefined;
}
