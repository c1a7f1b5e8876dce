import { DirectusWorld, triggerWorkflow } from '../support/directusTrigger';
import { forgeForDirectus, forgeForZitadel } from '../support/forgeries';
import { testServers } from '../support/servers';
import { missedBy, runBursts } from '../support/triggerBurst';
import { unique } from '../support/unique';
import { TriggerWorld } from '../support/zitadelTrigger';

/** The long forms, with more events and more restarts, are in test/live. */
const EVENTS = Number(process.env.TRIGGER_EVENTS ?? 60);
const FORGED = 50;

describe('the triggers, in an n8n that is restarted', () => {
  const collection = unique();
  let world: TriggerWorld;
  let directus: DirectusWorld;

  beforeAll(async () => {
    world = await TriggerWorld.start();
    directus = new DirectusWorld(testServers().directus12);
    await directus.makeCollection(collection);
  }, 240_000);

  afterAll(async () => {
    await world?.reset();
    await world?.stop();
    await directus?.do('DELETE', `/collections/${collection}`);
  }, 60_000);

  test('each event comes once by Checking Regularly, whatever happens to n8n', async () => {
    const outcome = await runBursts(world, directus, {
      collection,
      events: EVENTS,
      interruptions: [async () => await world.restartN8n(true)],
      patience: 180_000,
    });
    for (const [service, seen] of Object.entries(outcome)) {
      process.stderr.write(`${service}: ${missedBy(seen)}\n`);
      expect(seen.checked.sort()).toEqual(seen.made.sort());
      expect(new Set(seen.heard).size).toBe(seen.heard.length);
    }
  }, 400_000);

  test('what is forged, stale or replayed starts nothing', async () => {
    const people = await world.publish({ delivery: 'instant', events: ['user.human.added'] });
    const { endpoint, signingKey } = await world.onlyTarget();
    const target = { endpoint, signingKey };
    expect(await forgeForZitadel(target, FORGED)).toEqual({ genuine: 200, refused: FORGED });
    expect(await world.countOf(people)).toBe(1);

    const { url, adminToken: token } = directus.server;
    const credential = await world.n8n.saveCredential('Directus', 'directusApi', { url, token });
    const parameters = { events: ['items.create'], collections: [collection] };
    const items = await world.publishWorkflow(triggerWorkflow(credential, parameters));
    expect(await forgeForDirectus(await directus.flowOf(items), FORGED)).toBe(FORGED);
    expect(await world.countOf(items)).toBe(0);
  }, 120_000);

  test('the fields of an event can be mapped before there is one', async () => {
    const fieldsOf = async (node: string): Promise<string[]> => {
      const path = `/schemas/n8n-nodes-zitadel-directus.${node}/1.0.0.json`;
      const schema = JSON.parse((await world.n8n.download(path)).toString()) as { properties: object };
      return Object.keys(schema.properties);
    };
    const directusFields = ['event', 'collection', 'keys', 'payload', 'user'];
    expect(await fieldsOf('directusTrigger')).toEqual(directusFields);
    const zitadelFields = ['type', 'aggregateType', 'aggregateId', 'sequence', 'createdAt'];
    expect(await fieldsOf('zitadelTrigger')).toEqual([
      ...zitadelFields,
      'resourceOwner',
      'userId',
      'payload',
    ]);
  });
});
