import type { IDataObject } from 'n8n-workflow';

import type { Directus } from '../../sandbox/directus';
import type { Execution } from '../../sandbox/execution';
import type { N8nClient, Workflow } from '../../sandbox/n8n-client';

/** A flow as the triggers make it, read from Directus. */
export interface FoundFlow {
  id: string;
  name: string;
  description: string | null;
  status: string;
  accountability: string | null;
  options: IDataObject;
  operations: Array<{ id: string; key: string; type: string; options: IDataObject }>;
}

/** A Directus with the requests that tests make of it. */
export class DirectusWorld {
  constructor(readonly server: Pick<Directus, 'url' | 'adminToken'>) {}

  /** Any request; gives status and body. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    token = this.server.adminToken,
  ): Promise<{
    status: number;
    body: { data?: unknown; errors?: Array<{ message: string; extensions: IDataObject }> };
  }> {
    const response = await fetch(this.server.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as object) : {} };
  }

  /** A request that is to succeed; gives its data. */
  async do<T = IDataObject>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await this.ask(method, path, body);
    if (reply.status >= 300)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body.data as T;
  }

  /** Makes a collection with a number as its key, a title, a text and a field whose value is hidden. */
  async makeCollection(collection: string): Promise<void> {
    const fields = [
      { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
      { field: 'title', type: 'string', schema: {} },
      { field: 'code', type: 'string', schema: { is_unique: true } },
      { field: 'body', type: 'text', schema: {} },
      { field: 'pin', type: 'string', schema: {}, meta: { special: ['conceal'] } },
    ];
    await this.do('POST', '/collections', { collection, schema: {}, meta: {}, fields });
  }

  /** All flows with their operations. */
  async flows(): Promise<FoundFlow[]> {
    return await this.do<FoundFlow[]>('GET', '/flows?fields=*,operations.*&limit=-1&sort=date_created');
  }

  /** The flow of a published workflow that has one. */
  async flowOf(workflowId: string): Promise<FoundFlow> {
    const flow = (await this.flows()).find(({ description }) => description?.includes(`wf=${workflowId};`));
    if (flow === undefined) throw new Error(`Directus has no flow of the workflow ${workflowId}`);
    return flow;
  }
}

/** A workflow of a trigger and what follows it. */
export function triggerWorkflow(
  credential: string,
  parameters: IDataObject,
  { name = 'Directus Trigger', then = [] }: { name?: string; then?: Workflow['nodes'] } = {},
): Workflow {
  const trigger: Workflow['nodes'][number] = {
    id: crypto.randomUUID(),
    name,
    type: 'n8n-nodes-zitadel-directus.directusTrigger',
    typeVersion: 1,
    position: [0, 0],
    webhookId: crypto.randomUUID(),
    parameters: parameters as Workflow['nodes'][number]['parameters'],
    credentials: { directusApi: { id: credential, name: 'Directus' } },
  };
  const nodes = [trigger, ...then];
  const connections = Object.fromEntries(
    nodes
      .slice(0, -1)
      .map((node, index) => [
        node.name,
        { main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] },
      ]),
  );
  return { name: `Trigger ${crypto.randomUUID()}`, nodes, connections };
}

/** A node that sets what its JSON expression gives. */
export function setNode(json: string, name = 'Edit Fields'): Workflow['nodes'][number] {
  return {
    id: crypto.randomUUID(),
    name,
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    position: [200, 0],
    parameters: { mode: 'raw', jsonOutput: json, options: {} },
  };
}

/** The items that a trigger put out in a number of executions. */
export function itemsOf(executions: readonly Execution[], node = 'Directus Trigger'): IDataObject[] {
  return executions.flatMap((execution) => execution.json(node));
}

/** How many executions of a workflow are over, and how many there are. */
export async function countOf(n8n: N8nClient, workflowId: string): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId }));
  const { count } = await n8n.request<{ count: number }>('GET', `/rest/executions?filter=${filter}&limit=1`);
  return count;
}
