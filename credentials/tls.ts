import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

/** Fields on TLS that the credentials of both services have. */
export const TLS_FIELDS: INodeProperties[] = [
  {
    displayName: 'CA Certificate',
    name: 'ca',
    type: 'string',
    typeOptions: { rows: 4 },
    default: '',
    placeholder: '-----BEGIN CERTIFICATE-----',
    description: 'Additional certificate authority to trust, as PEM',
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

/** Applies the TLS fields of a credential to a request of n8n's own helper. */
export function withTls(
  request: IHttpRequestOptions,
  { ca, ignoreTlsErrors }: ICredentialDataDecryptedObject,
): IHttpRequestOptions {
  if (ignoreTlsErrors === true) request.skipSslCertificateValidation = true;
  if (typeof ca === 'string' && ca !== '') request.agentOptions = { ...request.agentOptions, ca };
  return request;
}
