import { TriggerWorld } from '../support/zitadelTrigger';

/** Events in all, three a write: a page of a thousand ends among those of one time. */
const EVENTS = Number(process.env.TEST_BURST ?? 0);
const PATIENCE = 20 * 60_000;

jest.setTimeout(PATIENCE);

/** A person with an e-mail address and a phone to verify: three events at one time. */
const MORE = { email: { email: 'burst@example.org' }, phone: { phone: '+41791234567' } };

// It takes minutes: TEST_BURST=2001 has it run. The tests of each delivery restart n8n with few events.
const suite = EVENTS > 0 ? describe : describe.skip;

suite('bursts of events while n8n and Zitadel are restarted', () => {
  let world: TriggerWorld;

  beforeAll(async () => {
    world = await TriggerWorld.start();
  }, 240_000);

  afterAll(async () => await world.stop(), 60_000);

  test(`each of ${EVENTS} comes once by checking; how many instantly misses is shown`, async () => {
    const checking = await world.publish({ delivery: 'checking', interval: 1, events: ['user.human.*'] });
    const instant = await world.publish({ delivery: 'instant', events: ['user.human.*'] });
    const made = new Set<string>();
    const burst = async (share: number): Promise<void> => {
      for (let count = 0; count < EVENTS / 3 / share; count++) made.add(await world.person(undefined, MORE));
    };
    await burst(4);
    const writing = burst(4);
    await world.n8n.stop();
    await writing;
    await world.startN8n();
    await world.standIn.pause();
    await world.standIn.resume();
    const more = burst(4);
    await world.n8n.stop();
    await more;
    await world.startN8n();
    await burst(4);

    const wanted = [...made].flatMap((id) => [1, 2, 3].map((sequence) => `${id}/${sequence}`));
    await world.settle(checking, wanted.length, PATIENCE / 2);
    const keys = (await world.outputs(checking)).map(
      ({ aggregateId, sequence }) => `${aggregateId}/${sequence}`,
    );
    expect(keys.sort()).toEqual(wanted.sort());
    const arrived = new Set(
      (await world.outputs(instant)).map(({ aggregateId, sequence }) => `${aggregateId}/${sequence}`),
    );
    const missed = wanted.filter((key) => !arrived.has(key)).length;
    process.stderr.write(`Instantly missed ${missed} of ${wanted.length} events\n`);
    expect(missed).toBeLessThan(wanted.length);
  });
});
