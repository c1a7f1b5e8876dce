import { type Actors, createActors } from './actors';
import { connectGrpc } from './clients';
import {
  checkSignature,
  compareAnswer,
  compareDeliveries,
  deliveryRecording,
  type DeliveryRun,
  replayDeliveries,
  withoutOrigin,
} from './deliveries';
import { callUnauthorized, servedMethods } from './methods-served';
import {
  type Json,
  readRecordings,
  type Recording,
  stepsOver,
  type Transport,
  transports,
} from './recording';
import { replayStep } from './replay';
import { type Run, startRun } from './run';
import { findServer, type TestServer } from './server';
import { Tally } from './tally';
import {
  compareKeyFile,
  replayDiscovery,
  replayTokenStep,
  replayUse,
  startTokenRun,
  tokenRecording,
  type TokenRun,
} from './token-endpoint';
import { compare } from './values';

// Starting the server and waiting for a real one's projections both take their time.
jest.setTimeout(60_000);

let server: TestServer;
let actors: Actors;
const steps = new Tally();
const calls = new Tally();

beforeAll(async () => {
  server = await findServer();
  actors = await createActors(server);
});

afterAll(async () => {
  process.stderr.write(`Steps over\n${steps}\nCalls without a token over\n${calls}\n`);
  await server?.stop();
});

for (const recording of readRecordings()) {
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
    it(step.name, async () => {
      expectNone(transport, await replayStep(run, step));
    });
  }
}

describe('token endpoint', () => {
  let run: TokenRun;

  beforeAll(async () => {
    run = await startTokenRun(server, actors.values.orgId ?? '', `tokens-${Date.now().toString(36)}`);
  });

  it('key file', () => expectNone('the token endpoint', compareKeyFile(run)));

  it('secret', () => {
    expect(run.secretFields).toEqual([...tokenRecording.addSecret].sort());
  });

  for (const step of tokenRecording.steps) {
    it(step.name, async () => expectNone('the token endpoint', await replayTokenStep(server, run, step)));
  }

  for (const use of tokenRecording.use) {
    it(`token ${use.token}`, async () => expectNone('the token endpoint', await replayUse(server, run, use)));
  }

  it('discovery', async () => expectNone('the token endpoint', await replayDiscovery(server)));
});

describe('deliveries of targets', () => {
  const label = 'the targets';
  let run: DeliveryRun;

  beforeAll(async () => {
    run = await replayDeliveries(server, actors.values, Date.now().toString(36));
  });

  it('signatures as recorded', () => {
    const wrong = deliveryRecording.deliveries.flatMap((delivery) =>
      checkSignature(delivery, delivery.signingKey),
    );
    expect(wrong).toEqual([]);
  });

  for (const target of new Set(deliveryRecording.deliveries.map((delivery) => delivery.target))) {
    it(`${target} target`, () => expectNone(label, compareDeliveries(run, target)));
  }

  it('a request changed by its target', () => {
    expectNone(label, compareAnswer({ status: deliveryRecording.setEmailWith200 }, run.answers[0]));
    const recorded = withoutOrigin(JSON.stringify(deliveryRecording.requestTargetChangedTheEmailTo));
    expectNone(label, compare(JSON.parse(recorded) as Json, run.email, run.values));
  });

  it('a request whose target fails', () => {
    expectNone(label, compareAnswer(deliveryRecording.setEmailWith500, run.answers[1]));
  });

  it('a request refused by its target', () => {
    expectNone(label, compareAnswer(deliveryRecording.setEmailWithForwarded403, run.answers[2]));
  });
});

describe('methods without a token', () => {
  for (const [service, methods] of Object.entries(servedMethods)) {
    it(service, async () => {
      const grpc = connectGrpc(server.url);
      const differences: string[] = [];
      for (const method of Object.keys(methods)) {
        for (const [transport, difference] of await callUnauthorized(server.url, grpc, service, method)) {
          calls.add(transport, difference === undefined);
          if (difference !== undefined) differences.push(difference);
        }
      }
      grpc.close();
      expect(differences).toEqual([]);
    });
  }
});

function expectNone(label: string, differences: string[]): void {
  steps.add(label, differences.length === 0);
  expect(differences).toEqual([]);
}
