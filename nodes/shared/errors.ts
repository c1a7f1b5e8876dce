import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

/** Something the user can mend: which field, what was wrong, what to write instead. Raised before anything is sent. */
export class InputError extends Error {
  /** What to do about it, in plain words. */
  readonly remedy?: string;

  constructor(message: string, remedy?: string) {
    super(message);
    this.name = 'InputError';
    this.remedy = remedy;
  }
}

/** What a service answered when it refused, or why it could not be reached. Holds no secret and no request. */
export interface Refusal {
  /** The service's own message. */
  message: string;
  /** The service's own code: a gRPC status name ("NOT_FOUND"), a Directus code ("INVALID_OTP") or a network code. */
  code: string;
  /** Zitadel's error ID, e.g. "COMMAND-do9se". */
  id?: string;
  /** HTTP status, where there is one. */
  status?: number;
  /** What else the service said, by name, e.g. `{ failedAttempts: 2 }`. */
  details?: JsonObject;
  /** What to do about it, in plain words. */
  remedy?: string;
}

/** A refusal as an exception. */
export class ServiceError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'ServiceError';
  }
}

/** The `json.error` of an item that failed while "Continue On Fail" is on. */
export interface ErrorData {
  /** The service's message, with its code. */
  message: string;
  /** The service's code; `INVALID_INPUT` for what was never sent. */
  code: string;
  id?: string;
  status?: number;
  /** What else the service said. */
  details?: JsonObject;
  /** What to do about it. */
  description?: string;
}

/** What `json.error` holds for an error. Never a request, a header or a secret. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof ServiceError) {
    const { code, id, status, details, remedy } = error.refusal;
    return {
      message: withCode(error.refusal),
      code,
      ...(id !== undefined && { id }),
      ...(status !== undefined && { status }),
      ...(details !== undefined && { details }),
      ...(remedy !== undefined && { description: remedy }),
    };
  }
  const remedy = error instanceof InputError ? error.remedy : undefined;
  return {
    message: messageOf(error),
    code: error instanceof InputError ? 'INVALID_INPUT' : 'UNEXPECTED',
    ...(remedy !== undefined && { description: remedy }),
  };
}

/**
 * The exception that stops a workflow: `NodeApiError` for what a service refused, `NodeOperationError` for the rest,
 * both with the item's index.
 */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex: number,
): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  if (!(error instanceof ServiceError)) {
    const description = error instanceof InputError ? error.remedy : undefined;
    return new NodeOperationError(node, error instanceof Error ? error : messageOf(error), {
      itemIndex,
      description,
    });
  }
  const { code, id, status, details, remedy } = error.refusal;
  const message = withCode(error.refusal);
  const facts: JsonObject = {
    message,
    errorCode: code,
    ...(id !== undefined && { errorId: id }),
    ...(details !== undefined && { details }),
  };
  const httpCode = status === undefined ? undefined : String(status);
  const nodeError = new NodeApiError(node, facts, { message, description: remedy, httpCode, itemIndex });
  // n8n swaps a message that holds a network code for a general one; ours names the address and what to do.
  nodeError.message = message;
  return nodeError;
}

/** The message with the service's code in front, unless it is in it already. */
function withCode({ message, code }: Refusal): string {
  return message.includes(code) ? message : `${code}: ${message}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
