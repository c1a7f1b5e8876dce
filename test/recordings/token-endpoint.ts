import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, textAt } from './admin-api';
import { type KeyFile, makeAssertion } from './assertions';
import { callHttp } from './clients';
import type { Json, JsonObject } from './recording';
import type { TestServer } from './server';
import { compare, fill, type Values } from './values';

interface TokenStep {
  name: string;
  body: Record<string, string>;
  headers: Record<string, string>;
  status: number;
  response: Json;
}

interface Use {
  token: string;
  status: number;
  response: Json;
}

interface TokenRecording {
  keyFile: JsonObject;
  addSecret: string[];
  steps: TokenStep[];
  use: Use[];
  discovery: JsonObject & { issuer: string };
}

/** The service user that asks for tokens, and what it was given. */
export interface TokenRun {
  values: Values;
  key: JsonObject & KeyFile;
  secretFields: string[];
  /** The tokens that were given out, by the step's name. */
  tokens: Record<string, string>;
}

/** Which step gave the tokens that are then used. */
const tokenSteps: Record<string, string> = {
  'by key': 'key',
  'by client credentials': 'client credentials, body',
  'without the audience scope': 'client credentials, no audience scope',
};

export const tokenRecording = JSON.parse(
  readFileSync(join(__dirname, 'tokens.json'), 'utf8'),
) as TokenRecording;

/** Makes the service user of the recording with its key and its secret. */
export async function startTokenRun(server: TestServer, orgId: string, run: string): Promise<TokenRun> {
  const user = { organizationId: orgId, username: `tok.${run}`, machine: { name: 'tok' } };
  const machineId = textAt(await ask(server, 'POST', '/v2/users/new', user), 'id');
  const expirationDate = '2030-01-01T00:00:00Z';
  const added = await ask(server, 'POST', `/v2/users/${machineId}/keys`, { expirationDate });
  const secret = await ask(server, 'POST', `/v2/users/${machineId}/secret`, {});
  const clientSecret = textAt(secret, 'clientSecret');
  const file = Buffer.from(textAt(added, 'keyContent'), 'base64').toString('utf8');
  return {
    values: {
      run,
      orgId,
      machineId,
      keyId: textAt(added, 'keyId'),
      clientSecret,
      'clientId:clientSecret': Buffer.from(`tok.${run}:${clientSecret}`).toString('base64'),
      refresh_token: 'nonsense',
    },
    key: JSON.parse(file) as JsonObject & KeyFile,
    secretFields: Object.keys(secret as JsonObject).sort(),
    tokens: {},
  };
}

/** Compares the key file with the recorded one, of which the key itself is cut off. */
export function compareKeyFile({ key, values }: TokenRun): string[] {
  const [firstLine = ''] = key.key.split('\n');
  return compare(tokenRecording.keyFile, { ...key, key: `${firstLine}…` }, values, 'key file');
}

/** Asks for a token as a step did. */
export async function replayTokenStep(server: TestServer, run: TokenRun, step: TokenStep): Promise<string[]> {
  const assertion = makeAssertion(step.name, run.key, server.url);
  const values = { ...run.values, ...(assertion === undefined ? {} : { assertion }) };
  const response = await fetch(`${server.url}/oauth/v2/token`, {
    method: 'POST',
    headers: fill(step.headers, { values }),
    body: new URLSearchParams(fill(step.body, { values })),
  });
  const json = (await response.json()) as Json;
  if (response.ok) run.tokens[step.name] = textAt(json, 'access_token');
  return [...compareStatus(step.status, response.status), ...compare(step.response, json, values)];
}

/** Uses one of the tokens that were given out. */
export async function replayUse(server: TestServer, run: TokenRun, use: Use): Promise<string[]> {
  const authorization = `Bearer ${run.tokens[tokenSteps[use.token] ?? '']}`;
  const request = { verb: 'GET', path: '/auth/v1/users/me' };
  const { status, json } = await callHttp(server.url, request, { authorization });
  return [...compareStatus(use.status, status), ...compare(use.response, json, { ...run.values })];
}

/** Compares the discovery document; its addresses are this server's. */
export async function replayDiscovery(server: TestServer): Promise<string[]> {
  const { discovery } = tokenRecording;
  const here = JSON.stringify(discovery).replaceAll(discovery.issuer, server.url);
  const response = await fetch(`${server.url}/.well-known/openid-configuration`);
  return [
    ...compareStatus(200, response.status),
    ...compare(JSON.parse(here) as Json, (await response.json()) as Json, {}),
  ];
}

function compareStatus(recorded: number, now: number): string[] {
  return recorded === now ? [] : [`status: recorded as ${recorded}, now ${now}`];
}
