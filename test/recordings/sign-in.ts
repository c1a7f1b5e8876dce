import { createHash, randomBytes } from 'node:crypto';
import { ask, textAt } from './admin-api';
import type { Json } from './recording';
import type { TestServer } from './server';

const redirectUri = 'http://localhost/callback';

/** Who signs in, and the admin who stands in for the login page. */
export interface SignIn {
  adminId: string;
  userId: string;
  password: string;
  /** A text unique to the run, for the names of what the sign-in needs. */
  run: string;
}

/**
 * Signs a person in with code and PKCE, the admin's service user being the login client.
 * @returns the access token
 * @throws Error when the server refuses a step
 */
export async function signIn(
  server: TestServer,
  { adminId, userId, password, run }: SignIn,
): Promise<string> {
  const clientId = await createApplication(server, run);
  const verifier = randomBytes(32).toString('base64url');
  const authRequestId = await authorize(server, clientId, adminId, verifier);
  const session = await ask(server, 'POST', '/v2/sessions', {
    checks: { user: { userId }, password: { password } },
  });
  const { sessionId, sessionToken } = session as { sessionId: string; sessionToken: string };
  const callback = await ask(server, 'POST', `/v2/oidc/auth_requests/${authRequestId}`, {
    session: { sessionId, sessionToken },
  });
  const code = new URL(textAt(callback, 'callbackUrl')).searchParams.get('code') ?? '';
  return await exchange(server, { clientId, code, verifier });
}

async function createApplication(server: TestServer, run: string): Promise<string> {
  const project = await ask(server, 'POST', '/management/v1/projects', { name: `sign-in ${run}` });
  const application = await ask(
    server,
    'POST',
    `/management/v1/projects/${textAt(project, 'id')}/apps/oidc`,
    {
      name: 'sign-in',
      redirectUris: [redirectUri],
      responseTypes: ['OIDC_RESPONSE_TYPE_CODE'],
      grantTypes: ['OIDC_GRANT_TYPE_AUTHORIZATION_CODE'],
      appType: 'OIDC_APP_TYPE_NATIVE',
      authMethodType: 'OIDC_AUTH_METHOD_TYPE_NONE',
      devMode: true,
    },
  );
  return textAt(application, 'clientId');
}

async function authorize(
  server: TestServer,
  clientId: string,
  loginClientId: string,
  verifier: string,
): Promise<string> {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email urn:zitadel:iam:org:project:id:zitadel:aud',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'replay',
  });
  const response = await fetch(`${server.url}/oauth/v2/authorize?${query.toString()}`, {
    headers: { 'x-zitadel-login-client': loginClientId },
    redirect: 'manual',
  });
  const location = response.headers.get('location') ?? '';
  const id = new URL(location, server.url).searchParams.get('authRequest');
  if (!id) throw new Error(`the authorize endpoint answered ${response.status}, location "${location}"`);
  return id;
}

async function exchange(
  server: TestServer,
  { clientId, code, verifier }: { clientId: string; code: string; verifier: string },
): Promise<string> {
  const response = await fetch(`${server.url}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  return textAt((await response.json()) as Json, 'access_token');
}
