import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { startDirectus, type Directus } from '../../sandbox/directus';
import type { Workflow } from '../../sandbox/n8n-client';
import { DirectusWorld, triggerWorkflow } from '../support/directusTrigger';
import { eventually } from '../support/eventually';
import { TriggerWorld } from '../support/zitadelTrigger';

const ADDED = { event: { event: 'user.human.added' } };
/** n8n tries five times in this time, and then leaves a trigger dead. */
const N8N_GIVES_UP = 20_000;
/** How soon n8n takes up a publication that a crash has cut. */
const LEASE = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '30' };

jest.setTimeout(300_000);

/** What the lifecycle of a trigger is tested with, for each service alike. */
interface Service {
  name: string;
  /** A workflow that is told instantly of `make`. */
  instant: () => Workflow;
  /** A workflow that checks regularly for `make`. */
  checking: () => Workflow;
  /** The form's value for another kind of event, and what makes one. */
  otherEvents: string[];
  makeOther: () => Promise<string>;
  /** Makes an event. Returns what it is about. */
  make: () => Promise<string>;
  /** What an item is about. */
  aboutOf: (item: IDataObject) => string;
  /** IDs of what triggers have on the service, with the addresses that are called. */
  owned: () => Promise<Array<{ id: string; address: string }>>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
}

describe('the life of the triggers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trigger-lifecycle-'));
  const services: Service[] = [];
  let world: TriggerWorld;
  let directus: Directus;

  beforeAll(async () => {
    [world, directus] = await Promise.all([
      TriggerWorld.start(LEASE),
      startDirectus({ version: '12', folder: join(folder, 'directus') }),
    ]);
    const records = new DirectusWorld(directus);
    for (const name of ['articles', 'notes']) await records.makeCollection(name);
    const { url, adminToken: token } = directus;
    const credential = await world.n8n.saveCredential('Directus', 'directusApi', { url, token });
    services.push(zitadelService(world), directusService(records, directus, credential));
  }, 900_000);

  afterAll(async () => {
    await Promise.all([world?.stop(), directus?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  afterEach(async () => {
    await world.unpublishAll();
    for (const { owned } of services) expect(await owned()).toEqual([]);
  }, 120_000);

  /** Does the same with each service. */
  const each = async (act: (service: Service) => Promise<void>): Promise<void> => {
    for (const service of services) await act(service);
  };

  async function aboutsOf(service: Service, id: string, count: number): Promise<string[]> {
    return (await world.outputsOf(id, count, 60_000)).map(service.aboutOf);
  }

  test('n8n dies while it sets a trigger up: the next attempt takes over what is there', async () => {
    await each(async (service) => {
      const id = await world.n8n.saveWorkflow(service.instant());
      const publishing = world.publishStored(id).catch(() => undefined);
      const found = await eventually(service.owned, (owned) => owned.length > 0, 60_000);
      expect(found).toHaveLength(1);
      await world.restartN8n(true);
      await publishing;
      await world.publishStored(id);
      expect(await service.owned()).toEqual(found);
      const about = await service.make();
      expect(await aboutsOf(service, id, 1)).toEqual([about]);
      await world.n8n.deactivate(id);
      expect(await service.owned()).toEqual([]);
    });
  });

  test('n8n gets another address: what is there is changed, when the workflow is published again', async () => {
    await each(async (service) => {
      const id = await world.publishWorkflow(service.instant());
      const [before] = await service.owned();
      await world.n8n.stop();
      const address = world.n8n.url.replace('127.0.0.1', 'localhost');
      await world.startN8n({ ...LEASE, WEBHOOK_URL: address });
      await world.n8n.deactivate(id);
      await world.publishStored(id);
      const [after, ...others] = await service.owned();
      expect(others).toEqual([]);
      expect(after?.address).toBe(before?.address.replace('127.0.0.1', 'localhost'));
      const about = await service.make();
      expect(await aboutsOf(service, id, 1)).toEqual([about]);
      await world.n8n.deactivate(id);
      await world.restartN8n();
    });
  });

  test('n8n starts while a service is down for long: it goes on when that is up, and misses nothing', async () => {
    await each(async (service) => {
      const id = await world.publishWorkflow(service.checking());
      const first = await service.make();
      expect(await aboutsOf(service, id, 1)).toEqual([first]);
      await world.n8n.stop();
      const second = await service.make();
      await service.stop();
      await world.startN8n(LEASE);
      await wait(N8N_GIVES_UP);
      await service.start();
      const third = await service.make();
      expect(await aboutsOf(service, id, 3)).toEqual([first, second, third]);
      await world.n8n.deactivate(id);
    });
  });

  test('a new version asks for other events from then on, and does not give what is over', async () => {
    await each(async (service) => {
      const id = await world.publishWorkflow(service.checking());
      const first = await service.make();
      expect(await aboutsOf(service, id, 1)).toEqual([first]);
      await service.makeOther();
      await world.edit(id, (nodes) =>
        nodes.map((node) => {
          const { events } = node.parameters;
          if (!Array.isArray(events)) return node;
          const both = [...events, ...service.otherEvents] as string[];
          return { ...node, parameters: { ...node.parameters, events: both } };
        }),
      );
      const other = await service.makeOther();
      const last = await service.make();
      expect((await aboutsOf(service, id, 3)).sort()).toEqual([first, other, last].sort());
      await world.n8n.deactivate(id);
    });
  });

  test('two nodes in one workflow each go on where they were, also when one of them was published anew', async () => {
    await each(async (service) => {
      const workflow = service.checking();
      const [another] = service.checking().nodes;
      const [trigger] = workflow.nodes;
      if (trigger === undefined || another === undefined) throw new Error('There is no trigger');
      workflow.nodes.push({ ...another, name: 'Other' });
      const id = await world.publishWorkflow(workflow);
      const first = await service.make();
      expect(await aboutsOf(service, id, 2)).toEqual([first, first]);
      await world.edit(id, (nodes) =>
        nodes.map((node) => (node.name === 'Other' ? { ...node, name: 'Renamed' } : node)),
      );
      const second = await service.make();
      expect(await aboutsOf(service, id, 4)).toEqual([first, first, second, second]);
      await world.restartN8n();
      const third = await service.make();
      expect(await aboutsOf(service, id, 6)).toEqual([first, first, second, second, third, third]);
      await world.n8n.deactivate(id);
    });
  });

  test('what was left behind by a service that was down is removed when the next trigger is published', async () => {
    await each(async (service) => {
      const id = await world.publishWorkflow(service.instant());
      await service.stop();
      await world.n8n.deactivate(id);
      // This ends the attempts to remove it.
      await world.restartN8n(true);
      await service.start();
      expect(await service.owned()).toHaveLength(1);
      const next = await world.publishWorkflow(service.instant());
      expect(await service.owned()).toHaveLength(1);
      const about = await service.make();
      expect(await aboutsOf(service, next, 1)).toEqual([about]);
      await world.n8n.deactivate(next);
      expect(await service.owned()).toEqual([]);
    });
  });

  test('a sequence of all that leaves nothing over', async () => {
    await each(async (service) => {
      const workflow = service.instant();
      const [another] = service.instant().nodes;
      if (another === undefined) throw new Error('There is no trigger');
      workflow.nodes.push({ ...another, name: 'Other' });
      const id = await world.publishWorkflow(workflow);
      const neighbour = await world.publishWorkflow(service.instant());
      expect(await service.owned()).toHaveLength(3);
      await world.listen(id);
      await eventually(service.owned, (owned) => owned.length === 4);
      expect(await service.owned()).toHaveLength(4);
      await service.make();
      await eventually(service.owned, (owned) => owned.length === 3);
      await world.edit(id, (nodes) =>
        nodes.map((node) => (node.name === 'Other' ? { ...node, name: 'Renamed' } : node)),
      );
      await world.edit(id, (nodes) => nodes.filter(({ name }) => name !== 'Renamed'));
      expect(await service.owned()).toHaveLength(2);
      await world.n8n.deactivate(neighbour);
      await world.restartN8n(true);
      await service.stop();
      await world.n8n.deactivate(id);
      await service.start();
      expect(await eventually(service.owned, (owned) => owned.length === 0, 90_000)).toEqual([]);
      await world.publishStored(id);
      expect(await service.owned()).toHaveLength(1);
      const before = await world.countOf(id);
      const about = await service.make();
      expect((await aboutsOf(service, id, before + 1)).slice(before)).toEqual([about]);
      await world.n8n.deactivate(id);
      expect(await service.owned()).toEqual([]);
    });
  });
});

function zitadelService(world: TriggerWorld): Service {
  const events = ['user.human.added'];
  return {
    name: 'Zitadel',
    instant: () => world.workflow({ delivery: 'instant', events }),
    checking: () => world.workflow({ delivery: 'checking', interval: 1, events }),
    otherEvents: ['user.locked'],
    makeOther: async () => {
      const userId = await world.machine();
      await world.ask('POST', `/v2/users/${userId}/lock`, {});
      return userId;
    },
    make: async () => await world.person(),
    aboutOf: ({ aggregateId }) => String(aggregateId),
    owned: async () => {
      const targets = await world.ownTargets();
      const inForce = await world.targetsOf(ADDED);
      return targets
        .filter(({ id }) => inForce.includes(String(id)))
        .map(({ id, endpoint }) => ({ id: String(id), address: String(endpoint) }));
    },
    stop: () => world.standIn.pause(),
    start: () => world.standIn.resume(),
  };
}

function directusService(records: DirectusWorld, directus: Directus, credential: string): Service {
  const events = ['items.create'];
  const collections = ['articles', 'notes'];
  const write = async (collection: string): Promise<string> =>
    `${collection} ${(await records.do<{ id: number }>('POST', `/items/${collection}`, { title: 'a' })).id}`;
  return {
    name: 'Directus',
    instant: () => triggerWorkflow(credential, { events, collections }),
    checking: () => triggerWorkflow(credential, { delivery: 'checking', interval: 1, events, collections }),
    otherEvents: ['folders.create'],
    makeOther: async () =>
      `directus_folders ${(await records.do<{ id: string }>('POST', '/folders', { name: 'a' })).id}`,
    make: async () => await write('articles'),
    aboutOf: ({ collection, keys }) => `${String(collection)} ${String((keys as string[])[0])}`,
    owned: async () =>
      (await records.flows()).map(({ id, operations }) => ({
        id,
        address: String(operations[0]?.options.url),
      })),
    stop: () => directus.stop(),
    start: () => directus.start(),
  };
}
