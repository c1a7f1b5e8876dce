import { discoveryDocument } from './discovery';
import { asZitadelError, ZitadelError } from './errors';
import { askFunction } from './function-deliveries';
import { type Grant, grants, NotModelled, OAuthError } from './grants';
import type { HttpReply, HttpRequest } from './http-reply';
import { publicKeys, signIdToken } from './id-token';
import { findInstance } from './instance';
import { languagesOf } from './languages';
import type { AuthRequest, State } from './state';
import { inSeconds } from './time';

/** The scope without which a token is not for this server's own API. */
const apiScope = 'urn:zitadel:iam:org:project:id:zitadel:aud';

type Endpoint = (state: State, request: HttpRequest, issuer: string) => HttpReply | Promise<HttpReply>;

const userInfoPath = '/oidc/v1/userinfo';

/** The OAuth endpoints; what other grants and keys there are is not modelled and refused. */
const endpoints: Record<string, Endpoint | undefined> = {
  'GET /oauth/v2/authorize': authorize,
  'POST /oauth/v2/token': exchange,
  'GET /oauth/v2/keys': () => ({ status: 200, body: publicKeys() }),
  [`GET ${userInfoPath}`]: userInfo,
  [`POST ${userInfoPath}`]: userInfo,
  'GET /.well-known/openid-configuration': (state, _request, issuer) => ({
    status: 200,
    body: discoveryDocument(issuer, languagesOf(state)),
  }),
};

/** Whether a path belongs to these endpoints. */
export function isOAuthPath(path: string): boolean {
  return ['/.well-known/openid-configuration', userInfoPath].includes(path) || path.startsWith('/oauth/v2/');
}

/** Answers one request to them. */
export async function answerOAuth(state: State, request: HttpRequest): Promise<HttpReply> {
  const endpoint = endpoints[`${request.verb} ${request.url.pathname}`];
  if (!endpoint) return notModelled(`${request.verb} ${request.url.pathname}`);
  try {
    const issuer = `http://${findInstance(state, request.headers, request.host)}`;
    return await endpoint(state, request, issuer);
  } catch (error) {
    // An unknown instance is the only error that can come here; its body was not recorded for these endpoints.
    return { status: 404, body: asZitadelError(error).message };
  }
}

// With the header of a login client the sign-in is left to that client: it gets the request's id in the redirect.
function authorize(state: State, { url, headers }: HttpRequest): HttpReply {
  const parameter = (name: string): string => url.searchParams.get(name) ?? '';
  const application = state.applications.get(parameter('client_id'));
  const loginClientId = headers('x-zitadel-login-client');
  if (!loginClientId) return notModelled('a sign-in through the hosted login');
  if (!application?.redirectUris.includes(parameter('redirect_uri'))) {
    return notModelled('an unknown client or redirect address');
  }
  if (parameter('response_type') !== 'code' || parameter('code_challenge_method') !== 'S256') {
    return notModelled('another flow than code with PKCE');
  }
  const authRequest: AuthRequest = {
    id: `V2_${state.newId()}`,
    clientId: application.clientId,
    loginClientId,
    redirectUri: parameter('redirect_uri'),
    scope: parameter('scope'),
    state: parameter('state'),
    codeChallenge: parameter('code_challenge'),
  };
  state.authRequests.set(authRequest.id, authRequest);
  const location = `/ui/v2/login/login?authRequest=${authRequest.id}`;
  return { status: 302, headers: { location }, body: '' };
}

async function exchange(state: State, { body, headers }: HttpRequest, issuer: string): Promise<HttpReply> {
  const form = new URLSearchParams(body);
  const type = form.get('grant_type');
  if (!type) return refuse('invalid_request', 'grant_type missing');
  const grant = grants[type];
  if (!grant) return notModelled(`the grant type ${type}`);
  try {
    return await giveToken(
      state,
      grant(state, { form, basic: readBasic(headers('authorization')), issuer }),
      issuer,
    );
  } catch (error) {
    if (error instanceof OAuthError) return refuse(error.error, error.message);
    if (error instanceof ZitadelError) return refuse('server_error', error.message);
    if (error instanceof NotModelled) return notModelled(error.message);
    throw error;
  }
}

async function giveToken(state: State, grant: Grant, issuer: string): Promise<HttpReply> {
  const { userId, clientId, scope, signIn, isRefreshable } = grant;
  const isForApi = scope.split(' ').includes(apiScope);
  const lifetime = state.accessTokenSeconds;
  const body: Record<string, unknown> = {
    access_token: state.addToken({ userId, expires: inSeconds(lifetime), signIn, isForeign: !isForApi }),
    token_type: 'Bearer',
    expires_in: lifetime - 1,
  };
  if (isRefreshable) {
    body.refresh_token = state.newSecret();
    state.refreshTokens.set(String(body.refresh_token), { userId, clientId, scope, signIn });
  }
  if (scope.split(' ').includes('openid')) {
    body.id_token = await idToken(state, grant, issuer, lifetime);
  }
  return { status: 200, body };
}

function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic (.+)$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(':')) };
}

async function idToken(
  state: State,
  { userId, clientId, signIn }: Grant,
  issuer: string,
  lifetime: number,
): Promise<string> {
  const user = state.users.get(userId);
  const claims = { sub: userId };
  const added = user ? await askFunction(state, 'preuserinfo', { user, clientId, claims }) : claims;
  const issued = Math.floor(Date.now() / 1000);
  return signIdToken({
    iss: issuer,
    ...added,
    aud: [clientId],
    azp: clientId,
    client_id: clientId,
    iat: issued,
    exp: issued + lifetime,
    ...(signIn ? { amr: ['pwd'] } : {}),
  });
}

// Which claims there are depends on scopes; those of the profile are in the usual ones.
async function userInfo(state: State, { headers }: HttpRequest): Promise<HttpReply> {
  const token = state.tokens.get((headers('authorization') ?? '').replace(/^Bearer /, ''));
  const user = token && state.users.get(token.userId);
  if (!user) return notModelled('the user info of an unknown token');
  const { profile, email } = user.human ?? {};
  const claims = {
    sub: user.id,
    name: profile?.displayName ?? user.machine?.name ?? '',
    ...(profile && { given_name: profile.givenName, family_name: profile.familyName }),
    ...(email && { email: email.value, email_verified: email.isVerified }),
    preferred_username: user.username,
    updated_at: Math.floor(Date.parse(user.changed) / 1000),
  };
  try {
    const body = await askFunction(state, 'preuserinfo', { user, clientId: '', claims });
    return { status: 200, body };
  } catch (error) {
    if (!(error instanceof ZitadelError)) throw error;
    return { status: 403, body: { error: 'server_error', error_description: error.message } };
  }
}

function refuse(error: string, description: string): HttpReply {
  return { status: 400, body: { error, error_description: description } };
}

function notModelled(what: string): HttpReply {
  return { status: 501, body: `not modelled by the stand-in: ${what}` };
}
