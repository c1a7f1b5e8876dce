import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import { text } from '../../shared/parse';
import { readEndpoint } from '../../shared/transport/endpoint';
import type { DirectusConnection } from './connection';
import { readLogin, sessionOf } from './session';

/** Where credentials are read: an execution, or the editor that fills a list. */
export type CredentialReader = Pick<IExecuteFunctions, 'getCredentials' | 'getNode'> & {
  helpers: Pick<IExecuteFunctions['helpers'], 'getSecureEgressFilter'>;
};

/** Reads the credential. Throws `InputError` for what is wrong in it. */
export async function readConnection(
  reader: CredentialReader,
): Promise<Pick<DirectusConnection, 'endpoint' | 'token' | 'session'>> {
  const credential = await reader.getCredentials<ICredentialDataDecryptedObject>('directusApi');
  const endpoint = readEndpoint(reader as IExecuteFunctions, credential, 'Directus');
  if (credential.authentication === 'login') {
    return { endpoint, session: sessionOf(endpoint, readLogin(credential)) };
  }
  const token = text('Token in the credential', credential.token).trim();
  if (token === '') throw new InputError('Token in the credential is empty', 'Paste a static token.');
  return { endpoint, token };
}
