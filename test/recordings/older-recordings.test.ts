import { type Actors, createActors } from './actors';
import { isByChance, olderReleases } from './older';
import { readRecordings, type Recording, stepsOver, type Transport, transports } from './recording';
import { replayStep } from './replay';
import { type Run, startRun } from './run';
import { startRelease, type TestServer } from './server';
import { Tally } from './tally';

jest.setTimeout(60_000);

describe.each(olderReleases)('Zitadel of %s', (release) => {
  let server: TestServer;
  let actors: Actors;
  const steps = new Tally();

  beforeAll(async () => {
    server = await startRelease(release);
    actors = await createActors(server);
  });

  afterAll(async () => {
    process.stderr.write(`Steps of ${release} over\n${steps}\n`);
    await server?.stop();
  });

  for (const recording of readRecordings(release)) {
    for (const transport of transports) {
      if (stepsOver(recording, transport).length > 0)
        describe(`${recording.scenario} over ${transport}`, () => replay(recording, transport));
    }
  }

  function replay(recording: Recording, transport: Transport): void {
    let run: Run;

    beforeAll(async () => {
      run = await startRun(server, actors, recording, { transport });
    });

    afterAll(() => run?.grpc.close());

    for (const step of stepsOver(recording, transport)) {
      if (isByChance(release, recording, step)) {
        it(`${step.name} (answered)`, async () => void (await replayStep(run, step)));
        continue;
      }
      it(step.name, async () => {
        const differences = await replayStep(run, step);
        steps.add(transport, differences.length === 0);
        expect(differences).toEqual([]);
      });
    }
  }
});
