import { createHash } from 'node:crypto';
import { asZitadelError } from './errors';
import type { HttpReply, HttpRequest } from './http-reply';
import { publicKeys, signIdToken } from './id-token';
import { findInstance } from './instance';
import type { AuthRequest, State } from './state';
import { inSeconds } from './time';

const lifetime = 12 * 60 * 60;

type Endpoint = (state: State, request: HttpRequest, issuer: string) => HttpReply;

/** The OAuth endpoints; what other grants and keys there are is not modelled and refused. */
const endpoints: Record<string, Endpoint | undefined> = {
  'GET /oauth/v2/authorize': authorize,
  'POST /oauth/v2/token': exchange,
  'GET /oauth/v2/keys': () => ({ status: 200, body: publicKeys() }),
};

/** Answers one request below `/oauth/v2`. */
export function answerOAuth(state: State, request: HttpRequest): HttpReply {
  const endpoint = endpoints[`${request.verb} ${request.url.pathname}`];
  if (!endpoint) return notModelled(`${request.verb} ${request.url.pathname}`);
  try {
    const issuer = `http://${findInstance(state, request.headers, request.host)}`;
    return endpoint(state, request, issuer);
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

function exchange(state: State, { body }: HttpRequest, issuer: string): HttpReply {
  const form = new URLSearchParams(body);
  const grant = form.get('grant_type');
  if (!grant) return refuse('invalid_request', 'grant_type missing');
  if (grant !== 'authorization_code')
    return refuse('unsupported_grant_type', `the stand-in does not model ${grant}`);
  const code = form.get('code');
  const authRequest = [...state.authRequests.values()].find((known) => code !== null && known.code === code);
  if (!authRequest?.userId || !keepsPromise(authRequest, form))
    return refuse('invalid_grant', 'invalid code');
  state.authRequests.delete(authRequest.id);
  const signIn = { secondFactor: false };
  const accessToken = state.addToken({ userId: authRequest.userId, expires: inSeconds(lifetime), signIn });
  return {
    status: 200,
    body: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: lifetime - 1,
      id_token: idToken(authRequest, issuer),
    },
  };
}

// The code belongs to the client, the address and the verifier that it was asked for with.
function keepsPromise(authRequest: AuthRequest, form: URLSearchParams): boolean {
  const verifier = form.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return (
    challenge === authRequest.codeChallenge &&
    form.get('client_id') === authRequest.clientId &&
    form.get('redirect_uri') === authRequest.redirectUri
  );
}

function idToken(authRequest: AuthRequest, issuer: string): string {
  const issued = Math.floor(Date.now() / 1000);
  return signIdToken({
    iss: issuer,
    sub: authRequest.userId,
    aud: [authRequest.clientId],
    azp: authRequest.clientId,
    client_id: authRequest.clientId,
    iat: issued,
    exp: issued + lifetime,
    amr: ['pwd'],
  });
}

function refuse(error: string, description: string): HttpReply {
  return { status: 400, body: { error, error_description: description } };
}

function notModelled(what: string): HttpReply {
  return { status: 501, body: `not modelled by the stand-in: ${what}` };
}
