import { NodeOperationError, type INode } from 'n8n-workflow';

import { InputError, ServiceError } from '../shared/errors';

/** What to do about an error, in plain words; '' where nothing is known. */
function remedyOf(error: unknown): string {
  if (error instanceof InputError) return error.remedy ?? '';
  return error instanceof ServiceError ? (error.refusal.remedy ?? '') : '';
}

/**
 * The error of a trigger. n8n shows nothing but the message of one that comes up while a workflow is published, so what to
 * do is in it.
 */
export function toTriggerError(node: INode, error: unknown): NodeOperationError {
  if (error instanceof NodeOperationError) return error;
  const remedy = remedyOf(error);
  const { message } = error instanceof Error ? error : new Error(String(error));
  const code =
    error instanceof ServiceError && !message.includes(error.refusal.code) ? error.refusal.code : '';
  const text = code === '' ? message : `${code}: ${message}`;
  const whole = remedy === '' ? text : `${text.replace(/[.\s]*$/, '')}. ${remedy}`;
  return new NodeOperationError(node, whole, { ...(remedy !== '' && { description: remedy }) });
}
