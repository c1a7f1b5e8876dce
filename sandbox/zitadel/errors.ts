import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** Status names as Connect writes them, with their gRPC number and the HTTP status of the JSON transports. */
export const statuses = {
  invalid_argument: { code: 3, http: 400 },
  not_found: { code: 5, http: 404 },
  already_exists: { code: 6, http: 409 },
  permission_denied: { code: 7, http: 403 },
  failed_precondition: { code: 9, http: 400 },
  unknown: { code: 2, http: 500 },
  unimplemented: { code: 12, http: 501 },
  internal: { code: 13, http: 500 },
  unauthenticated: { code: 16, http: 401 },
} as const;

export type StatusName = keyof typeof statuses;

/** What is attached to an error that carries an id. */
export interface ErrorDetail {
  type: string;
  bytes: Uint8Array;
  json: { id: string; message: string; failedAttempts?: number };
}

/** An answer of the server that is not a success, the same for every transport. */
export class ZitadelError extends Error {
  constructor(
    readonly status: StatusName,
    readonly text: string,
    readonly id?: string,
    readonly failedAttempts?: number,
  ) {
    super(id === undefined ? text : `${text} (${id})`);
  }

  /** The attached detail; errors without an id have none. */
  get detail(): ErrorDetail | undefined {
    if (this.id === undefined) return undefined;
    const writer = new BinaryWriter().uint32(10).string(this.id).uint32(18).string(this.text);
    const json = { id: this.id, message: this.text };
    if (this.failedAttempts === undefined) {
      return { type: 'zitadel.v1.ErrorDetail', bytes: writer.finish(), json };
    }
    writer.uint32(24).int32(this.failedAttempts);
    return {
      type: 'zitadel.v1.CredentialsCheckError',
      bytes: writer.finish(),
      json: { ...json, failedAttempts: this.failedAttempts },
    };
  }
}

/** What makes an error of one status: the text and the id. */
type MakeError = (text: string, id: string) => ZitadelError;

export const invalidArgument: MakeError = (text, id) => new ZitadelError('invalid_argument', text, id);
export const notFound: MakeError = (text, id) => new ZitadelError('not_found', text, id);
export const alreadyExists: MakeError = (text, id) => new ZitadelError('already_exists', text, id);
export const failedPrecondition: MakeError = (text, id) => new ZitadelError('failed_precondition', text, id);
export const internal: MakeError = (text, id) => new ZitadelError('internal', text, id);

/**
 * The answer to a case that no recording covers: refusing it openly is better than inventing a reply.
 * @param what the case, in words for whoever reads the test's output
 */
export function notModelled(what: string): ZitadelError {
  return new ZitadelError('unimplemented', `not modelled by the stand-in: ${what}`);
}

/** Whatever was thrown, as an error of the server: faults of the stand-in itself become INTERNAL. */
export function asZitadelError(thrown: unknown): ZitadelError {
  if (thrown instanceof ZitadelError) return thrown;
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new ZitadelError('internal', `the stand-in failed: ${text}`);
}
