import type { NodeContext } from '../../shared/context';
import { asText, isObject } from '../../shared/parse';
import { credentialTest, notThatService, TEST_TIMEOUT } from '../../shared/run/credentialTest';
import { callDirectus } from './client';
import { readConnection } from './readConnection';

/** The IDs of Directus' users. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Asks for the own user; one who may not read it is told the ID, and one who may not read the fields as well. */
async function whoIsSignedIn(context: NodeContext): Promise<string> {
  const connection = { ...(await readConnection(context)), timeout: TEST_TIMEOUT };
  const query = { fields: ['id', 'email', 'first_name', 'last_name'] };
  const user = await callDirectus(connection, { verb: 'GET', path: '/users/me', query });
  if (!isObject(user) || !UUID.test(asText(user.id)))
    throw notThatService('Directus', connection.endpoint.url);
  const fullName = [user.first_name, user.last_name].map(asText).filter(Boolean).join(' ');
  return [asText(user.email), fullName, asText(user.id)].find((name) => name !== '') ?? '';
}

/** The test of the credential, for the nodes' `methods`; the credential names it by `testedBy`. */
export const testDirectus = credentialTest('Directus', whoIsSignedIn);
