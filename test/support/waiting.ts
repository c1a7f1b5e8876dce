import { type N8nClient, NO_DATA, type Workflow } from '../../sandbox/n8n-client';
import { eventually } from './eventually';

/** An execution that waits for a person. */
export interface Waiting {
  id: string;
  /** Where the person goes on. */
  link: string;
}

/** Stores a workflow and runs it by hand up to where it waits. */
export async function runToPage(n8n: N8nClient, workflow: Workflow): Promise<Waiting> {
  const stored = await n8n.request<{ id: string }>('POST', '/rest/workflows', {
    ...workflow,
    active: false,
    settings: { executionOrder: 'v1', ...workflow.settings },
  });
  const start = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
  const { executionId } = await n8n.request<{ executionId: string }>(
    'POST',
    `/rest/workflows/${stored.id}/run`,
    { workflowData: stored, triggerToStartFrom: { name: start?.name } },
  );
  return { id: executionId, link: await linkOf(n8n, executionId) };
}

/**
 * The link of an execution, once it waits.
 *
 * @throws where none of its nodes has put the link out
 */
export async function linkOf(n8n: N8nClient, id: string): Promise<string> {
  const { data } = await eventually(
    () => n8n.request<{ status: string; data: string }>('GET', `/rest/executions/${id}`),
    ({ status, data: stored }) => status !== 'new' && status !== 'running' && stored !== NO_DATA,
  );
  const link = /https?:\/\/[^"]+\/webhook-waiting\/[^"]+/.exec(data)?.[0];
  if (link === undefined) throw new Error(`no link in execution ${id}: ${data}`);
  return link;
}

/** Waits until an execution has come to its next page. */
export async function untilWaiting(n8n: N8nClient, id: string): Promise<void> {
  await eventually(
    () => n8n.request<{ status: string }>('GET', `/rest/executions/${id}`),
    ({ status }) => status === 'waiting',
  );
}

/** All that n8n has stored of an execution, as text. */
export async function storedText(n8n: N8nClient, id: string): Promise<string> {
  return JSON.stringify(await n8n.request<object>('GET', `/rest/executions/${id}`));
}
