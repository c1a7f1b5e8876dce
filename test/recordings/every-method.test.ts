import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { loadCatalogue, type ServiceDescription } from '../../nodes/Zitadel/catalogue';
import type { CatalogueIndex } from '../../nodes/Zitadel/catalogue.types';
import { loadedServices } from '../../nodes/Zitadel/loadedServices';
import { runNode } from '../support/engine';
import { failureOf } from '../support/results';
import { validSample } from '../support/validSample';
import { nodeTransports, type NodeTransport } from './node';
import { findServer, type TestServer } from './server';

jest.setTimeout(60_000);

/** Methods that anybody may call; all others answer first that the token is wrong. */
const PUBLIC = ['getOIDCInformation', 'getSupportedLanguages', 'healthz'];
/**
 * Answers that tell as well that the method was found: of the services that look for the instance first, and of the
 * stand-in, which knows the routes of all methods and the behaviour of those that were recorded.
 */
const FOUND = /Instance not found|not modelled by the stand-in: \/|the stand-in does not model zitadel\./;

/** Methods whose REST form, a GET, has no place for their queries; the node says so. */
const WITHOUT_QUERIES_OVER_HTTP = [
  'listGrantedProjectRoles',
  'listInstanceDomains',
  'listInstanceTrustedDomains',
];

const folder = join(__dirname, '../../nodes/Zitadel/catalogue');
const services = Object.keys(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as CatalogueIndex);
const loaded = loadedServices.tables.map(({ value }) => value);

/** A method and a request for it. */
interface Call {
  operation: string;
  request: IDataObject;
}

const counts = new Map<string, { reached: number; all: number }>();
let server: TestServer;

beforeAll(async () => {
  server = await findServer();
});

afterAll(async () => {
  for (const [transport, { reached, all }] of counts) {
    process.stderr.write(`${transport}: ${reached} methods reached / ${all} methods\n`);
  }
  await server?.stop();
});

describe.each(nodeTransports)('every method reaches the server over %s', (transport) => {
  // A wrong token is refused only once the server has found the method and read the request.
  test.each(services)('%s', async (service) => {
    const description = await loadCatalogue(service);
    const calls = Object.entries(description.methods).map(([operation, { request }]): Call => ({
      operation,
      request: withoutQueries(operation, transport, sampleFor(description, request)),
    }));
    const outcomes = await call(service, calls, transport);
    const refusals = calls.flatMap(({ operation }, index) => verdict(operation, outcomes[index]));
    const count = counts.get(transport) ?? { reached: 0, all: 0 };
    counts.set(transport, {
      reached: count.reached + calls.length - refusals.length,
      all: count.all + calls.length,
    });
    expect(refusals).toEqual([]);
  });
});

/** A request that passes all checks; where there is a code in it, the node wants six digits. */
function sampleFor(service: ServiceDescription, message: string): IDataObject {
  const sample = validSample(service, message) as IDataObject;
  return typeof sample.code === 'string' ? { ...sample, code: '012345' } : sample;
}

function withoutQueries(method: string, transport: NodeTransport, sample: IDataObject): IDataObject {
  if (transport === 'grpc' || !WITHOUT_QUERIES_OVER_HTTP.includes(method)) return sample;
  const { queries: _, ...rest } = sample;
  return rest;
}

/** Calls the methods of a service with a wrong token. Gives what came out of each, in order. */
async function call(service: string, calls: Call[], transport: NodeTransport): Promise<IDataObject[]> {
  const run = async (operation: string, items: Call[]): Promise<IDataObject[]> => {
    const result = await runNode({
      node: 'zitadel',
      parameters: {
        service,
        operation,
        specifyBody: 'json',
        jsonBody: '={{ JSON.stringify($json.request) }}',
      },
      credential: { url: server.url, token: 'a-token-that-nobody-gave-out', transport },
      items: items.map((item) => ({ ...item })),
      continueOnFail: true,
    });
    if (result.error !== undefined) throw result.error;
    return result.items.map(({ json }) => json);
  };
  // The operation of a service with forms of its own takes no expression.
  if (loaded.includes(service)) return await run('={{ $json.operation }}', calls);
  const outcomes: IDataObject[] = [];
  for (const one of calls) outcomes.push(...(await run(one.operation, [one])));
  return outcomes;
}

/** What is wrong with the outcome of a method, if anything. */
function verdict(method: string, json: IDataObject | undefined): string[] {
  const failure = failureOf(json);
  if (failure === undefined) return PUBLIC.includes(method) ? [] : [`${method} succeeded with a wrong token`];
  if (failure.code === 'UNAUTHENTICATED' || FOUND.test(String(failure.message))) return [];
  return [`${method}: ${String(failure.message)}`];
}
