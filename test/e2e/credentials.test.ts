import type { N8nClient } from '../../sandbox/n8n-client';
import { ask, textAt } from '../recordings/admin-api';
import { testServers } from '../support/servers';
import { unique } from '../support/unique';
import { adminIds, deleteUser, zitadelServer } from '../support/zitadel';
import { openN8n } from './workflows';

interface Verdict {
  status: 'OK' | 'Error';
  message: string;
}

describe("the credentials' own tests in the editor", () => {
  const { zitadel, directus } = testServers();
  let n8n: N8nClient;

  beforeAll(async () => {
    n8n = await openN8n();
  });

  const verdict = (type: string, data: object, id = ''): Promise<Verdict> =>
    n8n.request('POST', '/rest/credentials/test', { credentials: { id, name: type, type, data } });

  test.each<[string, string, object]>([
    ['a personal access token', 'zitadelApi', { url: zitadel.url, token: zitadel.token }],
    ['a URL with a slash at its end', 'zitadelApi', { url: `${zitadel.url}/`, token: zitadel.token }],
    ['a static token', 'directusApi', { url: directus.url, token: directus.adminToken }],
    [
      'a Directus URL with a slash at its end',
      'directusApi',
      { url: `${directus.url}/`, token: directus.adminToken },
    ],
    [
      'a Directus URL with spaces around it',
      'directusApi',
      { url: ` ${directus.url}/ `, token: directus.adminToken },
    ],
    ['a Zitadel URL with spaces around it', 'zitadelApi', { url: ` ${zitadel.url} `, token: zitadel.token }],
  ])('accepts %s', async (_, type, data) => {
    expect(await verdict(type, data)).toMatchObject({ status: 'OK' });
  });

  test('accepts a service user’s key, and its client ID and secret', async () => {
    const { orgId } = await adminIds();
    const username = unique();
    const user = { organizationId: orgId, username, machine: { name: 'Robot' } };
    const userId = textAt(await ask(zitadelServer(), 'POST', '/v2/users/new', user), 'id');
    const expirationDate = new Date(Date.now() + 86_400_000).toISOString();
    const added = await ask(zitadelServer(), 'POST', `/v2/users/${userId}/keys`, { expirationDate });
    const key = Buffer.from(textAt(added, 'keyContent'), 'base64').toString();
    const secret = await ask(zitadelServer(), 'POST', `/v2/users/${userId}/secret`, {});
    const clientSecret = textAt(secret, 'clientSecret');
    const { url } = zitadel;
    const byKey = { url, authentication: 'serviceUserKey', key };
    const bySecret = { url, authentication: 'clientCredentials', clientId: username, clientSecret };
    const { port, host } = new URL(url);
    const elsewhere = { ...byKey, url: `http://127.0.0.1:${port}`, instanceHost: host };
    try {
      for (const data of [byKey, bySecret, elsewhere]) {
        // n8n keeps the token that it fetches with the credential, which the editor has saved by then.
        const id = await n8n.saveCredential(unique(), 'zitadelApi', data);
        expect(await verdict('zitadelApi', data, id)).toMatchObject({ status: 'OK' });
      }
    } finally {
      await deleteUser(userId);
    }
  });

  test.each<[string, string, object]>([
    ['a wrong token of Zitadel', 'zitadelApi', { url: zitadel.url, token: 'wrong' }],
    ['a wrong token of Directus', 'directusApi', { url: directus.url, token: 'wrong' }],
    [
      'a page of Directus that answers anybody',
      'directusApi',
      { url: `${directus.url}/admin`, token: directus.adminToken },
    ],
    ['an address where nothing listens', 'zitadelApi', { url: 'http://127.0.0.1:9', token: zitadel.token }],
    [
      'a wrong client secret',
      'zitadelApi',
      { url: zitadel.url, authentication: 'clientCredentials', clientId: 'nobody', clientSecret: 'wrong' },
    ],
  ])('refuses %s', async (_, type, data) => {
    expect(await verdict(type, data)).toMatchObject({ status: 'Error' });
  });
});
