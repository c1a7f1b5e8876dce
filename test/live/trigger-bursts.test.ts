import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDirectus, type Directus } from '../../sandbox/directus';
import { DirectusWorld } from '../support/directusTrigger';
import { missedBy, runBursts } from '../support/triggerBurst';
import { TriggerWorld } from '../support/zitadelTrigger';

/** Of each service; `npm test` has a short form. */
const EVENTS = Number(process.env.TRIGGER_EVENTS ?? 2000);
const PATIENCE = 20 * 60_000;

describe('bursts of events while n8n, Zitadel and Directus are restarted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trigger-bursts-'));
  let world: TriggerWorld;
  let directus: Directus;
  let records: DirectusWorld;

  beforeAll(async () => {
    [world, directus] = await Promise.all([
      TriggerWorld.start(),
      startDirectus({ version: '12', folder: join(folder, 'directus') }),
    ]);
    records = new DirectusWorld(directus);
    await records.makeCollection('notes');
  }, 300_000);

  afterAll(async () => {
    await Promise.all([world.stop(), directus.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  test(
    `each of ${EVENTS} comes once by Checking Regularly; how many Instantly misses is shown`,
    async () => {
      const outcome = await runBursts(world, records, {
        collection: 'notes',
        events: EVENTS,
        interruptions: [
          async () => await world.restartN8n(),
          async () => {
            await Promise.all([world.standIn.pause(), directus.stop()]);
            await Promise.all([world.standIn.resume(), directus.start()]);
          },
          async () => await world.restartN8n(true),
        ],
        patience: PATIENCE,
      });
      for (const [service, seen] of Object.entries(outcome)) {
        process.stderr.write(`${service}: ${missedBy(seen)}\n`);
        expect(seen.made.length).toBeGreaterThanOrEqual(EVENTS);
        expect(seen.checked.sort()).toEqual(seen.made.sort());
        expect(new Set(seen.heard).size).toBe(seen.heard.length);
      }
      expect(await world.ownTargets()).toEqual([]);
      expect(await records.flows()).toEqual([]);
    },
    2 * PATIENCE,
  );
});
