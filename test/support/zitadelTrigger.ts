import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { startN8n, type N8n } from '../../sandbox/n8n';
import type { Workflow } from '../../sandbox/n8n-client';
import { buildPackage } from '../../sandbox/package';
import { freePort } from '../../sandbox/ports';
import type { ZitadelStandIn } from '../../sandbox/zitadel/server';
import { ask, textAt } from '../recordings/admin-api';
import type { Json, JsonObject } from '../recordings/recording';
import type { TestServer } from '../recordings/server';
import { startStandIn } from './stand-in';

const TYPE = 'n8n-nodes-zitadel-directus.zitadelTrigger';
const PATIENCE = 30_000;

/** An n8n and a Zitadel stand-in of its own, both of which a test may stop and start. */
export class TriggerWorld {
  private made = 0;
  private readonly published: string[] = [];
  private credential = '';

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    readonly standIn: ZitadelStandIn,
    public n8n: N8n,
  ) {}

  /** @param env settings of n8n to add or to replace */
  static async start(env: Record<string, string> = {}): Promise<TriggerWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'zitadel-trigger-'));
    const port = await freePort();
    const [n8n, standIn] = await Promise.all([
      startN8n({ folder, port, packages: [await buildPackage()], env }),
      startStandIn(),
    ]);
    const world = new TriggerWorld(folder, port, standIn, n8n);
    world.credential = await world.saveCredential(standIn.tokens.admin);
    return world;
  }

  async stop(): Promise<void> {
    await Promise.all([this.n8n.stop(), this.standIn.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Starts n8n again after `n8n.stop()`, with all that it had; once more where it ends at once, as whatever keeps n8n up
   * does: while it mends executions that it was stopped in before they had begun, 2.41 may fall over one of them.
   */
  async startN8n(env: Record<string, string> = {}): Promise<void> {
    const start = (): Promise<N8n> => startN8n({ folder: this.folder, port: this.port, env });
    this.n8n = await start().catch(start);
  }

  /** Ends n8n, at once and without its leave when `kill` is set, and starts it again with all that it had. */
  async restartN8n(kill = false): Promise<void> {
    await this.n8n.restart(kill).catch(async () => await this.startN8n());
  }

  /** Unpublishes what a test has left published, and removes every execution, so that the next one begins with none. */
  async reset(): Promise<void> {
    await this.unpublishAll();
    const { executions = [] } = (await this.ask('POST', '/v2/actions/executions/search', {})) as {
      executions?: { condition: JsonObject }[];
    };
    for (const { condition } of executions) await this.setExecution(condition, []);
    for (const { id } of await this.ownTargets())
      await this.ask('DELETE', `/v2/actions/targets/${String(id)}`);
  }

  /** Unpublishes what a test has left published. */
  async unpublishAll(): Promise<void> {
    for (const id of this.published.splice(0)) await this.n8n.deactivate(id);
  }

  async saveCredential(token: string, fields: object = {}): Promise<string> {
    const data = {
      url: this.standIn.url,
      authentication: 'personalAccessToken',
      token,
      transport: 'grpc',
      ...fields,
    };
    return await this.n8n.saveCredential('Zitadel', 'zitadelApi', data);
  }

  /** A workflow of the trigger and a last node that does nothing, or what the test has it do. */
  workflow(parameters: INodeParameters, last?: Partial<INode>, credential = this.credential): Workflow {
    const name = `Trigger ${++this.made}`;
    return {
      name,
      nodes: [
        {
          id: `trigger-${this.made}`,
          name: 'Zitadel Trigger',
          type: TYPE,
          typeVersion: 1,
          position: [0, 0],
          parameters,
          credentials: { zitadelApi: { id: credential, name: 'Zitadel' } },
        },
        {
          id: `last-${this.made}`,
          name: 'Last',
          type: 'n8n-nodes-base.noOp',
          typeVersion: 1,
          position: [220, 0],
          parameters: {},
          ...last,
        },
      ],
      connections: { 'Zitadel Trigger': { main: [[{ node: 'Last', type: 'main', index: 0 }]] } },
    };
  }

  /** What a list of the editor offers. */
  async options(methodName: string): Promise<object[]> {
    return await this.n8n.request('POST', '/rest/dynamic-node-parameters/options', {
      path: 'parameters.moreEvents',
      nodeTypeAndVersion: { name: TYPE, version: 1 },
      methodName,
      currentNodeParameters: { authentication: 'zitadelApi' },
      credentials: { zitadelApi: { id: this.credential, name: 'Zitadel' } },
    });
  }

  /** Stores a workflow of the trigger and publishes it. Returns its ID. */
  async publish(parameters: INodeParameters, last?: Partial<INode>, credential?: string): Promise<string> {
    return await this.publishWorkflow(this.workflow(parameters, last, credential));
  }

  /** Stores a workflow and publishes it. Returns its ID. */
  async publishWorkflow(workflow: Workflow): Promise<string> {
    const id = await this.n8n.saveWorkflow(workflow);
    await this.publishStored(id);
    return id;
  }

  /** Publishes a stored workflow. */
  async publishStored(id: string): Promise<void> {
    this.published.push(id);
    await this.n8n.activate(id);
  }

  /** Changes the nodes of a published workflow, and publishes that. */
  async edit(id: string, change: (nodes: INode[]) => INode[]): Promise<void> {
    const stored = await this.n8n.request<Workflow & { versionId: string }>('GET', `/rest/workflows/${id}`);
    const { versionId, nodes, connections } = stored;
    await this.n8n.request('PATCH', `/rest/workflows/${id}?forceSave=true`, {
      versionId,
      nodes: change(nodes),
      connections,
    });
    await this.n8n.activate(id);
  }

  /** Listens for a test event with the first trigger of a stored workflow. */
  async listen(id: string): Promise<void> {
    const workflowData = await this.n8n.request<Workflow>('GET', `/rest/workflows/${id}`);
    await this.n8n.request('POST', `/rest/workflows/${id}/run`, {
      workflowData,
      triggerToStartFrom: { name: workflowData.nodes[0]?.name },
    });
  }

  /** Gives the trigger of a published workflow another name, and publishes that. */
  async rename(id: string, name: string): Promise<void> {
    const { versionId, nodes, connections } = await this.n8n.request<Workflow & { versionId: string }>(
      'GET',
      `/rest/workflows/${id}`,
    );
    const [trigger, ...others] = nodes;
    const { [trigger?.name ?? '']: next, ...rest } = connections;
    await this.n8n.request('PATCH', `/rest/workflows/${id}?forceSave=true`, {
      versionId,
      nodes: [{ ...trigger, name }, ...others],
      connections: { ...rest, [name]: next },
    });
    await this.n8n.activate(id);
  }

  /** What the trigger put out in each execution of a workflow, the oldest first. */
  async outputs(workflowId: string): Promise<IDataObject[]> {
    const found: IDataObject[] = [];
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    for (let last = ''; ;) {
      const { results } = await this.n8n.request<{ results: { id: string }[] }>(
        'GET',
        `/rest/executions?filter=${filter}&limit=100${last === '' ? '' : `&lastId=${last}`}`,
      );
      for (const { id } of results) {
        const execution = await this.n8n.waitForExecution(id);
        const items = execution.items(execution.nodes[0] ?? '');
        found.unshift(...items.map(({ json }) => json));
      }
      if (results.length < 100) return found;
      last = results.at(-1)?.id ?? '';
    }
  }

  /** The same, as soon as there are so many; waits a moment longer, so that what is too much is seen as well. */
  async outputsOf(workflowId: string, count: number, patience = PATIENCE): Promise<IDataObject[]> {
    await this.settle(workflowId, count, patience);
    return await this.outputs(workflowId);
  }

  /** Waits until a workflow has had so many executions, and a moment longer. */
  async settle(workflowId: string, count: number, patience: number): Promise<void> {
    for (const limit = Date.now() + patience; Date.now() < limit; await wait(200)) {
      if ((await this.countOf(workflowId)) >= count) break;
    }
    await wait(1_000);
  }

  /** How many executions a workflow has had. */
  async countOf(workflowId: string): Promise<number> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    const { count } = await this.n8n.request<{ count: number }>(
      'GET',
      `/rest/executions?filter=${filter}&limit=1`,
    );
    return count;
  }

  get server(): TestServer {
    const { url, tokens } = this.standIn;
    return { url, token: tokens.admin, lags: false, stop: () => Promise.resolve() };
  }

  async ask(verb: string, path: string, body?: Json): Promise<Json> {
    return await ask(this.server, verb, path, body);
  }

  /** Makes a person, which is two events at one time. Returns the user ID. */
  async person(name = `p${process.pid}-${++this.made}`, more: JsonObject = {}): Promise<string> {
    const email = { email: `${name}@example.org`, isVerified: true };
    const human = { username: name, profile: { givenName: 'Ada', familyName: 'Lovelace' }, email, ...more };
    return textAt(await this.ask('POST', '/v2/users/human', human), 'userId');
  }

  /** Makes a service user. Returns the user ID. */
  async machine(name = `m${process.pid}-${++this.made}`): Promise<string> {
    const { organization: organizationId } = this.standIn.ids;
    const request = { organizationId, username: name, machine: { name } };
    return textAt(await this.ask('POST', '/v2/users/new', request), 'id');
  }

  /** Makes a target of somebody else. Returns its ID. */
  async foreignTarget(endpoint = 'http://127.0.0.1:9/elsewhere'): Promise<string> {
    const request = { name: `foreign ${++this.made}`, restAsync: {}, timeout: '10s', endpoint };
    return textAt(await this.ask('POST', '/v2/actions/targets', request), 'id');
  }

  async setExecution(condition: JsonObject, targets: string[]): Promise<void> {
    await this.ask('PUT', '/v2/actions/executions', { condition, targets });
  }

  /** The targets of a condition. */
  async targetsOf(condition: JsonObject): Promise<string[]> {
    const filters = [{ inConditionsFilter: { conditions: [condition] } }];
    const { executions = [] } = (await this.ask('POST', '/v2/actions/executions/search', { filters })) as {
      executions?: { targets: string[] }[];
    };
    return executions[0]?.targets ?? [];
  }

  /** The targets that n8n has made. */
  async ownTargets(): Promise<JsonObject[]> {
    const filter = { targetName: 'n8n ', method: 'TEXT_FILTER_METHOD_STARTS_WITH' };
    const { targets = [] } = (await this.ask('POST', '/v2/actions/targets/search', {
      filters: [{ targetNameFilter: filter }],
    })) as { targets?: JsonObject[] };
    return targets;
  }

  /** The one target that n8n has made. */
  async onlyTarget(): Promise<{ id: string; endpoint: string; signingKey: string }> {
    const [target, ...others] = await this.ownTargets();
    if (target === undefined || others.length > 0)
      throw new Error(`Zitadel has ${others.length + (target ? 1 : 0)} targets of n8n`);
    const { id, endpoint, signingKey } = target;
    return { id: String(id), endpoint: String(endpoint), signingKey: String(signingKey) };
  }
}
