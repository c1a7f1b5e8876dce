import { createHash } from 'node:crypto';
import { readToken } from './json-web-token';
import { count } from './json-object';
import type { AuthRequest, RefreshToken, State } from './state';
import { isPast } from './time';
import { isMachine, type User } from './user';

/** A request to the token endpoint. */
export interface TokenRequest {
  form: URLSearchParams;
  /** The client's name and secret when they came in the Authorization header. */
  basic?: { id: string; secret: string };
  issuer: string;
}

/** What a grant gives: a token for whom, for what, and how they signed in. */
export interface Grant {
  userId: string;
  clientId: string;
  scope: string;
  /** Set for a person. */
  signIn?: { secondFactor: boolean };
  /** Whether a refresh token comes with it. */
  isRefreshable?: boolean;
}

/** Why no token is given, as OAuth writes it. */
export class OAuthError extends Error {
  constructor(
    readonly error: string,
    description: string,
  ) {
    super(description);
  }
}

/** A case that no recording covers. */
export class NotModelled extends Error {}

/** Every grant type that is modelled; each throws OAuthError or NotModelled. */
export const grants: Record<string, ((state: State, request: TokenRequest) => Grant) | undefined> = {
  'urn:ietf:params:oauth:grant-type:jwt-bearer': grantByKey,
  client_credentials: grantBySecret,
  authorization_code: grantByCode,
  refresh_token: grantByRefreshToken,
};

const hour = 60 * 60;

// Signed with a key of the service user, by itself, for this issuer, and fresh.
function grantByKey(state: State, { form, issuer }: TokenRequest): Grant {
  const invalid = new OAuthError('invalid_grant', 'invalid assertion');
  const token = readToken(form.get('assertion') ?? '');
  if (!token) throw invalid;
  const { iss, sub, aud } = token.claims;
  const user = state.users.get(typeof iss === 'string' ? iss : '');
  const key = user?.machine?.keys.get(String(token.header.kid));
  const now = Date.now() / 1000;
  const isFresh = count(token.claims, 'exp') > now && count(token.claims, 'iat') > now - hour;
  const isMeantForHere = (Array.isArray(aud) ? aud : [aud]).includes(issuer);
  if (!user || !key || isPast(key.expires) || sub !== iss || !isFresh || !isMeantForHere) throw invalid;
  if (!token.isSignedBy(key.publicKey)) throw invalid;
  return grantTo(user, form);
}

function grantBySecret(state: State, { form, basic }: TokenRequest): Grant {
  const clientId = basic?.id ?? form.get('client_id');
  const user = [...state.users.values()].filter(isMachine).find(({ username }) => username === clientId);
  if (!user) throw new OAuthError('invalid_client', 'client not found');
  if (user.machine.secret === undefined) throw new NotModelled('client credentials without a secret set');
  if (user.machine.secret !== (basic?.secret ?? form.get('client_secret'))) {
    throw new OAuthError('invalid_request', 'Errors.User.Machine.Secret.Invalid');
  }
  return grantTo(user, form);
}

function grantTo(user: User, form: URLSearchParams): Grant {
  if (user.state !== 'USER_STATE_ACTIVE') throw new NotModelled('a token for a user who is not active');
  return { userId: user.id, clientId: user.username, scope: form.get('scope') ?? '' };
}

function grantByCode(state: State, { form }: TokenRequest): Grant {
  const code = form.get('code');
  const authRequest = [...state.authRequests.values()].find((known) => code !== null && known.code === code);
  if (!authRequest?.userId || !keepsPromise(authRequest, form)) {
    throw new OAuthError('invalid_grant', 'invalid code');
  }
  state.authRequests.delete(authRequest.id);
  const { userId, clientId, scope } = authRequest;
  const isRefreshable =
    state.applications.get(clientId)?.mayRefresh === true && scope.split(' ').includes('offline_access');
  return { userId, clientId, scope, signIn: { secondFactor: false }, isRefreshable };
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

// A refresh token is good for one use, the next one comes with the new access token.
function grantByRefreshToken(state: State, { form }: TokenRequest): Grant {
  const application = state.applications.get(form.get('client_id') ?? '');
  if (!application) throw new OAuthError('invalid_client', 'no active client not found');
  const value = form.get('refresh_token') ?? '';
  const token: RefreshToken | undefined = state.refreshTokens.get(value);
  if (token?.clientId !== application.clientId || !state.users.has(token.userId)) {
    throw new NotModelled('an unknown or used refresh token');
  }
  state.refreshTokens.delete(value);
  return { ...token, isRefreshable: true };
}
