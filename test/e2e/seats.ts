import { arrange } from '../support/directusOperations';
import { testServers } from '../support/servers';

/** A Directus without a licence has three seats; whoever other tests left in them must go. */
export async function freeSeats(): Promise<void> {
  const filter = encodeURIComponent(JSON.stringify({ email: { _neq: testServers().directus.adminEmail } }));
  const others = await arrange<Array<{ id: string }>>(
    'GET',
    `/users?fields=id&limit=-1&filter=${filter}`,
    undefined,
    'directus',
  );
  await deleteUsers(others.map(({ id }) => id));
}

/** Deletes users of Directus. */
export async function deleteUsers(ids: unknown[]): Promise<void> {
  if (ids.length > 0) await arrange('DELETE', '/users', ids, 'directus');
}
