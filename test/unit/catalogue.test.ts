import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue, CatalogueIndex } from '../../nodes/Zitadel/catalogue/types';
import { buildCatalogue } from '../../scripts/catalogue/build';
import { fieldType, sampleOf } from './catalogue.samples';
import recorded from '../recordings/methods-served.json';

/** A message's functions in `@zitadel/node`, as far as they are used here. */
interface Codec {
  fromJSON(object: unknown): unknown;
  toJSON(message: unknown): unknown;
  encode(message: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Record<string, unknown>;
  create(): Record<string, unknown>;
}

interface Definition {
  fullName: string;
  methods: Record<string, { name: string; requestType: unknown; responseType: unknown }>;
}

interface Served {
  grpc: number;
  connect: number;
  rest?: number;
  verb?: string;
  path?: string;
}

const DIRECTORY = path.join(__dirname, '../../nodes/Zitadel/catalogue/generated');
const GENERATED = path.join(
  path.dirname(require.resolve('@zitadel/node/package.json')),
  'dist/api/generated',
);

const index = JSON.parse(read('index.json')) as CatalogueIndex;
const services = Object.keys(index).map((value): [string, Catalogue] => [
  value,
  JSON.parse(read(`${value}.json`)) as Catalogue,
]);
const served: Record<string, Record<string, Served>> = recorded;

/** What the package exports, by full proto name, and its service definitions by module and name. */
const exported = new Map<string, unknown>();

function read(file: string): string {
  return readFileSync(path.join(DIRECTORY, file), 'utf8');
}

beforeAll(async () => {
  const files = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.startsWith('zitadel') && name.endsWith('.js'))) {
    const module = (await import(path.join(GENERATED, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      exported.set(`${module.protobufPackage}.${name}`, value);
  }
}, 30_000);

function codecOf(name: string): Codec {
  return exported.get(name) as Codec;
}

function definitionOf(catalogue: Catalogue): Definition {
  const protobufPackage = catalogue.service.slice(0, catalogue.service.lastIndexOf('.'));
  return exported.get(`${protobufPackage}.${catalogue.definition}`) as Definition;
}

/** The same done to each message of a catalogue, by message name. */
function eachMessage<T>(catalogue: Catalogue, what: (name: string) => T): Record<string, T> {
  return Object.fromEntries(Object.keys(catalogue.messages).map((name) => [name, what(name)]));
}

test('the committed catalogue is what the generator writes', async () => {
  const built = await buildCatalogue();
  expect(readdirSync(DIRECTORY).sort()).toEqual([...built.keys()].sort());
  for (const [file, text] of built) expect([file, read(file)]).toEqual([file, text]);
});

describe.each(services)('%s', (value, catalogue) => {
  test('has the methods of the package, with their requests and responses', () => {
    const { fullName, methods } = definitionOf(catalogue);
    expect(index[value]).toEqual({ service: fullName, methods: Object.keys(methods).length });
    expect(Object.keys(catalogue.methods)).toEqual(Object.keys(methods));
    for (const [key, method] of Object.entries(methods)) {
      const { name, request, response } = catalogue.methods[key] ?? {};
      expect([key, name]).toEqual([key, method.name]);
      expect([key, codecOf(String(request)) === method.requestType]).toEqual([key, true]);
      expect([key, codecOf(String(response)) === method.responseType]).toEqual([key, true]);
    }
  });

  test('has the fields of the package, with their presence', () => {
    const inCatalogue = eachMessage(catalogue, (name) =>
      Object.entries(catalogue.messages[name] ?? {}).map(([field, type]) => [
        field,
        type.startsWith('optional ') || fieldType(catalogue, type).startsWithoutValue,
      ]),
    );
    const inPackage = eachMessage(catalogue, (name) =>
      Object.entries(codecOf(name).create()).map(([field, initial]) => [field, initial === undefined]),
    );
    expect(inCatalogue).toEqual(inPackage);
  });

  test('has the values of the enums', () => {
    const inPackage = Object.fromEntries(
      Object.keys(catalogue.enums).map((name) => {
        const numbers = Object.entries(exported.get(name) as Record<string, unknown>);
        const values = numbers.filter(
          ([key, number]) => typeof number === 'number' && key !== 'UNRECOGNIZED',
        );
        return [name, values.sort(([, a], [, b]) => Number(a) - Number(b)).map(([key]) => key)];
      }),
    );
    expect(catalogue.enums).toEqual(inPackage);
  });

  test('describes messages that come back from the wire as they were', () => {
    const sent = eachMessage(catalogue, (name) => sampleOf(catalogue, name));
    const received = eachMessage(catalogue, (name) => {
      const codec = codecOf(name);
      return codec.toJSON(codec.decode(codec.encode(codec.fromJSON(sent[name])).finish()));
    });
    expect(received).toEqual(sent);
  });

  test('names the types that the package decodes', () => {
    const inCatalogue = eachMessage(catalogue, (name) =>
      Object.entries(catalogue.messages[name] ?? {}).map(([field, type]) => [
        field,
        fieldType(catalogue, type).native,
      ]),
    );
    const inPackage = eachMessage(catalogue, (name) => {
      const codec = codecOf(name);
      const decoded = codec.decode(codec.encode(codec.fromJSON(sampleOf(catalogue, name))).finish());
      return Object.entries(decoded).map(([field, decodedValue]) => [field, nativeOf(decodedValue)]);
    });
    expect(inCatalogue).toEqual(inPackage);
  });

  test('names only types that it describes', () => {
    const types = Object.values(catalogue.messages).flatMap((message) => Object.values(message));
    const unknown = types.filter((type) => !fieldType(catalogue, type).known);
    expect(unknown).toEqual([]);
  });

  test('has paths whose parameters and bodies are fields of the request', () => {
    for (const { http, request } of Object.values(catalogue.methods)) {
      const parameters = [...(http?.path.matchAll(/\{([^}]*)\}/g) ?? [])].map(([, name]) => String(name));
      const body = http?.body === undefined || http.body === '*' ? [] : [http.body];
      const fields = Object.keys(catalogue.messages[request] ?? {});
      expect(fields).toEqual(expect.arrayContaining([...parameters, ...body]));
    }
  });
});

/** Kind of a decoded value: its own, or that of the elements of a list or a map. */
function nativeOf(value: unknown): string {
  if (Array.isArray(value)) return `list of ${nativeOf(value[0])}`;
  if (value instanceof Uint8Array) return 'bytes';
  if (Object.prototype.toString.call(value) === '[object Date]') return 'date';
  if (typeof value !== 'object' || value === null) return typeof value;
  return 'unsigned' in value && 'low' in value ? (value.unsigned ? 'unsigned long' : 'long') : 'object';
}

describe('what a real server answered', () => {
  const UNSERVED: Record<string, string> = {
    'SystemService.healthz': 'the server declares it and answers that it is not implemented',
  };

  /** A REST 404 that goes with gRPC's NOT_FOUND (5) is the method's answer, not the router's. */
  function answered({ grpc, connect, rest }: Served, json: Catalogue['json']): boolean {
    if (json === 'connect') return connect === 401;
    return rest !== undefined && rest !== 501 && (rest !== 404 || grpc === 5);
  }

  const methods = services.flatMap(([value, catalogue]) =>
    Object.entries(catalogue.methods).map(([key, method]) => ({
      id: `${value}.${key}`,
      service: catalogue.service,
      json: catalogue.json,
      http: method.http,
      answer: served[catalogue.service]?.[key] ?? { grpc: 12, connect: 404 },
    })),
  );

  test('each method answers to the kind of JSON that the catalogue says', () => {
    const unanswered = methods.filter(({ answer, json }) => !answered(answer, json)).map(({ id }) => id);
    expect(unanswered).toEqual(Object.keys(UNSERVED));
  });

  test('what is called over REST does not answer over Connect', () => {
    const both = methods.filter(({ answer, json }) => json === 'rest' && answer.connect !== 404);
    expect(both).toEqual([]);
  });

  test('verbs and paths are the recorded ones', () => {
    for (const { id, service, http, answer } of methods) {
      const expected = answer.path === undefined ? [id] : [id, answer.verb, pathOf(service, answer.path)];
      expect(http === undefined ? [id] : [id, http.verb, http.path]).toEqual(expected);
    }
  });
});

/** A path as recorded, which is as in the proto: with the proto's field names, and without the prefix of a v1 service. */
function pathOf(service: string, recordedPath: string): string {
  const prefix = service.replace(/^zitadel\.(\w+)\.v1\.\w+$|^.*$/, (_, name?: string) =>
    name ? `/${name}/v1` : '',
  );
  const jsonName = (name: string): string =>
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return prefix + recordedPath.replace(/\{([^}=]*)[^}]*\}/g, (_, name: string) => `{${jsonName(name)}}`);
}
