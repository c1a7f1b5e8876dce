import type { ServerResponse } from 'node:http';

import type { IWebhookFunctions } from 'n8n-workflow';

/** The answer to a request that a webhook has taken over from n8n. n8n's types name Express, which is built on this. */
export function responseOf(context: IWebhookFunctions): ServerResponse {
  const response: unknown = context.getResponseObject();
  return response as ServerResponse;
}

/**
 * Answers a request at once.
 *
 * @param body sent as JSON, or as plain text where it is text; nothing where it is left out
 */
export function answer(context: IWebhookFunctions, status: number, body?: object | string): void {
  const response = responseOf(context);
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const isText = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': isText ? 'text/plain' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}
