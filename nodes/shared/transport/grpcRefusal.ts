import { ServiceError } from '../errors';
import { connectionError, networkCodeIn } from './connectionError';
import { foreignRefusal } from './foreignReply';
import { tooLarge } from './wholeReply';

/** Names of the gRPC status codes, by number. */
export const STATUS_NAMES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** The gRPC status of a server that cannot be reached or has no time. */
export const UNAVAILABLE = 14;

const LOGS = 'Look into the logs of the server, and of what stands in front of it.';

/** What the library says of a reply that it cannot read. */
const MALFORMED =
  /^Response message parsing error|^No message received|compressed message|^Compression method/;
/** What it says of a connection that broke under a call. */
const BROKEN = /RST_STREAM|GOAWAY|Connection dropped|^Bandwidth exhausted|^Call cancelled$/i;

/** What answered a call. */
export interface Answerer {
  /** Scheme, host and port. */
  address: string;
  /** Content type of its answer; '' where there was none. */
  type: string;
}

/**
 * The error for a gRPC status: of the server, of what stands before it, or of the connection to it.
 *
 * @param most bytes of the longest message that is taken
 */
export function refusalOf(
  { code, details }: { code: number; details: string },
  { address, type }: Answerer,
  most: number,
): ServiceError {
  const network = networkCodeIn(details);
  if (code === UNAVAILABLE && network !== undefined) return connectionError(network, address);
  if (/^No connection established. Last error: null/.test(details)) {
    return connectionError('NO_CONNECTION', address);
  }
  if (/^(Failed to start HTTP\/2 stream|Channel closed before call started)/.test(details))
    return connectionError('NOT_SENT', address);
  if (/^Name resolution failed/.test(details)) return connectionError('ENOTFOUND', address);
  const status = Number(/^Received HTTP status code (\d+)/.exec(details)?.[1] ?? 0);
  if (status >= 400 && status !== 404)
    return new ServiceError(foreignRefusal({ status }, address, 'the gRPC server'));
  if (/^Received HTTP status code|HTTP\/2 error|Protocol error|content-type/i.test(details)) {
    return speaksNoGrpc(address, details);
  }
  // The library reads any content as messages.
  if (type !== '' && !type.startsWith('application/grpc')) return speaksNoGrpc(address, `it answers ${type}`);
  if (MALFORMED.test(details)) return malformedReply(address);
  const [, limit] = /larger than max \(\d+ vs\.? (\d+)\)/.exec(details) ?? [];
  if (limit === String(most)) return tooLarge(address, most);
  if (code === UNAVAILABLE || BROKEN.test(details)) {
    return new ServiceError({
      code: 'UNAVAILABLE',
      message: `The connection to ${address} broke: ${details}`,
      remedy: 'The server, or what stands in front of it, closed the connection: look into their logs.',
    });
  }
  return new ServiceError({
    code: STATUS_NAMES[code] ?? 'UNKNOWN',
    message: details,
    ...remedyOf(code, limit),
  });
}

/** What to do about a status of which only this is known; the server's own have an ID in brackets. */
function remedyOf(code: number, limit: string | undefined): { remedy?: string } {
  if (limit !== undefined) return { remedy: `The server takes ${limit} bytes at once: send less.` };
  const name = STATUS_NAMES[code];
  return name === undefined || name === 'UNKNOWN' ? { remedy: LOGS } : {};
}

/** The error for a port that speaks HTTP/1, or a proxy that took the request for something else. */
function speaksNoGrpc(address: string, details: string): ServiceError {
  return new ServiceError({
    code: 'NOT_GRPC',
    message: `${address} does not answer gRPC (NOT_GRPC): ${details}`,
    remedy:
      'Set Transport of the credential to HTTP/JSON, which works where HTTP/2 is blocked; or check URL and port.',
  });
}

/** The error for a reply that is no message. */
export function malformedReply(address: string): ServiceError {
  return new ServiceError({
    code: 'MALFORMED_REPLY',
    message: `${address} answered with a malformed message (MALFORMED_REPLY)`,
    remedy: 'Check the URL in the credential, and what stands between n8n and the server.',
  });
}
