import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { NodeContext } from '../../shared/context';
import { readEndpoint } from '../../shared/transport/endpoint';
import type { ZitadelConnection } from './client';
import { readInstance } from './instanceHost';
import { type CredentialType, tokenSourceOf } from './tokens';

/** Which of the node's credentials an execution uses. */
export function credentialTypeOf(execution: IExecuteFunctions): CredentialType {
  const chosen = execution.getNodeParameter('authentication', 0, 'zitadelApi');
  return chosen === 'zitadelOAuth2Api' ? chosen : 'zitadelApi';
}

/**
 * Reads how to reach Zitadel from a credential.
 *
 * @throws InputError for what is wrong in the credential
 */
export async function readConnection(context: NodeContext, type: CredentialType): Promise<ZitadelConnection> {
  const credential = await context.getCredentials<ICredentialDataDecryptedObject>(type);
  const endpoint = readEndpoint(context, credential, 'Zitadel');
  const instance = readInstance(credential.instanceHost, endpoint.url);
  return {
    endpoint,
    transport: credential.transport === 'http' ? 'http' : 'grpc',
    tokens: tokenSourceOf(context, type, credential, { endpoint, ...instance }),
    headers: instance.headers,
  };
}
