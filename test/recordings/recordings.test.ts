import { type Actors, createActors, withPerson } from './actors';
import { connectGrpc } from './clients';
import { readRecordings, type Recording, stepsOver, type Transport, transports } from './recording';
import { replayStep, type Run } from './replay';
import { findServer, type TestServer } from './server';

// Starting the server and waiting for a real one's projections both take their time.
jest.setTimeout(60_000);

let server: TestServer;
let actors: Actors;

beforeAll(async () => {
  server = await findServer();
  actors = await createActors(server);
});

afterAll(() => server?.stop());

for (const recording of readRecordings()) {
  for (const transport of transports) {
    const steps = stepsOver(recording, transport);
    if (steps.length > 0)
      describe(`${recording.scenario} over ${transport}`, () => replay(recording, transport));
  }
}

function replay(recording: Recording, transport: Transport): void {
  let run: Run;

  beforeAll(async () => {
    run = await startRun(recording, transport);
  });

  afterAll(() => run?.grpc.close());

  for (const step of stepsOver(recording, transport)) {
    it(step.name, async () => {
      expect(await replayStep(run, step)).toEqual([]);
    });
  }
}

// Each run has users of its own, as each transport had when the scenario was recorded.
async function startRun(recording: Recording, transport: Transport): Promise<Run> {
  const run = `${recording.scenario}-${transport}-${Date.now().toString(36)}`;
  const needsPerson = recording.steps.some((step) => step.as === 'person');
  const { tokens, values } = needsPerson ? await withPerson(server, actors, run) : actors;
  return {
    transport,
    url: server.url,
    grpc: connectGrpc(server.url),
    tokens,
    values: { ...values, run },
    waits: server.lags,
  };
}
