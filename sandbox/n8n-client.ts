import type { IConnections, INode, IRunExecutionData, IWorkflowSettings } from 'n8n-workflow';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { Execution, type ExecutionRecord } from './execution';
import { N8nRequestError, N8nSession } from './n8n-session';

/** A workflow as n8n exports it. */
export interface Workflow {
  id?: string;
  name: string;
  nodes: INode[];
  connections: IConnections;
  settings?: IWorkflowSettings;
}

/** How to run a workflow. */
export interface RunOptions {
  /** The trigger to start from; the first one that is not disabled without it. */
  trigger?: string;
  /** How long to wait, in milliseconds. */
  timeout?: number;
}

// The package's types are those of its ES module only; it has the same function as CommonJS.
const { parse } = createRequire(__filename)('flatted') as { parse(text: string): IRunExecutionData };

type StoredWorkflow = Workflow & { id: string };

interface Publication {
  status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
  triggers: { errorMessage: string | null }[];
}

// n8n tries a trigger that cannot be set up five times, with pauses of 15 seconds in all.
const publicationTime = 60_000;

/** Of an execution whose data are not stored yet. */
export const NO_DATA = '[]';

const unfinished = new Set(['new', 'running', 'waiting', 'unknown']);

/** n8n's own interface, as its editor uses it. */
export class N8nClient extends N8nSession {
  /** Creates the owner of a new n8n and signs in. */
  async setUpOwner(person: {
    email: string;
    password: string;
    firstName: string;
    lastName: string;
  }): Promise<void> {
    await this.request('POST', '/rest/owner/setup', person);
  }

  /** Signs in; what follows is done as this person. */
  async signIn(email: string, password: string): Promise<void> {
    await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
  }

  /** Stores a credential and returns its id. */
  async saveCredential(name: string, type: string, data: object): Promise<string> {
    const { id } = await this.request<{ id: string }>('POST', '/rest/credentials', { name, type, data });
    return id;
  }

  /** Stores a workflow as a new one and returns its id. */
  async saveWorkflow(workflow: Workflow): Promise<string> {
    return (await this.storeWorkflow(workflow)).id;
  }

  /**
   * Publishes a stored workflow; when this returns, its triggers listen.
   * @throws when n8n refuses, or a trigger cannot be set up
   */
  async activate(id: string): Promise<void> {
    const { versionId } = await this.request<{ versionId: string }>('GET', `/rest/workflows/${id}`);
    await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
    const { status, triggers } = await this.waitForPublication(id);
    if (status === 'published') return;
    const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
    throw new Error(`Workflow ${id} is ${status}: ${reasons.join('; ') || 'no reason given'}`);
  }

  /** Stops a stored workflow's triggers; when this returns, they no longer listen. */
  async deactivate(id: string): Promise<void> {
    await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
    await this.waitForPublication(id);
  }

  /**
   * Stores a workflow as a new one and runs it to its end, as "Execute workflow" does.
   * @returns what happened; a workflow that fails is a result as well
   * @throws N8nRequestError when n8n refuses to run it, Error when it takes too long
   */
  async run(workflow: Workflow, options: RunOptions = {}): Promise<Execution> {
    return await this.runStored(await this.storeWorkflow(workflow), options);
  }

  /** Runs a stored workflow by its id, otherwise as `run` does. */
  async runById(id: string, options: RunOptions = {}): Promise<Execution> {
    return await this.runStored(await this.request<StoredWorkflow>('GET', `/rest/workflows/${id}`), options);
  }

  /**
   * Waits until an execution is over.
   * @throws when it takes too long; the execution is then stopped
   */
  async waitForExecution(id: string, timeout = 60_000): Promise<Execution> {
    for (const limit = Date.now() + timeout; Date.now() < limit; await sleep(40)) {
      const record = await this.findExecution(id);
      // Older ones store the status a moment before the data.
      const isOver = record && !unfinished.has(record.status) && record.data !== NO_DATA;
      if (isOver) return this.readExecution(record);
    }
    await this.request('POST', `/rest/executions/${id}/stop`).catch(() => undefined);
    throw new Error(`Execution ${id} was not over within ${timeout / 1000} s`);
  }

  /**
   * Waits until a workflow that listens has run a number of times.
   * @returns the finished executions, the oldest first
   * @throws when it takes too long
   */
  async waitForExecutionsOf(workflowId: string, count = 1, timeout = 30_000): Promise<Execution[]> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    for (const limit = Date.now() + timeout; Date.now() < limit; await sleep(100)) {
      const { results } = await this.request<{ results: { id: string; status: string }[] }>(
        'GET',
        `/rest/executions?filter=${filter}&limit=100`,
      );
      const over = results.filter(({ status }) => !unfinished.has(status));
      if (over.length >= count) {
        const ids = over.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
        return await Promise.all(ids.map((id) => this.waitForExecution(id)));
      }
    }
    throw new Error(`Workflow ${workflowId} did not run ${count} times within ${timeout / 1000} s`);
  }

  private async runStored(workflow: StoredWorkflow, options: RunOptions): Promise<Execution> {
    const trigger = options.trigger ?? findTrigger(workflow);
    const { executionId } = await this.request<{ executionId?: string }>(
      'POST',
      `/rest/workflows/${workflow.id}/run`,
      { workflowData: workflow, triggerToStartFrom: { name: trigger } },
    );
    if (!executionId)
      throw new Error(`"${workflow.name}" waits for its trigger "${trigger}": activate it instead`);
    return await this.waitForExecution(executionId, options.timeout);
  }

  private async storeWorkflow({ id: _, ...workflow }: Workflow): Promise<StoredWorkflow> {
    const settings = { executionOrder: 'v1', ...workflow.settings };
    // Older ones want to be told that it is not active.
    return await this.request('POST', '/rest/workflows', { ...workflow, active: false, settings });
  }

  // n8n sets triggers up, and takes them down, after it has answered; older ones do before.
  private async waitForPublication(id: string): Promise<Publication> {
    for (const limit = Date.now() + publicationTime; Date.now() < limit; await sleep(40)) {
      const publication = await this.find<Publication>(`/rest/workflows/${id}/publication-status`);
      if (publication === undefined) return { status: 'published', triggers: [] };
      if (publication.status !== 'in_progress') return publication;
    }
    throw new Error(`The triggers of workflow ${id} were not set up within ${publicationTime / 1000} s`);
  }

  private async findExecution(id: string): Promise<ExecutionRecord | undefined> {
    return await this.find<ExecutionRecord>(`/rest/executions/${id}`);
  }

  private async find<Found>(path: string): Promise<Found | undefined> {
    try {
      return await this.request<Found>('GET', path);
    } catch (error) {
      if (error instanceof N8nRequestError && error.status === 404) return undefined;
      throw error;
    }
  }

  private readExecution(record: ExecutionRecord): Execution {
    return new Execution(record, parse(record.data), (query) => this.download(`/rest/binary-data?${query}`));
  }
}

function findTrigger(workflow: Workflow): string {
  const trigger = workflow.nodes.find(({ type, disabled }) => !disabled && /trigger$/i.test(type));
  if (!trigger) throw new Error(`"${workflow.name}" has no trigger to start from`);
  return trigger.name;
}
