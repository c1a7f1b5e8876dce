import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { text } from '../shared/settings';
import { readEndpoint } from '../shared/transport/endpoint';
import { tokenSourceOf } from './tokens';
import type { ZitadelConnection } from './transport';

/**
 * Reads how to reach Zitadel from the node's credential.
 *
 * @throws InputError for what is wrong in the credential
 */
export async function readConnection(execution: IExecuteFunctions): Promise<ZitadelConnection> {
  const type = execution.getNodeParameter('authentication', 0, 'zitadelApi') as string;
  const credential = await execution.getCredentials<ICredentialDataDecryptedObject>(type);
  const endpoint = readEndpoint(execution, credential, 'Zitadel');
  const instanceHost = text('Instance Host in the credential', credential.instanceHost).trim();
  const headers: Record<string, string> = {};
  if (instanceHost !== '') headers['x-zitadel-instance-host'] = instanceHost;
  return {
    endpoint,
    transport: credential.transport === 'http' ? 'http' : 'grpc',
    tokens: tokenSourceOf(execution, type, credential, { endpoint, headers }),
    headers,
  };
}
