import {
  type ICredentialDataDecryptedObject,
  type IExecuteFunctions,
  NodeOperationError,
} from 'n8n-workflow';

import type { NodeContext } from '../../shared/context';
import { ServiceError } from '../../shared/errors';
import { isObject, text } from '../../shared/parse';
import { required } from './grants';
import type { TokenSource } from './tokenSource';

const TYPE = 'zitadelOAuth2Api';
/** A token is renewed this long before it ends, or in the second half of a shorter life. */
const MARGIN_SECONDS = 60;

/**
 * The token of a person who has signed in. n8n keeps and refreshes it, and sees to it that executions that need
 * another one at the same time get the same.
 *
 * @throws InputError where nobody has signed in yet
 */
export function signedInPerson(
  context: NodeContext,
  credential: ICredentialDataDecryptedObject,
  headers: Record<string, string>,
): TokenSource {
  let current = credential;
  let renewing: Promise<void> | undefined;
  const renewCurrent = async (): Promise<void> => {
    await refresh(context, credential, headers);
    current = await context.getCredentials<ICredentialDataDecryptedObject>(TYPE);
  };
  const renewOnce = async (refused: string): Promise<string> => {
    if (tokenIn(current) === refused) {
      renewing ??= renewCurrent().finally(() => (renewing = undefined));
      await renewing;
    }
    return tokenIn(current);
  };
  return {
    get: async () => {
      const token = tokenIn(current);
      return endsSoon(current) ? await renewOnce(token) : token;
    },
    renew: renewOnce,
  };
}

function tokenIn({ oauthTokenData }: ICredentialDataDecryptedObject): string {
  const data = isObject(oauthTokenData) ? oauthTokenData : {};
  return required('Sign-in', data.access_token, 'Open the credential and connect the account of the person.');
}

/** Whether a token is about to end and another can be had; older versions of n8n do not note when one ends. */
function endsSoon({ oauthTokenData }: ICredentialDataDecryptedObject): boolean {
  if (!isObject(oauthTokenData) || text('Refresh token', oauthTokenData.refresh_token) === '') return false;
  const margin = Math.min(MARGIN_SECONDS, Number(oauthTokenData.expires_in ?? Infinity) / 2);
  return Number(oauthTokenData.n8n_expires_at ?? Infinity) - margin * 1000 < Date.now();
}

/**
 * Has n8n refresh the token. An older n8n has no call for it, but refreshes a token that a request of its own is
 * refused with.
 */
async function refresh(
  context: NodeContext,
  { url }: ICredentialDataDecryptedObject,
  headers: Record<string, string>,
): Promise<void> {
  const { httpRequestWithAuthentication, refreshOAuth2Token } = context.helpers;
  const execution = context as IExecuteFunctions;
  try {
    if (refreshOAuth2Token === undefined) {
      const address = `${text('URL', url).trim().replace(/\/+$/, '')}/auth/v1/users/me`;
      await httpRequestWithAuthentication.call(execution, TYPE, { url: address, headers });
    } else await refreshOAuth2Token.call(execution, TYPE);
  } catch (error) {
    throw signInEnded(error);
  }
}

/** n8n's own error where it says what to do, else one that does. */
function signInEnded(error: unknown): Error {
  if (error instanceof NodeOperationError) return error;
  return new ServiceError({
    code: 'UNAUTHENTICATED',
    message: `The sign-in of the person has ended: ${error instanceof Error ? error.message : String(error)}`,
    remedy:
      'Open the credential and connect the account again. To stay signed in, the application in Zitadel needs the grant type Refresh Token.',
  });
}
