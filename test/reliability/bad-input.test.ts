import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { loadCatalogue, type ServiceDescription } from '../../nodes/Zitadel/catalogue/catalogue';
import index from '../../nodes/Zitadel/catalogue/generated/index.json';
import type { DirectusOperation } from '../../nodes/Directus/operation';
import { pathParameters } from '../../nodes/Directus/request/checkRequest';
import { tables } from '../../nodes/Directus/resources';
import { typedServices } from '../../nodes/Zitadel/services/typedServices';
import { fillForm } from '../support/fillForm';
import {
  type ArrivedRequest,
  type OpenServer,
  startOpenGrpcServer,
  startOpenServer,
} from '../support/openServer';
import { loadNode } from '../support/package';
import { failureOf } from '../support/results';
import { sampleRequest } from '../support/sampleRequest';
import { fakeExecution } from '../unit/support/execution';
import { badValue, spoiled } from './badValues';
import { Chance } from './chance';

/** Sets of parameters for each way; `npm run test:reliability` takes more. */
const SETS = Number(process.env.RELIABILITY_INPUTS ?? 300);
/** Another seed makes other sets. */
const SEED = Number(process.env.RELIABILITY_SEED ?? 20);
/** Milliseconds after which a node hangs. */
const PATIENCE = 30_000;
/** Codes of errors that were made for people; a bug has none of them. */
const MADE = /^[A-Z][A-Z0-9_]+$/;

type Values = Record<string, unknown>;

/** A node's parameters, and what they may lead to. */
interface Case {
  name: string;
  parameters: Values;
  credential: Values;
  /** Why a request has no place in it; undefined where it has one. */
  objection: (request: ArrivedRequest) => string | undefined;
}

jest.setTimeout(120_000 + SETS * 300);

/** Everything that an execution must leave as it is. */
function prototypes(): string {
  const holders = [Object, Array, String, Function, Map, Promise].map(({ prototype }) => prototype as object);
  return holders.map((holder) => Reflect.ownKeys(holder).map(String).join()).join('\n');
}

async function run(node: INodeType, { parameters, credential }: Case): Promise<INodeExecutionData[]> {
  const expressions = Object.entries(parameters).map(([name, value]) => [name, () => value]);
  const context = fakeExecution({
    parameters: Object.fromEntries(expressions) as Values,
    credential,
    continueOnFail: true,
  });
  const execute = node.execute as (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
  const [items = []] = await execute.call(context);
  return items;
}

/** What is wrong with what a node did with a case; nothing where it did right. */
async function faultsOf(node: INodeType, server: OpenServer, one: Case): Promise<string[]> {
  server.requests.length = 0;
  const before = prototypes();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('hangs')), PATIENCE);
  });
  const faults: string[] = [];
  try {
    const items = await Promise.race([run(node, one), late]);
    for (const { json } of items) {
      const { error } = JSON.parse(JSON.stringify(json)) as { error?: { code?: string; message?: string } };
      if (error === undefined) continue;
      const { code = '', message = '' } = error;
      if (!MADE.test(code) || code === 'UNEXPECTED') faults.push(`${code}: ${message}`);
      if (message === '' || message.length > 5000) faults.push(`a message of ${message.length} characters`);
    }
  } catch (error) {
    faults.push(`throws ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
  if (prototypes() !== before || 'polluted' in {}) faults.push('changes a prototype');
  for (const request of server.requests) {
    const objection = objectionTo(request) ?? one.objection(request);
    if (objection !== undefined) faults.push(`${objection}: ${request.verb} ${request.path.slice(0, 200)}`);
  }
  return faults.map((fault) => `${one.name}: ${fault.slice(0, 300)}`);
}

function objectionTo({ path, headers }: ArrivedRequest): string | undefined {
  const [route = ''] = path.split('?');
  if (/injected/i.test(headers.filter((_, place) => place % 2 === 0).join())) return 'a header was injected';
  if (route.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part))) return 'a part leads elsewhere';
  if (path.startsWith('/injected')) return 'a request was injected';
  return undefined;
}

async function expectNoFaults(
  node: INodeType,
  server: OpenServer,
  make: (chance: Chance) => Case | Promise<Case>,
): Promise<void> {
  const faults: string[] = [];
  for (let set = 0; set < SETS; set++) {
    const one = await make(new Chance(SEED * 1_000_003 + set));
    const found = await faultsOf(node, server, { ...one, name: `set ${set}, ${one.name}` });
    faults.push(...found);
  }
  expect(faults).toEqual([]);
}

describe('Directus', () => {
  const node = loadNode('Directus');
  const rows = tables.tables.flatMap(({ value, operations }) =>
    operations.filter(({ waits }) => waits !== true).map((operation) => ({ resource: value, operation })),
  );
  let server: OpenServer;

  beforeAll(async () => {
    server = await startOpenServer({ data: { id: '1' } });
  });

  afterAll(async () => await server.close());

  /** Paths that are read to check a request before it is sent. */
  const LOOKS =
    /^\/(auth|fields|collections|relations|revisions|server|settings|permissions|users|files|folders|items|flows|license|extensions|policies|roles|deployments)(\/|\?|$)/;

  function objection({ operation }: (typeof rows)[number]): Case['objection'] {
    const { verb, path, value } = operation;
    const [start = ''] = path.split('/:');
    return (request) => {
      if (value === 'send' || path === '') return undefined;
      const isRead = ['GET', 'SEARCH'].includes(request.verb);
      if (isRead && LOOKS.test(request.path)) return undefined;
      if (verb === 'GET' && !isRead) return 'a change';
      if (request.verb === 'DELETE' && verb !== 'DELETE') return 'a removal';
      const [route = ''] = request.path.split('?');
      const parts = route.split('/').length;
      if (!route.startsWith(start)) return 'another route';
      return parts > path.split('/').length + 1 ? 'a longer route' : undefined;
    };
  }

  function valid({ path, parameters = [], query, data }: DirectusOperation): Values {
    const named = [...pathParameters(path), ...parameters.filter((name) => name !== 'ids')];
    const body = Object.fromEntries((data?.fields ?? ['name', 'title']).map((name) => [name, 'x']));
    return {
      ...Object.fromEntries(named.map((name) => [name, name === 'collection' ? 'articles' : 'a1'])),
      ...(parameters.includes('ids') && { ids: ['a1', 'a2'] }),
      ...(query === true && {
        query: { fields: ['id'], filter: { id: { _eq: 1 } }, limit: 1, sort: ['id'] },
      }),
      ...(data !== undefined && { data: data.form === 'list' ? [body] : body }),
    };
  }

  const credential = (): Values => ({ url: server.url, token: 'token' });
  const options = { retries: 0, timeout: 5000 };

  test('JSON', async () => {
    await expectNoFaults(node, server, (chance) => {
      const row = chance.of(rows);
      const request = chance.next() < 0.05 ? badValue(chance) : spoiled(chance, valid(row.operation));
      const jsonBody = chance.next() < 0.1 ? asText(request) : request;
      const { resource, operation } = row;
      const parameters = {
        resource,
        operation: operation.value,
        specifyBody: 'json',
        jsonBody,
        limit: 1,
        options,
      };
      return {
        name: `${resource} ${operation.value}`,
        parameters,
        credential: credential(),
        objection: objection(row),
      };
    });
  });

  test('forms', async () => {
    await expectNoFaults(node, server, (chance) => {
      const row = chance.of(rows);
      const { resource, operation } = row;
      const { query, data, ...named } = valid(operation);
      const known: Values = { ...(data as object), ...named, query };
      const fields = (operation.fields ?? []).map(({ name, default: preset }) => [
        name,
        known[name] ?? preset,
      ]);
      const given = spoiled(chance, Object.fromEntries(fields) as Values);
      const parameters = { limit: 1, ...given, resource, operation: operation.value, options };
      return {
        name: `${resource} ${operation.value}`,
        parameters,
        credential: credential(),
        objection: objection(row),
      };
    });
  });

  test('a text means the same in forms and in JSON', async () => {
    const faults: string[] = [];
    for (let set = 0; set < SETS / 3; set++) {
      const chance = new Chance(SEED * 7_000_003 + set);
      const { resource, operation } = chance.of(
        rows.filter(
          (row) =>
            pathParameters(row.operation.path).length > 0 &&
            row.operation.data === undefined &&
            row.operation.send === undefined,
        ),
      );
      const value = textOf(chance);
      const named = Object.fromEntries(pathParameters(operation.path).map((name) => [name, value]));
      const common = { resource, operation: operation.value, limit: 1, options };
      const outcomes: unknown[] = [];
      for (const parameters of [
        { ...common, ...named },
        { ...common, specifyBody: 'json', jsonBody: named },
      ]) {
        server.requests.length = 0;
        const items = await run(node, {
          name: '',
          parameters,
          credential: credential(),
          objection: () => undefined,
        });
        const requests = server.requests.map(
          ({ verb, path }) => `${verb} ${path.replace(/n[0-9a-f]{12}/g, '')}`,
        );
        outcomes.push(JSON.stringify([items.map(({ json }) => failureOf(json)?.code ?? json), requests]));
      }
      if (outcomes[0] !== outcomes[1])
        faults.push(
          `${resource} ${operation.value}: ${String(outcomes[0])} / ${String(outcomes[1])}`.slice(0, 600),
        );
    }
    expect(faults).toEqual([]);
  });
});

function asText(value: unknown): unknown {
  try {
    return JSON.stringify(value);
  } catch {
    return value;
  }
}

/** A text that says something. */
function textOf(chance: Chance): string {
  for (;;) {
    const value = badValue(chance);
    if (typeof value === 'string' && value.trim() !== '' && !value.startsWith('=')) return value;
  }
}

describe.each(['grpc', 'http'] as const)('Zitadel over %s', (transport) => {
  const node = loadNode('Zitadel');
  let server: OpenServer;
  let methods: Array<{ service: string; key: string; description: ServiceDescription }> = [];

  beforeAll(async () => {
    server = transport === 'grpc' ? await startOpenGrpcServer() : await startOpenServer({});
    methods = [];
    for (const service of Object.keys(index)) {
      const description = await loadCatalogue(service);
      for (const key of Object.keys(description.methods)) methods.push({ service, key, description });
    }
  });

  afterAll(async () => await server.close());

  function objection({ key, description }: (typeof methods)[number]): Case['objection'] {
    const method = description.methods[key];
    const own = [`POST /${description.service}/${method?.name}`];
    const template = method?.http?.path.split('/') ?? [];
    return ({ verb, path }) => {
      const [route = ''] = path.split('?');
      if (own.includes(`${verb} ${route}`)) return undefined;
      const parts = route.split('/');
      const isOwn = (): boolean =>
        verb === method?.http?.verb &&
        parts.length === template.length &&
        template.every((part, place) => part.includes('{') || part === parts[place]);
      if (method?.http !== undefined && isOwn()) return undefined;
      const isLook = verb === 'GET' || /\/(List|Get|Search)\w+$|\/_search$/.test(route);
      return isLook ? undefined : 'another route';
    };
  }

  const credential = (): Values => ({ url: server.url, token: 'token', transport });
  const options = { retries: 0, timeout: 5000 };

  test('JSON', async () => {
    await expectNoFaults(node, server, (chance) => {
      const row = chance.of(methods);
      const { service, key, description } = row;
      const sample = sampleRequest(description, description.methods[key]?.request ?? '');
      const request = chance.next() < 0.05 ? badValue(chance) : spoiled(chance, sample);
      const jsonBody = chance.next() < 0.1 ? asText(request) : request;
      const parameters = {
        resource: service,
        operation: key,
        specifyBody: 'json',
        jsonBody,
        limit: 1,
        options,
      };
      return { name: `${service} ${key}`, parameters, credential: credential(), objection: objection(row) };
    });
  });

  test('forms', async () => {
    const typed = methods.filter(({ service, key }) =>
      typedServices.some(
        ({ value, operations }) =>
          value === service && value !== 'RawCall' && operations.some((row) => row.value === key),
      ),
    );
    await expectNoFaults(node, server, async (chance) => {
      const row = chance.of(typed);
      const { service, key, description } = row;
      const sample = sampleRequest(description, description.methods[key]?.request ?? '');
      const { parameters: form } = await fillForm(service, key, sample);
      const { resource: _, operation: __, ...fields } = form;
      const parameters = { ...spoiled(chance, fields), resource: service, operation: key, options };
      return { name: `${service} ${key}`, parameters, credential: credential(), objection: objection(row) };
    });
  });
});
