import type { N8nClient } from '../../sandbox/n8n-client';
import { ask, textAt } from '../recordings/admin-api';
import { arrange } from '../support/directusOperations';
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

  const OWN = {
    zitadel: { url: zitadel.url, token: zitadel.token },
    directus: { url: directus.url, token: directus.adminToken },
  };
  const LOGIN = {
    url: directus.url,
    authentication: 'login',
    email: ` ${directus.adminEmail} `,
    password: directus.adminPassword,
  };
  const AS_ADMIN = `Signed in to Directus as ${directus.adminEmail}`;
  const IN_ZITADEL = /^Signed in to Zitadel as \S+/;

  test.each<[string, string, object, string | RegExp]>([
    ['a personal access token over gRPC', 'zitadelApi', OWN.zitadel, IN_ZITADEL],
    ['a personal access token over HTTP', 'zitadelApi', { ...OWN.zitadel, transport: 'http' }, IN_ZITADEL],
    [
      'a Zitadel URL and a token with spaces around them',
      'zitadelApi',
      { url: ` ${zitadel.url}/ `, token: ` ${zitadel.token}\n` },
      IN_ZITADEL,
    ],
    ['a static token', 'directusApi', OWN.directus, AS_ADMIN],
    [
      'a Directus URL and a token with spaces around them',
      'directusApi',
      { url: ` ${directus.url}/ `, token: ` ${directus.adminToken} ` },
      AS_ADMIN,
    ],
    ['an email address and a password', 'directusApi', LOGIN, AS_ADMIN],
  ])('accepts %s, and names who is signed in', async (_, type, data, message) => {
    expect(await verdict(type, data)).toEqual({
      status: 'OK',
      message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
    });
  });

  test('accepts valid tokens without any rights', async () => {
    const { orgId } = await adminIds();
    const username = unique();
    const user = { organizationId: orgId, username, machine: { name: 'Robot' } };
    const userId = textAt(await ask(zitadelServer(), 'POST', '/v2/users/new', user), 'id');
    const token = unique();
    const created = await arrange('POST', '/users', { token, status: 'active', role: null }, 'directus');
    try {
      const expirationDate = new Date(Date.now() + 86_400_000).toISOString();
      const added = await ask(zitadelServer(), 'POST', `/v2/users/${userId}/pats`, { expirationDate });
      for (const transport of ['grpc', 'http']) {
        const data = { url: zitadel.url, token: textAt(added, 'token'), transport };
        const message = expect.stringContaining(`Signed in to Zitadel as ${username}`) as string;
        expect(await verdict('zitadelApi', data)).toEqual({ status: 'OK', message });
      }
      const message = `Signed in to Directus as ${String(created.id)}`;
      expect(await verdict('directusApi', { url: directus.url, token })).toEqual({ status: 'OK', message });
    } finally {
      await deleteUser(userId);
      await arrange('DELETE', `/users/${String(created.id)}`, undefined, 'directus');
    }
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

  test.each<[string, string, object, RegExp]>([
    [
      'a wrong token of Zitadel over gRPC',
      'zitadelApi',
      { url: zitadel.url, token: 'wrong' },
      /^UNAUTHENTICATED: .+\. .*credential/,
    ],
    [
      'a wrong token of Zitadel over HTTP',
      'zitadelApi',
      { url: zitadel.url, token: 'wrong', transport: 'http' },
      /^UNAUTHENTICATED: .+\. .*credential/,
    ],
    [
      'a wrong token of Directus',
      'directusApi',
      { url: directus.url, token: 'wrong' },
      /^INVALID_\w+: .*\. .*Check the token/,
    ],
    [
      'no token',
      'directusApi',
      { url: directus.url, token: ' ' },
      /Token in the credential is empty\. Paste/,
    ],
    ['no URL', 'zitadelApi', { url: '', token: 'any' }, /URL in the credential is empty\. Write the address/],
    [
      'a page of Directus that answers anybody',
      'directusApi',
      { ...OWN.directus, url: `${directus.url}/admin` },
      /did not answer as Directus does .*Check the URL/,
    ],
    [
      'n8n itself in place of Directus',
      'directusApi',
      { url: testServers().n8n.url, token: 'nonsense' },
      /did not answer as Directus does .*Check the URL/,
    ],
    [
      'n8n itself in place of Zitadel over gRPC',
      'zitadelApi',
      { url: testServers().n8n.url, token: 'nonsense' },
      /does not answer gRPC/,
    ],
    [
      'n8n itself in place of Zitadel over HTTP',
      'zitadelApi',
      { url: testServers().n8n.url, token: 'nonsense', transport: 'http' },
      /(is not Zitadel|answers? .*Zitadel)/,
    ],
    [
      'an address where nothing listens',
      'zitadelApi',
      { url: 'http://127.0.0.1:9', token: zitadel.token },
      /^Nothing listens at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\)\. Check the URL/,
    ],
    [
      'an address of Directus where nothing listens',
      'directusApi',
      { url: 'http://127.0.0.1:9', token: 'any' },
      /^Nothing listens at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\)\. Check the URL/,
    ],
    [
      'a wrong password',
      'directusApi',
      { ...LOGIN, email: 'nobody@example.org', password: 'wrong' },
      /^INVALID_CREDENTIALS: .*\. .*password/,
    ],
    [
      'a wrong client secret',
      'zitadelApi',
      { url: zitadel.url, authentication: 'clientCredentials', clientId: 'nobody', clientSecret: 'wrong' },
      /Zitadel gives no token: .*\. Check the key or the client ID/,
    ],
    [
      'a key that is no JSON',
      'zitadelApi',
      { url: zitadel.url, authentication: 'serviceUserKey', key: 'nonsense' },
      /Key in the credential/,
    ],
  ])('refuses %s, and says what to do', async (_, type, data, message) => {
    expect(await verdict(type, data)).toEqual({
      status: 'Error',
      message: expect.stringMatching(message) as string,
    });
  });
});
