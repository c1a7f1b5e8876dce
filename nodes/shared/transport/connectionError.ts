import { ServiceError } from '../errors';

interface Known {
  text: (address: string) => string;
  remedy: string;
}

const CHECK_ADDRESS = 'Check the URL and the port in the credential, and that the server runs.';
const CERTIFICATE: Known = {
  text: (address) => `The certificate of ${address} is not trusted`,
  remedy:
    'Paste the certificate authority into CA Certificate of the credential, or switch on Ignore TLS Errors for a test.',
};

const KNOWN: Record<string, Known> = {
  ECONNREFUSED: { text: (address) => `Nothing listens at ${address}`, remedy: CHECK_ADDRESS },
  ECONNRESET: {
    text: (address) => `${address} closed the connection`,
    remedy: 'Try again; if it stays, check the URL and what stands between n8n and the server.',
  },
  NOT_SENT: {
    text: (address) => `The connection to ${address} was closed before the request was sent`,
    remedy: 'Try again; if it stays, check the URL and what stands between n8n and the server.',
  },
  EHOSTUNREACH: { text: (address) => `${address} cannot be reached`, remedy: CHECK_ADDRESS },
  ENETUNREACH: { text: (address) => `${address} cannot be reached`, remedy: CHECK_ADDRESS },
  ENOTFOUND: { text: (address) => `The host of ${address} is not known`, remedy: CHECK_ADDRESS },
  EAI_AGAIN: { text: (address) => `The host of ${address} could not be looked up`, remedy: CHECK_ADDRESS },
  ETIMEDOUT: {
    text: (address) => `${address} did not answer in time`,
    remedy: 'Raise Timeout under Options, or check that the server runs.',
  },
  EPROTO: {
    text: (address) => `${address} does not speak TLS`,
    remedy: 'If the server has no certificate, write http:// instead of https:// in the credential.',
  },
  NOT_HTTP: {
    text: (address) => `What ${address} answers is not HTTP`,
    remedy: 'Check the port in the credential, and what stands between n8n and the server.',
  },
  MALFORMED_REPLY: {
    text: (address) => `${address} sent a reply that cannot be unpacked`,
    remedy: 'Look at what stands between n8n and the server, such as a proxy that packs replies.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  CERT_HAS_EXPIRED: {
    text: (address) => `The certificate of ${address} has expired`,
    remedy: 'Renew it on the server, and check the clock of the machine that n8n runs on.',
  },
  CERT_NOT_YET_VALID: {
    text: (address) => `The certificate of ${address} is not valid yet`,
    remedy: 'Check the clock of the machine that n8n runs on, and that of the server.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    text: (address) => `The certificate of ${address} is for another host`,
    remedy: 'Write the host that the certificate names into URL in the credential.',
  },
};

/** What gRPC says where it has lost the code: OpenSSL's texts. */
const TEXTS: Array<[RegExp, string]> = [
  [/self-signed certificate in certificate chain/, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self-signed certificate/, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to verify the first certificate/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/unable to get local issuer certificate/, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/certificate has expired/, 'CERT_HAS_EXPIRED'],
  [/certificate is not yet valid/, 'CERT_NOT_YET_VALID'],
  [/does not match certificate's altnames/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/wrong version number|packet length too long/, 'EPROTO'],
];

/**
 * The network or TLS code in a message.
 *
 * @returns undefined where it has none that has a remedy of its own
 */
export function networkCodeIn(message: string): string | undefined {
  const named = Object.keys(KNOWN).find((code) => message.includes(code));
  return named ?? TEXTS.find(([text]) => text.test(message))?.[1];
}

/** The error for an address that n8n's policy does not let workflows reach; undefined where something else failed. */
export function blockedBy(error: unknown): ServiceError | undefined {
  if (!(error instanceof Error) || !error.name.startsWith('SsrfBlocked')) return undefined;
  return new ServiceError({
    code: 'ADDRESS_BLOCKED',
    message: error.message,
    remedy: 'This n8n does not let workflows reach that address; ask who runs it to allow it.',
  });
}

/**
 * The error for a server that could not be reached.
 *
 * @param code network or TLS code, e.g. "ECONNREFUSED"
 * @param address scheme, host and port; never a path or query
 */
export function connectionError(code: string, address: string): ServiceError {
  const known = KNOWN[code];
  return new ServiceError({
    code,
    message: `${known?.text(address) ?? `No connection to ${address}`} (${code})`,
    remedy: known?.remedy ?? CHECK_ADDRESS,
  });
}
