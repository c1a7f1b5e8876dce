import { type Actors, createActors } from './actors';
import { type NodeStep, type NodeTransport, nodeTransports, replayThroughNode } from './node';
import { readRecordings, type Recording } from './recording';
import { replayStep } from './replay';
import { type Run, startRun } from './run';
import { findServer, type TestServer } from './server';
import { Tally } from './tally';

// Starting the server and waiting for a real one's projections both take their time.
jest.setTimeout(60_000);

let server: TestServer;
let actors: Actors;
const steps = new Tally();

beforeAll(async () => {
  server = await findServer();
  actors = await createActors(server);
});

afterAll(async () => {
  process.stderr.write(`Steps through the node in n8n over\n${steps}\n`);
  await server?.stop();
});

for (const transport of nodeTransports) {
  for (const recording of readRecordings()) {
    describe(`${recording.scenario} through the node over ${transport}`, () => replay(recording, transport));
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
    it(step.name, async () => {
      const { way, differences } = await replayThroughNode(run, transport, step).catch(asDifference);
      steps.add(`${transport}, ${way}`, differences.length === 0);
      expect(differences).toEqual([]);
    });
  }
}

/** A step that could not be replayed counts as well. */
function asDifference(error: unknown): NodeStep {
  return { way: 'form', differences: [String(error)] };
}
