import { type MethodOptions, readMethodOptions } from './method-options';
import { type ServiceRow, services } from './services';

/** The codec of one message, as the package generates it. */
export interface MessageType {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  fromJSON(json: unknown): object;
  toJSON(message: object): unknown;
}

/** One method of the package with everything the transports need to serve it. */
export interface Method {
  service: string;
  name: string;
  /** `package.Service/Method`, the key of the method tables. */
  key: string;
  request: MessageType;
  response: MessageType;
  options: MethodOptions;
  served: ServiceRow;
}

interface ServiceDefinition {
  methods: Record<
    string,
    {
      name: string;
      requestType: MessageType;
      responseType: MessageType;
      options: { _unknownFields?: Record<string, Uint8Array[]> };
    }
  >;
}

/** Loads every method of the services in the table, by key. */
export async function loadMethods(): Promise<Map<string, Method>> {
  const loaded = await Promise.all(Object.entries(services).map(([name, row]) => loadService(name, row)));
  return new Map(loaded.flat().map((method) => [method.key, method]));
}

async function loadService(service: string, served: ServiceRow): Promise<Method[]> {
  const exported = `${service.slice(service.lastIndexOf('.') + 1)}Definition`;
  const path = `@zitadel/node/dist/api/generated/zitadel/${served.module}.js`;
  const definition = ((await import(path)) as Record<string, ServiceDefinition | undefined>)[exported];
  if (!definition) throw new Error(`${path} has no ${exported}`);
  return Object.values(definition.methods).map((method) => ({
    service,
    name: method.name,
    key: `${service}/${method.name}`,
    request: method.requestType,
    response: method.responseType,
    options: readMethodOptions(method.options._unknownFields ?? {}),
    served,
  }));
}
