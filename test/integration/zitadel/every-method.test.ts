import { status } from '@grpc/grpc-js';

import type { CatalogueMethod } from '../../../nodes/Zitadel/catalogue/types';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import index from '../../../nodes/Zitadel/catalogue/generated/index.json';
import { servedMethods } from '../../recordings/methods-served';
import { runNode } from '../../support/engine';
import { fillJson } from '../../support/fillForm';
import { startRecorder, type Recorder } from '../../support/recorder';
import { sampleRequest } from '../../support/sampleRequest';
import { testServers } from '../../support/servers';
import { TRANSPORTS, type Transport } from '../../support/zitadel';

/** Refused wherever the method is served, before anything is done: the methods must not undo what others test. */
const UNKNOWN_TOKEN = 'unknown';
/** Declared by the server, which answers that it is not implemented. */
const NEVER_IMPLEMENTED = 'SystemService.healthz';
/** Lists whose REST form has no place for the field `queries`: the node says so before sending. */
const WITHOUT_QUERIES_OVER_REST = [
  'ManagementService.listGrantedProjectRoles',
  'AdminService.listInstanceDomains',
  'AdminService.listInstanceTrustedDomains',
];

interface Method {
  id: string;
  service: string;
  key: string;
  method: CatalogueMethod;
  description: ServiceDescription;
}

let methods: Method[] = [];
let recorder: Recorder;

beforeAll(async () => {
  recorder = await startRecorder(testServers().zitadel.url.replace(/\/$/, ''));
  for (const service of Object.keys(index)) {
    const description = await loadCatalogue(service);
    for (const [key, method] of Object.entries(description.methods)) {
      methods.push({ id: `${service}.${key}`, service, key, method, description });
    }
  }
  methods = methods.filter(({ id }) => id !== NEVER_IMPLEMENTED);
});

afterAll(async () => await recorder.close());

/** Calls a method with all the fields that it takes. Returns the error's code, or "OK". */
async function call(method: Method, transport: Transport): Promise<string> {
  const request = sampleRequest(method.description, method.method.request);
  if (transport === 'http' && WITHOUT_QUERIES_OVER_REST.includes(method.id)) delete request.queries;
  const { items, error } = await runNode({
    node: 'zitadel',
    parameters: fillJson(method.service, method.key, request),
    credential: {
      url: transport === 'http' ? recorder.url : testServers().zitadel.url,
      authentication: 'personalAccessToken',
      token: UNKNOWN_TOKEN,
      transport,
    },
    continueOnFail: true,
  });
  if (error !== undefined) return error.message;
  const { error: refusal } = items[0]?.json ?? {};
  if (refusal === undefined) return 'OK';
  const { code, message } = refusal as { code?: string; message?: string };
  return code === 'INVALID_INPUT' ? `${code}: ${message}` : String(code);
}

/**
 * What a call of a method without a valid token gave on a real server. What `@zitadel/node` lacks was not recorded; the
 * server looks at the token there as well.
 */
function recordedCode({ description, key, method }: Method): string | undefined {
  const code = servedMethods[description.service]?.[key]?.grpc;
  if (code !== undefined) return status[code];
  return method.httpOnly === true ? 'UNAUTHENTICATED' : undefined;
}

const LOOK = 'POST /zitadel.org.v2.OrganizationService/ListOrganizations';

/** Verb and path of a method over HTTP/JSON, with a pattern where the path has parameters. */
function routeOf({ description, key, method: { name } }: Method): RegExp {
  const { verb = 'POST', path = '' } = servedMethods[description.service]?.[key] ?? {};
  if (description.json === 'connect') return new RegExp(`^POST /${description.service}/${name}$`);
  const [, prefix] = /^zitadel\.(\w+)\.v1\.\w+$/.exec(description.service) ?? [];
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/?]+');
  return new RegExp(`^${verb} ${prefix === undefined ? '' : `/${prefix}/v1`}${pattern}(\\?.*)?$`);
}

test.each(TRANSPORTS)(
  'every method reaches the server over %s, with all the fields that it takes',
  async (transport) => {
    const faults: string[] = [];
    for (const method of methods) {
      recorder.exchanges.length = 0;
      const code = await call(method, transport);
      const recorded = recordedCode(method);
      if (code !== recorded) faults.push(`${method.id}: ${code}, recorded as ${recorded}`);
      if (transport === 'grpc') continue;
      const all = recorder.exchanges.map(({ method: verb, path }) => `${verb} ${path}`);
      // The organization of a new user is looked for first.
      const routes = all.filter((route, index) => index === all.length - 1 || route !== LOOK);
      if (routes.length !== 1 || !routeOf(method).test(routes[0] ?? '')) {
        faults.push(`${method.id}: sent ${routes.join(', ')}, not ${routeOf(method).source}`);
      }
    }
    const reached = methods.length - new Set(faults.map((fault) => fault.split(':')[0])).size;
    process.stderr.write(`${transport}: ${reached} methods reached / ${methods.length} methods\n`);
    expect(faults).toEqual([]);
  },
);
