import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { NodeContext } from '../../shared/context';
import { ServiceError } from '../../shared/errors';
import { isObject, text } from '../../shared/parse';
import type { Endpoint } from '../../shared/transport/endpoint';
import { sendRest } from '../../shared/transport/rest';
import { type Grant, grantOf, required, TOKEN_PATH } from './grants';
import { headerText } from './headerText';
import type { Instance } from './instanceHost';
import { signedInPerson } from './person';
import type { TokenSource } from './tokenSource';

const TIMEOUT = 30_000;
/** A token is fetched anew this long before it expires, so that it does not expire on its way. */
const MARGIN_SECONDS = 60;

/** The credential types of the node. */
export type CredentialType = 'zitadelApi' | 'zitadelOAuth2Api';

/** Where tokens are fetched. */
interface Issuer extends Instance {
  endpoint: Endpoint;
}

interface IssuedToken {
  token: string;
  /** Milliseconds since 1970. */
  renewAt: number;
}

/** Tokens outlive an execution: they are kept by what they were fetched with. */
const issued = new Map<string, Promise<IssuedToken>>();

/**
 * Where the tokens of a credential come from.
 *
 * @throws InputError for what is wrong in the credential
 */
export function tokenSourceOf(
  context: NodeContext,
  type: CredentialType,
  credential: ICredentialDataDecryptedObject,
  issuer: Issuer,
): TokenSource {
  if (type === 'zitadelOAuth2Api') return signedInPerson(context, credential, issuer.headers);
  const grant = grantOf(credential, issuer.origin);
  if (grant !== undefined) return fetched(issuer, grant);
  const hint = 'Paste a personal access token.';
  const token = (): string =>
    headerText('Token in the credential', required('Token', credential.token, hint));
  return { get: () => Promise.resolve().then(token) };
}

function fetched(issuer: Issuer, grant: Grant): TokenSource {
  const secrets = JSON.stringify([issuer.endpoint.url.href, issuer.origin, grant.key]);
  const key = createHash('sha256').update(secrets).digest('base64');
  const fetchAnew = (): Promise<IssuedToken> => {
    const fetching = fetchToken(issuer, grant.form());
    issued.set(key, fetching);
    fetching.catch(() => issued.delete(key));
    return fetching;
  };
  return {
    async get() {
      const known = await (issued.get(key) ?? fetchAnew());
      return known.renewAt > Date.now() ? known.token : (await renewOnce(key, known.token, fetchAnew)).token;
    },
    async renew(refused) {
      return (await renewOnce(key, refused, fetchAnew)).token;
    },
  };
}

/** Fetches a token unless another call has already replaced the one that was refused. */
async function renewOnce(
  key: string,
  refused: string,
  fetchAnew: () => Promise<IssuedToken>,
): Promise<IssuedToken> {
  const current = issued.get(key);
  const known = await current;
  if (known !== undefined && known.token !== refused) return known;
  return await (issued.get(key) === current ? fetchAnew() : (issued.get(key) ?? fetchAnew()));
}

async function fetchToken({ endpoint, headers }: Issuer, form: Record<string, string>): Promise<IssuedToken> {
  const reply = await sendRest(endpoint, {
    method: 'POST',
    path: TOKEN_PATH,
    headers,
    form,
    timeout: TIMEOUT,
  });
  const body = isObject(reply.body) ? reply.body : {};
  if (reply.status === 200 && typeof body.access_token === 'string') {
    const seconds = Number(body.expires_in ?? 43_200);
    return { token: body.access_token, renewAt: Date.now() + Math.max(1, seconds - MARGIN_SECONDS) * 1000 };
  }
  const code = text('error', body.error) || `HTTP_${reply.status}`;
  throw new ServiceError({
    code,
    status: reply.status,
    message: `Zitadel gives no token: ${text('error_description', body.error_description) || code}`,
    remedy:
      'Check the key or the client ID and secret in the credential, its URL and its instance host. With a key, the clocks must be right, and Instance Host needs https:// in front where only its proxy speaks TLS.',
  });
}
