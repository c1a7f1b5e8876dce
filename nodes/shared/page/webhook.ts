import type { IncomingHttpHeaders } from 'node:http';

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { HEADERS, renderDocument } from './document';
import { READY } from './script';
import type { SecondFactor } from './secondFactor';
import { type PageSettings, readPageSettings } from './settings';
import { chooseLanguage } from './texts/languages';
import { answer } from './visit';

/** What is used of a request; n8n's type is that of Express, which is not installed here. */
interface PageRequest {
  method: string;
  headers: IncomingHttpHeaders;
}

/** What is used of a response. */
interface PageResponse {
  setHeader(name: string, value: string): unknown;
  status(code: number): PageResponse;
  type(name: string): PageResponse;
  send(body: string): unknown;
}

/**
 * Answers a request to the page of a waiting execution. The execution goes on once the person has finished.
 *
 * @param open gives the server's part, by the parameters of the node
 */
export async function servePage(
  context: IWebhookFunctions,
  parameter: (name: string) => unknown,
  open: () => Promise<SecondFactor>,
): Promise<IWebhookResponseData> {
  const request = context.getRequestObject() as PageRequest;
  const response = context.getResponseObject() as PageResponse;
  if (isQuestion(context)) {
    response.status(204).send('');
    return { noWebhookResponse: true };
  }
  const settings: PageSettings = readPageSettings(parameter);
  const visit = {
    method: request.method === 'POST' ? ('POST' as const) : ('GET' as const),
    body: context.getBodyData() as unknown,
    executionId: context.getExecutionId(),
    node: context.getNode().id,
    replaces: settings.replaces,
  };
  const { status, page, result, cause } = await answer(visit, await open());
  if (cause !== undefined) report(context, cause);
  const place = { node: visit.node, hasNext: settings.hasNext };
  const language = settings.language ?? chooseLanguage(request.headers['accept-language']);
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  response.setHeader('Content-Language', language);
  response
    .status(status)
    .type('html')
    .send(renderDocument(page, place, settings.look, language));
  if (result === undefined) return { noWebhookResponse: true };
  return { noWebhookResponse: true, workflowData: [[{ json: result, pairedItem: { item: 0 } }]] };
}

/** Whether a request only asks if the page is there. n8n itself refuses it while the page before is being left. */
function isQuestion(context: IWebhookFunctions): boolean {
  return READY in context.getQueryData();
}

/** Tells n8n's log, as the person can only tell that it failed. */
function report(context: IWebhookFunctions, cause: unknown): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  context.logger.error(`The page of "${context.getNode().name}" failed: ${reason}`);
}
