import type { Client } from '@grpc/grpc-js';
import { type Actors, withPerson } from './actors';
import { Authenticator } from './authenticator';
import { connectGrpc } from './clients';
import { prepare } from './preparations';
import type { Json, Recording, Transport } from './recording';
import type { TestServer } from './server';
import { fill, type Values } from './values';

/** In the place of an ID that an older server never gave. */
const NOT_MADE = 'none';

/** One run of a scenario over one transport. */
export interface Run {
  scenario: string;
  transport: Transport;
  url: string;
  grpc: Client;
  /** The token of each actor that the scenario has; an actor without one sends none. */
  tokens: Record<string, string | undefined>;
  values: Values;
  authenticator: Authenticator;
  /** Of an older server. */
  release?: string;
  /** Whether to wait where the recording did, for a server whose reads lag behind its writes. */
  waits: boolean;
}

/**
 * Starts a run with users of its own, as each transport had when the scenario was recorded.
 *
 * @param label what tells the run from others of the scenario
 */
export async function startRun(
  server: TestServer,
  actors: Actors,
  recording: Recording,
  { transport, label = transport }: { transport: Transport; label?: string },
): Promise<Run> {
  const run = `${recording.scenario}-${label}-${Date.now().toString(36)}`;
  const needsPerson = recording.steps.some((step) => step.as === 'person');
  const { tokens, values } = needsPerson ? await withPerson(server, actors, run) : actors;
  await prepare(server, recording.scenario);
  return {
    scenario: recording.scenario,
    transport,
    url: server.url,
    grpc: connectGrpc(server.url),
    tokens,
    values: { ...values, run },
    authenticator: new Authenticator(server.url),
    release: server.release,
    waits: server.lags,
  };
}

/** Puts the values of this moment into what was recorded: captured ones, codes, and a credential for the last challenge. */
export async function fillTemplate<T extends Json>(run: Run, template: T): Promise<T> {
  // An ES module with dependencies that are nothing else, so it cannot be required.
  const { generateSync } = await import('otplib');
  return fill(run.authenticator.answer(template, run.values), {
    values: run.values,
    makeCode: (secret) => generateSync({ secret }),
    missing: run.release === undefined ? undefined : NOT_MADE,
  });
}
