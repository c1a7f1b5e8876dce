import type { IWebhookFunctions } from 'n8n-workflow';

/** What the node needs of a request. n8n gives Express', of which it does not ship the types. */
export interface WebhookRequest {
  headers: Record<string, string | string[] | undefined>;
  contentType?: string;
  rawBody?: Buffer;
  readRawBody(): Promise<void>;
}

/** What the node needs of a response. */
export interface WebhookResponse {
  statusCode: number;
  status(code: number): this;
  json(body: unknown): unknown;
  send(body: unknown): unknown;
  end(): unknown;
}

/** The request that is being answered. */
export function requestOf(webhook: IWebhookFunctions): WebhookRequest {
  return webhook.getRequestObject() as WebhookRequest;
}

/** The response to it. */
export function responseOf(webhook: IWebhookFunctions): WebhookResponse {
  return webhook.getResponseObject() as WebhookResponse;
}
