import type { N8nClient } from '../../sandbox/n8n-client';
import type { ZitadelStandIn } from '../../sandbox/zitadel/server';
import { ask, textAt } from '../recordings/admin-api';
import type { TestServer } from '../recordings/server';
import { unique } from '../support/unique';

const CALLBACK = '/rest/oauth2-credential/callback';
const PASSWORD = 'Secr3tPassw0rd!';

/** A person who can sign in with a password. */
export interface Person {
  userId: string;
  password: string;
}

/** Makes a person. */
export async function createPerson(zitadel: ZitadelStandIn): Promise<Person> {
  const username = unique();
  const body = {
    organizationId: zitadel.ids.organization,
    username,
    human: {
      profile: { givenName: 'Ada', familyName: 'Lovelace' },
      email: { email: `${username}@example.org`, isVerified: true },
      password: { password: PASSWORD },
    },
  };
  const reply = await ask(serverOf(zitadel), 'POST', '/v2/users/new', body);
  return { userId: textAt(reply, 'id'), password: PASSWORD };
}

/**
 * Stores an OAuth2 credential and signs a person in with it, as the editor does: n8n names the address to go to, the
 * login gives a code, and the browser brings it back to n8n.
 *
 * @param data the credential's fields but for the client ID
 * @throws where n8n or Zitadel refuses a step
 */
export async function connectPerson(
  n8n: N8nClient,
  zitadel: ZitadelStandIn,
  person: Person,
  data: object,
): Promise<{ id: string; name: string }> {
  const name = unique();
  const clientId = await createApplication(zitadel, n8n.url + CALLBACK);
  const id = await n8n.saveCredential(name, 'zitadelOAuth2Api', { ...data, clientId });
  const address = await n8n.request<string>('GET', `/rest/oauth2-credential/auth?id=${id}`);
  const callback = new URL(await signIn(zitadel, address, person));
  const page = await n8n.download(callback.pathname + callback.search);
  if (!page.toString().includes('successful')) throw new Error(`n8n refused the sign-in: ${page.toString()}`);
  return { id, name };
}

async function createApplication(zitadel: ZitadelStandIn, redirectUri: string): Promise<string> {
  const server = serverOf(zitadel);
  const project = await ask(server, 'POST', '/management/v1/projects', { name: unique() });
  const path = `/management/v1/projects/${textAt(project, 'id')}/apps/oidc`;
  const application = await ask(server, 'POST', path, {
    name: 'n8n',
    redirectUris: [redirectUri],
    responseTypes: ['OIDC_RESPONSE_TYPE_CODE'],
    grantTypes: ['OIDC_GRANT_TYPE_AUTHORIZATION_CODE', 'OIDC_GRANT_TYPE_REFRESH_TOKEN'],
    appType: 'OIDC_APP_TYPE_NATIVE',
    authMethodType: 'OIDC_AUTH_METHOD_TYPE_NONE',
    devMode: true,
  });
  return textAt(application, 'clientId');
}

/** Does what the login page does: the admin's service user is the login client. Returns where the browser goes then. */
async function signIn(zitadel: ZitadelStandIn, address: string, person: Person): Promise<string> {
  const server = serverOf(zitadel);
  const headers = { 'x-zitadel-login-client': zitadel.ids.admin };
  const { status, headers: given } = await fetch(address, { headers, redirect: 'manual' });
  const location = given.get('location') ?? '';
  const request = new URL(location, zitadel.url).searchParams.get('authRequest');
  if (request === null) throw new Error(`the authorize endpoint answered ${status}, location "${location}"`);
  const session = (await ask(server, 'POST', '/v2/sessions', {
    checks: { user: { userId: person.userId }, password: { password: person.password } },
  })) as { sessionId: string; sessionToken: string };
  const { sessionId, sessionToken } = session;
  const reply = await ask(server, 'POST', `/v2/oidc/auth_requests/${request}`, {
    session: { sessionId, sessionToken },
  });
  return textAt(reply, 'callbackUrl');
}

function serverOf({ url, tokens }: ZitadelStandIn): TestServer {
  return { url, token: tokens.admin, lags: false, stop: () => Promise.resolve() };
}
