import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | string | number | boolean | Json[] | JsonObject;
export interface JsonObject {
  [field: string]: Json;
}

export type Transport = 'grpc' | 'connect' | 'rest';
export const transports: readonly Transport[] = ['grpc', 'connect', 'rest'];

/** What was sent and answered over one transport. */
export interface Exchange {
  skipped?: string;
  verb?: string;
  path?: string;
  body?: Json;
  status?: number;
  code?: number;
  message?: string;
  details?: JsonObject[];
  response?: Json;
}

export interface Step extends Partial<Record<Transport, Exchange>> {
  name: string;
  service: string;
  method: string;
  as: string;
  headers?: Record<string, string>;
  request: JsonObject;
  capture?: Record<string, string>;
  afterMs?: number;
  via?: Transport;
  response?: Json;
}

export interface Recording {
  scenario: string;
  about: string;
  steps: Step[];
}

/**
 * The scenarios among the recordings in this folder.
 *
 * @param release of an older server: the folder of its recordings
 */
export function readRecordings(release = ''): Recording[] {
  const folder = join(__dirname, release);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Partial<Recording>)
    .filter((content): content is Recording => content.scenario !== undefined && content.steps !== undefined);
}

/** The transport a step goes over in a run: a preparation has one of its own. */
export function transportOf(step: Step, transport: Transport): Transport {
  return step.via ?? transport;
}

/** The steps that were recorded over a transport. */
export function stepsOver(recording: Recording, transport: Transport): Step[] {
  return recording.steps.filter((step) => {
    const exchange = step[transportOf(step, transport)];
    return exchange !== undefined && exchange.skipped === undefined;
  });
}
