import type { N8nClient } from '../../sandbox/n8n-client';
import { testServers } from '../support/servers';
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

  const verdict = (type: string, data: object): Promise<Verdict> =>
    n8n.request('POST', '/rest/credentials/test', { credentials: { id: '', name: type, type, data } });

  test.each<[string, string, object]>([
    ['a personal access token', 'zitadelApi', { url: zitadel.url, token: zitadel.token }],
    ['a URL with a slash at its end', 'zitadelApi', { url: `${zitadel.url}/`, token: zitadel.token }],
    ['a static token', 'directusApi', { url: directus.url, token: directus.adminToken }],
    [
      'a Directus URL with a slash at its end',
      'directusApi',
      { url: `${directus.url}/`, token: directus.adminToken },
    ],
  ])('accepts %s', async (_, type, data) => {
    expect(await verdict(type, data)).toMatchObject({ status: 'OK' });
  });

  test.each<[string, string, object]>([
    ['a wrong token of Zitadel', 'zitadelApi', { url: zitadel.url, token: 'wrong' }],
    ['a wrong token of Directus', 'directusApi', { url: directus.url, token: 'wrong' }],
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
