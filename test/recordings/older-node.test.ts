import { type Actors, createActors } from './actors';
import { type NodeTransport, nodeTransports, replayThroughNode } from './node';
import { isByChance, olderReleases, readForForms } from './older';
import type { Recording } from './recording';
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
    process.stderr.write(`Steps of ${release} through the node in n8n over\n${steps}\n`);
    await server?.stop();
  });

  for (const transport of nodeTransports) {
    for (const recording of readForForms(release)) {
      describe(`${recording.scenario} through the node over ${transport}`, () =>
        replay(recording, transport));
    }
  }

  function replay(recording: Recording, transport: NodeTransport): void {
    let run: Run;

    beforeAll(async () => {
      run = await startRun(server, actors, recording, { transport: 'grpc', label: `node-${transport}` });
    });

    afterAll(() => run?.grpc.close());

    for (const step of recording.steps) {
      if (step.via !== undefined) {
        it(`${step.name} (preparation)`, async () => {
          expect(await replayStep(run, step)).toEqual([]);
        });
        continue;
      }
      if (isByChance(release, recording, step)) {
        it(`${step.name} (answered)`, async () => void (await replayThroughNode(run, transport, step)));
        continue;
      }
      it(step.name, async () => {
        const { way, differences } = await replayThroughNode(run, transport, step);
        steps.add(`${transport}, ${way}`, differences.length === 0);
        expect(differences).toEqual([]);
      });
    }
  }
});
