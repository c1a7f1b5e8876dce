import { type Actors, createActors } from './actors';
import { classicActions } from './classic-actions';
import { type NodeStep, type NodeTransport, nodeTransports, replayThroughNode } from './node';
import { readRecordings, type Recording } from './recording';
import { replayStep } from './replay';
import { type Run, startRun } from './run';
import { findServer, type TestServer } from './server';
import { Tally } from './tally';

// Starting the server and waiting for a real one's projections both take their time.
jest.setTimeout(60_000);

const USER_SERVICE = 'zitadel.user.v2.UserService';

let server: TestServer;
let actors: Actors;
const steps = new Tally();
/** Methods of the user service that went through their typed form as recorded, after the transport. */
const throughForms = new Set<string>();

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

// After the replays, which it counts.
test.each(nodeTransports)('each classic user action went through its form over %s', (transport) => {
  const missing = classicActions.filter((action) => !throughForms.has(`${transport} ${action}`));
  const done = classicActions.length - missing.length;
  process.stderr.write(
    `${transport}: ${done} of ${classicActions.length} classic user actions through their form\n`,
  );
  expect(missing).toEqual([]);
});

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
      if (way === 'form' && differences.length === 0 && step.service === USER_SERVICE) {
        throughForms.add(`${transport} ${step.method}`);
      }
      expect(differences).toEqual([]);
    });
  }
}

/** A step that could not be replayed counts as well. */
function asDifference(error: unknown): NodeStep {
  return { way: 'form', differences: [String(error)] };
}
