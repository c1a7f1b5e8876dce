import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

/** Fields on TLS that the credentials of both services have. */
export const TLS_FIELDS: INodeProperties[] = [
  {
    displayName: 'CA Certificate',
    name: 'ca',
    type: 'string',
    typeOptions: { rows: 4 },
    default: '',
    placeholder: '-----BEGIN CERTIFICATE-----',
    description: 'Certificate authority to trust besides the usual ones, as PEM',
  },
  {
    displayName: 'Ignore TLS Errors',
    name: 'ignoreTlsErrors',
    type: 'boolean',
    default: false,
    description: 'Whether to connect even if the certificate cannot be verified. Not for production.',
  },
];

/** The header of a token in a credential. */
export function bearer(token: unknown): string {
  return `Bearer ${typeof token === 'string' ? token.trim() : ''}`;
}

/** Applies the TLS fields of a credential to a request of n8n's own helper, e.g. the credential's test. */
export function withTls(
  request: IHttpRequestOptions,
  { ca, ignoreTlsErrors }: ICredentialDataDecryptedObject,
): IHttpRequestOptions {
  if (ignoreTlsErrors === true) request.skipSslCertificateValidation = true;
  if (typeof ca === 'string' && ca !== '') request.agentOptions = { ...request.agentOptions, ca };
  return request;
}

/**
 * The test of a credential: asks who is signed in, which every valid token may, at the address as the node reads it. Any
 * other page answers without that person.
 *
 * @param server name of the service
 * @param path route that tells who is signed in
 * @param idKey where its reply has the user's ID
 */
export function signedInTest(server: string, path: string, idKey: string): ICredentialTestRequest {
  const message = `${server} does not answer at this URL: something else does. Check the address, port and path.`;
  return {
    request: { baseURL: '={{ $credentials.url.trim().replace(/\\/+$/, "") }}', url: path },
    rules: [{ type: 'responseSuccessBody', properties: { key: idKey, value: undefined, message } }],
  };
}
