import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { DirectusWorld, triggerWorkflow } from './directusTrigger';
import { unique } from './unique';
import type { TriggerWorld } from './zitadelTrigger';

/** Makes one person in Zitadel three events of one time: an address and a phone to verify come with it. */
const MORE = { email: { email: 'burst@example.org' }, phone: { phone: '+41791234567' } };
const EVENTS_A_PERSON = 3;
const ROWS_AT_ONCE = 25;

/** What became of the events of one trigger. */
export interface Outcome {
  /** What was written, each by a name of its own. */
  made: string[];
  /** What the node that checks regularly put out. */
  checked: string[];
  /** What the node that is told instantly put out. */
  heard: string[];
}

/** What to do while events are written. */
export type Interruption = () => Promise<void>;

/**
 * Writes events in Zitadel and in Directus while servers are interrupted, and gives what became of them.
 *
 * @param world with an n8n that both services reach
 * @param collection one of Directus' that nobody else writes to
 * @param events how many each service is to have, at least
 * @param interruptions one after the other; as many bursts are written meanwhile, and one more
 * @param patience milliseconds to wait for the last event
 */
export async function runBursts(
  world: TriggerWorld,
  directus: DirectusWorld,
  {
    collection,
    events,
    interruptions,
    patience,
  }: { collection: string; events: number; interruptions: readonly Interruption[]; patience: number },
): Promise<{ zitadel: Outcome; directus: Outcome }> {
  const { url, adminToken: token } = directus.server;
  const credential = await world.n8n.saveCredential('Directus', 'directusApi', { url, token });
  const items = { events: ['items.create'], collections: [collection] };
  const people = { events: ['user.human.*'] };
  const publishItems = async (parameters: IDataObject): Promise<string> =>
    await world.publishWorkflow(triggerWorkflow(credential, { ...items, ...parameters }));
  const ids = {
    peopleChecked: await world.publish({ ...people, delivery: 'checking', interval: 1 }),
    peopleHeard: await world.publish({ ...people, delivery: 'instant' }),
    itemsChecked: await publishItems({ delivery: 'checking', interval: 1 }),
    itemsHeard: await publishItems({ delivery: 'instant' }),
  };
  const made: Record<'people' | 'titles', string[]> = { people: [], titles: [] };
  const share = Math.ceil(events / (interruptions.length + 1));
  const burst = async (): Promise<void> => {
    await Promise.all([
      makePeople(world, Math.ceil(share / EVENTS_A_PERSON), made.people),
      makeItems(directus, collection, share, made.titles),
    ]);
  };
  for (const interrupt of interruptions) await Promise.all([burst(), interrupt()]);
  await burst();

  const keys = made.people.flatMap((id) => [1, 2, 3].map((sequence) => `${id}/${sequence}`));
  await Promise.all([
    world.settle(ids.peopleChecked, keys.length, patience),
    world.settle(ids.itemsChecked, made.titles.length, patience),
  ]);
  const keysOf = async (id: string): Promise<string[]> =>
    (await world.outputs(id)).map(({ aggregateId, sequence }) => `${aggregateId}/${sequence}`);
  const titlesOf = async (id: string): Promise<string[]> =>
    (await world.outputs(id)).map(({ payload }) => String((payload as IDataObject).title));
  const outcome = {
    zitadel: {
      made: keys,
      checked: await keysOf(ids.peopleChecked),
      heard: await keysOf(ids.peopleHeard),
    },
    directus: {
      made: made.titles,
      checked: await titlesOf(ids.itemsChecked),
      heard: await titlesOf(ids.itemsHeard),
    },
  };
  for (const id of Object.values(ids)) await world.n8n.deactivate(id);
  return outcome;
}

/** How many events did not come at all, in words. */
export function missedBy({ made, checked, heard }: Outcome): string {
  const missing = (seen: string[]): number => made.filter((name) => !new Set(seen).has(name)).length;
  return `of ${made.length} events Checking Regularly missed ${missing(checked)}, Instantly ${missing(heard)}`;
}

/** Goes on until it is there: the server may be down, and answer nothing to what it has done. */
async function persist(act: () => Promise<boolean>): Promise<void> {
  while (!(await act().catch(() => false))) await wait(500);
}

async function makePeople(world: TriggerWorld, count: number, made: string[]): Promise<void> {
  for (let n = 0; n < count; n++) {
    await persist(async () => made.push(await world.person(undefined, MORE)) > 0);
  }
}

async function makeItems(
  directus: DirectusWorld,
  collection: string,
  count: number,
  made: string[],
): Promise<void> {
  for (let first = 0; first < count; first += ROWS_AT_ONCE) {
    const length = Math.min(ROWS_AT_ONCE, count - first);
    const rows = Array.from({ length }, () => ({ title: unique() }));
    const titles = rows.map(({ title }) => title);
    const query = new URLSearchParams({ filter: JSON.stringify({ title: { _in: titles } }), limit: '-1' });
    await persist(async () => {
      const there = await directus.ask('GET', `/items/${collection}?${query}`);
      if (Array.isArray(there.body.data) && there.body.data.length === length) return true;
      return (await directus.ask('POST', `/items/${collection}`, rows)).status === 200;
    });
    made.push(...titles);
  }
}
