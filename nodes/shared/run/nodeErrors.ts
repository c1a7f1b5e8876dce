import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError, type Refusal, ServiceError } from '../errors';

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

/** Whether a model calls the node as its tool: of an error it is given the message alone. */
function isTool({ type }: INode): boolean {
  return type.endsWith('Tool');
}

/**
 * The exception that stops a workflow: `NodeApiError` for what a service refused, `NodeOperationError` for the rest,
 * both with the item's index.
 *
 * @param withRemedy whether the message has the remedy too, as for a model that calls the node as a tool and in the
 * editor's lists: they show nothing else
 */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex: number,
  withRemedy = isTool(node),
): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  if (!(error instanceof ServiceError)) {
    const description = error instanceof InputError ? error.remedy : undefined;
    const said = withRemedy ? [messageOf(error), description].filter(Boolean).join('. ') : undefined;
    return new NodeOperationError(node, said ?? (error instanceof Error ? error : messageOf(error)), {
      itemIndex,
      description,
    });
  }
  const { code, id, status, details, remedy } = error.refusal;
  const text = withCode(error.refusal);
  const message = withRemedy && remedy !== undefined ? `${text}. ${remedy}` : text;
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
