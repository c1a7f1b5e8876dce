import type { ICredentialDataDecryptedObject, ICredentialTestFunction } from 'n8n-workflow';

import type { NodeContext } from '../context';
import { InputError } from '../errors';
import { egressOfRequests } from '../transport/requestEgress';
import { toErrorData } from './nodeErrors';

/** How long a server may take to say who is signed in, in milliseconds. */
export const TEST_TIMEOUT = 30_000;

/** Says who is signed in with the credential of a context, in the node's own way. */
export type WhoIsSignedIn = (context: NodeContext) => Promise<string>;

/**
 * The test of a credential: the node's own way to the server, up to the name of the person who is signed in.
 *
 * @param server name of the service
 * @param whoIsSignedIn throws what a node would throw
 * @returns what the editor calls; it tells the name, or the error with its remedy
 */
export function credentialTest(server: string, whoIsSignedIn: WhoIsSignedIn): ICredentialTestFunction {
  return async function ({ id, name, type, data = {} }) {
    const context: NodeContext = {
      getCredentials: async <Credential extends object = ICredentialDataDecryptedObject>() =>
        await Promise.resolve(data as Credential),
      getNode: () => ({
        id,
        name: `Test of ${name}`,
        type,
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
      }),
      helpers: {
        getSecureEgressFilter: () => egressOfRequests(this.helpers),
        httpRequestWithAuthentication: () => Promise.reject(new Error('A test has no stored credential')),
      },
    };
    try {
      return { status: 'OK', message: `Signed in to ${server} as ${await whoIsSignedIn(context)}` };
    } catch (error) {
      const { message, description } = toErrorData(error);
      return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
    }
  };
}

/**
 * The error for a reply that the service would not give.
 *
 * @param server name of the service
 * @param url address in the credential
 */
export function notThatService(server: string, { href }: URL): InputError {
  return new InputError(
    `Something answers at ${href}, but it is not ${server}`,
    `Check the URL in the credential: it is the address of ${server} itself, with its port, and its path if it has one.`,
  );
}
