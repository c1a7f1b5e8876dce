import type { NodeContext } from '../../shared/context';
import { asText, isObject } from '../../shared/parse';
import { credentialTest, notThatService, TEST_TIMEOUT } from '../../shared/run/credentialTest';
import { loadCatalogue } from '../catalogue/catalogue';
import { callZitadel } from './client';
import { readConnection } from './connection';

/** Asks for the own user, which every valid token may, whatever its rights. */
async function whoIsSignedIn(context: NodeContext): Promise<string> {
  const connection = await readConnection(context, 'zitadelApi');
  const service = await loadCatalogue('AuthService');
  const call = { service, method: 'getMyUser', request: {}, timeout: TEST_TIMEOUT };
  const { user } = await callZitadel(connection, call);
  if (!isObject(user) || asText(user.id) === '') throw notThatService('Zitadel', connection.endpoint.url);
  const names = [user.preferredLoginName, user.userName, user.id].map(asText);
  return names.find((name) => name !== '') ?? '';
}

/** The test of the credential, for the nodes' `methods`; the credential names it by `testedBy`. */
export const testZitadel = credentialTest('Zitadel', whoIsSignedIn);
