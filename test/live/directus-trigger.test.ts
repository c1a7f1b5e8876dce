import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { withCredentials } from '../../sandbox/credentials';
import { readExamples } from '../../sandbox/demo';
import { startDirectus, type Directus } from '../../sandbox/directus';
import { startN8n, type N8n } from '../../sandbox/n8n';
import type { Workflow } from '../../sandbox/n8n-client';
import { buildPackage } from '../../sandbox/package';
import { countOf, DirectusWorld, itemsOf, setNode, triggerWorkflow } from '../support/directusTrigger';
import { eventually } from '../support/eventually';
import { forgeForDirectus } from '../support/forgeries';
import { unique } from '../support/unique';

/** `npm test` has a short form. */
const FORGED = 1000;
const UNKNOWN_ID = '99999999';

jest.setTimeout(180_000);

describe('the Directus Trigger, in n8n', () => {
  const folder = mkdtempSync(join(tmpdir(), 'directus-trigger-'));
  let n8n: N8n;
  let directus: Directus;
  let world: DirectusWorld;
  let credential: string;

  beforeAll(async () => {
    const built = await buildPackage();
    [n8n, directus] = await Promise.all([
      startN8n({ folder: join(folder, 'n8n'), packages: [built] }),
      startDirectus({ version: '12', folder: join(folder, 'directus') }),
    ]);
    world = new DirectusWorld(directus);
    for (const name of ['articles', 'notes']) await world.makeCollection(name);
    const { url, adminToken: token } = directus;
    credential = await n8n.saveCredential('Directus', 'directusApi', { url, token });
  }, 900_000);

  afterAll(async () => {
    await Promise.all([n8n?.stop(), directus?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Publishes a workflow; gives its ID. */
  async function publish(workflow: Workflow): Promise<string> {
    const id = await n8n.saveWorkflow(workflow);
    await n8n.activate(id);
    return id;
  }

  /** Publishes a trigger, does something with it, and unpublishes it. */
  async function withTrigger(parameters: IDataObject, act: (id: string) => Promise<void>): Promise<void> {
    const id = await publish(triggerWorkflow(credential, parameters));
    try {
      await act(id);
    } finally {
      await n8n.deactivate(id);
    }
    expect(await world.flows()).toEqual([]);
  }

  async function eventsOf(id: string, count: number): Promise<IDataObject[]> {
    return itemsOf(await n8n.waitForExecutionsOf(id, count));
  }

  const sortedBy = (events: IDataObject[]): string[] => events.map(({ event }) => String(event)).sort();

  test('Instantly: each change is one item, without passwords, tokens and hidden fields', async () => {
    const events = ['items.create', 'items.update', 'items.delete', 'users.create', 'auth.login'];
    await withTrigger({ delivery: 'instant', events, collections: ['articles'] }, async (id) => {
      const [flow] = await world.flows();
      expect(flow).toMatchObject({ accountability: null, status: 'active' });
      const email = `${unique()}@example.org`;
      const { id: article } = await world.do('POST', '/items/articles', { title: 'one', pin: 'top-secret' });
      await world.do('POST', '/items/notes', { title: 'not asked for' });
      await world.do('PATCH', `/items/articles/${article}`, { title: 'two' });
      await world.do('DELETE', `/items/articles/${article}`);
      await world.do('POST', '/users', { email, password: 'top-secret', token: `top-secret-${unique()}` });
      await world.ask('POST', '/auth/login', { email, password: 'top-secret-wrong' }, '');
      const seen = await eventsOf(id, 5);
      const keys = [String(article)];
      expect(seen).toHaveLength(5);
      expect(seen).toContainEqual(
        expect.objectContaining({
          event: 'items.create',
          collection: 'articles',
          keys,
          payload: { title: 'one' },
        }),
      );
      expect(seen).toContainEqual(
        expect.objectContaining({ event: 'items.update', keys, payload: { title: 'two' } }),
      );
      expect(seen).toContainEqual(expect.objectContaining({ event: 'items.delete', keys }));
      expect(seen).toContainEqual(
        expect.objectContaining({ event: 'users.create', collection: 'directus_users', payload: { email } }),
      );
      expect(seen).toContainEqual(
        expect.objectContaining({
          event: 'auth.login',
          payload: expect.objectContaining({ email, status: 'fail' }) as unknown,
        }),
      );
      expect(JSON.stringify(seen)).not.toContain('top-secret');
    });
  });

  test('Instantly with Confirm: what was undone starts nothing, and the payload is the whole record', async () => {
    const parameters = {
      events: ['items.create', 'items.update'],
      collections: ['*'],
      options: { confirm: true },
    };
    await world.do('POST', '/items/articles', { code: 'taken' });
    await withTrigger(parameters, async (id) => {
      const made = await world.do<IDataObject>('POST', '/items/articles', { title: 'a', body: 'long' });
      await world.ask('PATCH', `/items/articles/${UNKNOWN_ID}`, { title: 'nobody' });
      // The second row fails, and takes the first back.
      const rows = [
        { id: made.id, title: 'undone' },
        { id: made.id, code: 'taken' },
      ];
      expect((await world.ask('PATCH', '/items/articles', rows)).status).toBe(400);
      await world.do('PATCH', `/items/articles/${made.id}`, { title: 'b' });
      const seen = await eventuallyEvents(id, 2);
      expect(sortedBy(seen)).toEqual(['items.create', 'items.update']);
      expect(seen).toContainEqual(
        expect.objectContaining({
          event: 'items.update',
          payload: expect.objectContaining({ title: 'b', body: 'long' }) as unknown,
        }),
      );
    });
  });

  /** Waits until at least a number of events has come, and then a little for those that should not. */
  async function eventuallyEvents(id: string, count: number): Promise<IDataObject[]> {
    await n8n.waitForExecutionsOf(id, count);
    await wait(3500);
    return itemsOf(await n8n.waitForExecutionsOf(id, count));
  }

  test('forged deliveries are refused without an execution', async () => {
    await withTrigger({ events: ['items.create'], collections: ['articles'] }, async (id) => {
      expect(await forgeForDirectus(await world.flowOf(id), FORGED)).toBe(FORGED);
      expect(await countOf(n8n, id)).toBe(0);
    });
  }, 900_000);

  test('Before the Change: the last node changes, refuses, or leaves it as it was', async () => {
    const answer = `={{ $json.payload.title === 'bad' ? { refuse: true, message: 'No bad titles', code: 'BAD_TITLE', status: 409 }
      : $json.payload.title === 'up' ? { payload: { ...$json.payload, title: 'UP' } } : { said: 'nothing' } }}`;
    const parameters = {
      delivery: 'before',
      events: ['items.create', 'items.update', 'users.create'],
      collections: ['articles'],
    };
    const id = await publish(triggerWorkflow(credential, parameters, { then: [setNode(answer)] }));
    const write = async (title: string): Promise<unknown> => {
      const { status, body } = await world.ask('POST', '/items/articles', { title, body: 'kept' });
      return { status, ...body };
    };
    expect(await write('ok')).toMatchObject({ status: 200, data: { title: 'ok', body: 'kept' } });
    expect(await write('up')).toMatchObject({ status: 200, data: { title: 'UP', body: 'kept' } });
    expect(await write('bad')).toMatchObject({
      status: 409,
      errors: [{ message: 'No bad titles', extensions: { code: 'BAD_TITLE' } }],
    });
    const email = `${unique()}@example.org`;
    await world.do('POST', '/users', { email, password: 'Secret-123' });
    expect((await world.ask('POST', '/auth/login', { email, password: 'Secret-123' }, '')).status).toBe(200);
    await n8n.deactivate(id);
    expect(await world.flows()).toEqual([]);
  });

  test('Before the Change: a node alone, one that fails, and one that is slow leave the change as the form says', async () => {
    const slow = (amount: number): Workflow['nodes'][number] => ({
      ...setNode('{}', 'Wait'),
      type: 'n8n-nodes-base.wait',
      typeVersion: 1.1,
      parameters: { amount, unit: 'seconds' },
    });
    const failing = setNode('={{ $json.none.none.none }}');
    const base = { delivery: 'before', events: ['items.create'], collections: ['articles'] };
    const refuse = { ...base, whenNoAnswer: 'refuse', options: { answerWithin: 1 } };
    const cases: Array<[IDataObject, Workflow['nodes'], number]> = [
      [base, [], 200],
      [{ ...base, options: { answerWithin: 1 } }, [slow(4)], 200],
      [refuse, [slow(4)], 503],
      [refuse, [failing], 503],
      [base, [failing], 200],
    ];
    for (const [parameters, then, status] of cases) {
      const id = await publish(triggerWorkflow(credential, parameters, { then }));
      const reply = await world.ask('POST', '/items/articles', { title: 'as sent', pin: 'kept' });
      await n8n.deactivate(id);
      expect(reply.status).toBe(status);
      if (status === 200) expect(reply.body.data).toMatchObject({ title: 'as sent', pin: '**********' });
    }
  });

  test('Checking Regularly: who did what, former values of what was deleted, and no secret', async () => {
    const events = ['items.create', 'items.update', 'items.delete', 'users.create', 'auth.login'];
    await withTrigger(
      { delivery: 'checking', events, collections: ['articles'], interval: 1 },
      async (id) => {
        const { id: article } = await world.do('POST', '/items/articles', { title: 'one', body: 'x' });
        await world.do('PATCH', `/items/articles/${article}`, { title: 'two' });
        await world.do('DELETE', `/items/articles/${article}`);
        const email = `${unique()}@example.org`;
        const { id: user } = await world.do('POST', '/users', { email, password: 'top-secret', role: null });
        await world.ask('POST', '/auth/login', { email, password: 'top-secret' }, '');
        // n8n numbers executions as it stores them, which need not be the order of what was put out.
        const place = ({ event }: IDataObject): number => events.indexOf(String(event));
        const seen = (await eventsOf(id, 5)).sort((one, other) => place(one) - place(other));
        const keys = [String(article)];
        expect(seen.map(({ event }) => event)).toEqual(events);
        expect(seen[0]).toMatchObject({ collection: 'articles', keys, payload: { title: 'one', body: 'x' } });
        expect(seen[1]).toMatchObject({ keys, payload: { title: 'two' } });
        expect(seen[2]).toMatchObject({ keys, payload: { title: 'two', body: 'x' } });
        expect(seen[4]).toMatchObject({ keys: [user], user });
        expect(JSON.stringify(seen)).not.toContain('top-secret');
      },
    );
  });

  test('a test run listens beside the published workflow, or gives the newest event that there is', async () => {
    const parameters = { events: ['items.create'], collections: ['articles'] };
    await withTrigger(parameters, async (id) => {
      await listen(id);
      expect(await world.flows()).toHaveLength(2);
      await world.do('POST', '/items/articles', { title: 'heard twice' });
      const seen = await eventsOf(id, 2);
      expect(seen.map(({ payload }) => payload)).toEqual([
        { title: 'heard twice' },
        { title: 'heard twice' },
      ]);
      await eventually(
        () => world.flows(),
        (flows) => flows.length === 1,
      );
      expect(await world.flows()).toHaveLength(1);
    });
    const checking = triggerWorkflow(credential, { ...parameters, delivery: 'checking' });
    const execution = await n8n.run(checking);
    expect(execution.json('Directus Trigger')).toMatchObject([
      { event: 'items.create', payload: { title: 'heard twice' } },
    ]);
  });

  async function listen(id: string): Promise<void> {
    const workflowData = await n8n.request('GET', `/rest/workflows/${id}`);
    await n8n.request('POST', `/rest/workflows/${id}/run`, {
      workflowData,
      triggerToStartFrom: { name: 'Directus Trigger' },
    });
  }

  test('renamed nodes, new versions, two nodes and two workflows each have their own flow, and none is left over', async () => {
    const parameters = { events: ['items.create'], collections: ['articles'] };
    const first = triggerWorkflow(credential, parameters);
    const another = triggerWorkflow(credential, parameters, { name: 'Other' });
    first.nodes.push(...another.nodes);
    const ids = [await publish(first), await publish(triggerWorkflow(credential, parameters))];
    expect(await world.flows()).toHaveLength(3);
    const stored = await n8n.request<Workflow & { versionId: string }>('GET', `/rest/workflows/${ids[0]}`);
    const nodes = stored.nodes.map((node) =>
      node.name === 'Other'
        ? { ...node, name: 'Renamed', parameters: { ...node.parameters, events: ['items.update'] } }
        : node,
    );
    const { versionId } = stored;
    await n8n.request('PATCH', `/rest/workflows/${ids[0]}?forceSave=true`, {
      nodes,
      connections: {},
      versionId,
    });
    await n8n.activate(ids[0] ?? '');
    const flows = await world.flows();
    expect(flows.map(({ options }) => options.scope).sort()).toEqual([
      ['items.create'],
      ['items.create'],
      ['items.update'],
    ]);
    for (const id of ids) await n8n.deactivate(id);
    expect(await world.flows()).toEqual([]);
  });

  test('a flow that was deleted or set inactive is mended when the workflow is published, and others stay as they are', async () => {
    const foreign = {
      name: 'Foreign',
      status: 'inactive',
      trigger: 'event',
      description: 'n8n:other',
      options: {},
    };
    const { id: other } = await world.do('POST', '/flows', foreign);
    const id = await publish(
      triggerWorkflow(credential, { events: ['items.create'], collections: ['articles'] }),
    );
    const own = (await world.flows()).find(({ id: found }) => found !== other);
    await world.do('DELETE', `/flows/${own?.id}`);
    await n8n.deactivate(id);
    await n8n.activate(id);
    await world.do('POST', '/items/articles', { title: 'again' });
    expect(await eventsOf(id, 1)).toHaveLength(1);
    await world.do('PATCH', `/flows/${own?.id}`, { status: 'inactive' });
    await world.do('POST', '/items/articles', { title: 'not heard' });
    await n8n.deactivate(id);
    await n8n.activate(id);
    await world.do('POST', '/items/articles', { title: 'heard again' });
    const heard = (await eventsOf(id, 2)).map(({ payload }) => (payload as IDataObject).title);
    expect(heard).toEqual(['again', 'heard again']);
    await n8n.deactivate(id);
    expect((await world.flows()).map(({ name }) => name)).toEqual(['Foreign']);
    await world.do('DELETE', `/flows/${other}`);
  });

  test('what is missing is said when the workflow is published', async () => {
    const parameters = { events: ['items.create'], collections: ['articles'] };
    await expect(
      publish(triggerWorkflow(credential, { ...parameters, collections: ['article'] })),
    ).rejects.toThrow(/"article" is not known; did you mean "articles"/);
    const token = unique();
    const policies = { create: [{ policy: { name: unique(), app_access: true } }] };
    await world.do('POST', '/users', { email: `${unique()}@example.org`, token, policies });
    const weak = await n8n.saveCredential('Weak', 'directusApi', { url: directus.url, token });
    await expect(publish(triggerWorkflow(weak, parameters))).rejects.toThrow(
      /directus_flows.*Checking Regularly/,
    );
    const made: unknown[] = [];
    for (let n = 0; n < 5; n++) {
      const flow = await world.ask('POST', '/flows', {
        name: unique(),
        status: 'active',
        trigger: 'webhook',
        options: {},
      });
      made.push((flow.body.data as IDataObject | undefined)?.id);
    }
    await expect(publish(triggerWorkflow(credential, parameters))).rejects.toThrow(
      /LIMIT_EXCEEDED.*five flows/,
    );
    for (const id of made) await world.do('DELETE', `/flows/${id}`);
    expect(await world.flows()).toEqual([]);
  });

  test('a flow that could not be removed while Directus was down is removed when it is up again', async () => {
    const id = await publish(
      triggerWorkflow(credential, { events: ['items.create'], collections: ['articles'] }),
    );
    await directus.stop();
    await n8n.deactivate(id);
    await directus.start();
    let left = await world.flows();
    for (let second = 0; second < 90 && left.length > 0; second++) {
      await wait(1000);
      left = await world.flows();
    }
    expect(left).toEqual([]);
  });

  test('the example "content-approval" refuses what is not finished', async () => {
    await world.do('POST', '/fields/articles', { field: 'status', type: 'string', schema: {} });
    const example = readExamples().get('content-approval.json');
    if (example === undefined) throw new Error('examples/content-approval.json is missing');
    const id = await publish(withCredentials(example, { Directus: credential }));
    const bad = await world.ask('POST', '/items/articles', { title: 'Short', status: 'published', body: '' });
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ extensions: { code: 'NOT_READY' } }] } });
    const draft = await world.ask('POST', '/items/articles', { title: 'Short', status: 'draft' });
    const body =
      'A text that is long enough to be read by somebody, because it says something in a few sentences.';
    const good = await world.ask('POST', '/items/articles', {
      title: ' A Good One ',
      status: 'published',
      body,
    });
    expect([draft.status, good.status]).toEqual([200, 200]);
    expect(good.body.data).toMatchObject({ title: 'A Good One' });
    await n8n.deactivate(id);
  });

  test('a Directus that denies addresses of its own machine says so, and what to do', async () => {
    const strict = await startDirectus({
      version: '12',
      folder: join(folder, 'strict'),
      env: { IMPORT_IP_DENY_LIST: '0.0.0.0,169.254.169.254' },
    });
    try {
      await new DirectusWorld(strict).makeCollection('articles');
      const { url, adminToken: token } = strict;
      const denied = await n8n.saveCredential('Strict', 'directusApi', { url, token });
      const parameters = { events: ['items.create'], collections: ['articles'] };
      for (const delivery of ['instant', 'before']) {
        await expect(publish(triggerWorkflow(denied, { ...parameters, delivery }))).rejects.toThrow(
          /cannot reach n8n.*IMPORT_IP_DENY_LIST=169\.254\.169\.254.*Checking Regularly/,
        );
      }
      expect(await new DirectusWorld(strict).flows()).toEqual([]);
    } finally {
      await strict.stop();
    }
  });
});
