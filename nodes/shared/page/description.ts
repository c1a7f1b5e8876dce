import type { IWebhookDescription } from 'n8n-workflow';

/** The webhooks of a node that waits at a page: both are `$execution.resumeUrl` itself. */
export const PAGE_WEBHOOKS: IWebhookDescription[] = (['GET', 'POST'] as const).map((httpMethod) => ({
  name: 'default',
  httpMethod,
  responseMode: 'onReceived',
  responseData: '',
  path: '',
  restartWebhook: true,
  isFullPath: true,
}));

/** What the editor shows beside a node that waits. */
export const WAITING_TOOLTIP =
  '={{ "The workflow goes on when the person has finished at " + $execution.resumeUrl }}';
