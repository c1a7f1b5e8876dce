import { createHash } from 'node:crypto';
import { rootCertificates } from 'node:tls';

import type { ICredentialDataDecryptedObject, NodeEgressFilter } from 'n8n-workflow';
import * as workflow from 'n8n-workflow';

import type { NodeContext } from '../context';
import { InputError } from '../errors';

/** A server as a credential names it, with what guards the way to it. */
export interface Endpoint {
  /** Address without a trailing slash; it may have a path. */
  url: URL;
  /** Certificate authorities to trust, in PEM; undefined for those of the runtime. */
  ca?: string[];
  ignoreTlsErrors: boolean;
  /** n8n's policy on which addresses may be reached; older versions have none. */
  egress?: NodeEgressFilter;
}

/**
 * Reads a server's address and TLS settings from a credential, under n8n's domain restrictions and egress policy.
 *
 * @throws InputError where the URL is malformed; NodeOperationError where the credential may not be used with it
 */
export function readEndpoint(
  execution: NodeContext,
  credential: ICredentialDataDecryptedObject,
  surface: string,
): Endpoint {
  const url = readUrl(credential.url);
  assertAllowed(execution, credential, url, surface);
  const ca = typeof credential.ca === 'string' ? credential.ca.trim() : '';
  if (ca !== '' && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      'CA Certificate in the credential is not PEM',
      'Paste it with its BEGIN and END lines.',
    );
  }
  return {
    url,
    ca: ca === '' ? undefined : [...rootCertificates, ca],
    ignoreTlsErrors: credential.ignoreTlsErrors === true,
    egress: execution.helpers.getSecureEgressFilter?.(),
  };
}

/** A key that is the same for endpoints that may share a connection; it holds no secret. */
export function endpointKey({ url, ca, ignoreTlsErrors }: Endpoint): string {
  const authorities = createHash('sha256')
    .update(ca?.at(-1) ?? '')
    .digest('base64');
  return [url.origin, ignoreTlsErrors, authorities].join(' ');
}

/**
 * Reads the URL of a credential.
 *
 * @throws InputError that says what is wrong with it
 */
export function readUrl(value: unknown): URL {
  const text = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
  const example = 'Write the address of the server in the credential, e.g. https://id.example.org.';
  if (text === '') throw new InputError('URL in the credential is empty', example);
  if (!URL.canParse(text)) throw new InputError(`URL in the credential is malformed: "${text}"`, example);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new InputError(`URL in the credential must begin with https:// or http://, got "${text}"`, example);
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      'URL in the credential holds a user name or password',
      'Leave them out: the credential has fields for what signs in.',
    );
  }
  return url;
}

/** n8n lets an owner restrict a credential to some domains; older versions do not have the check. */
function assertAllowed(
  execution: NodeContext,
  credentialData: ICredentialDataDecryptedObject,
  url: URL,
  surface: string,
): void {
  const node = execution.getNode();
  const check = (workflow as Partial<typeof workflow>).assertCredentialAllowsUrl;
  check?.({ node, credentialData, url: url.href, pinnedUrl: url.href, surface });
}
