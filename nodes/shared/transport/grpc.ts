import { lookup as plainLookup } from 'node:dns';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';

import type { Channel, ClientError, Metadata } from 'nice-grpc';

import { ServiceError } from '../errors';
import type { JsonObject } from '../json';
import { blockedBy, connectionError } from './connectionError';
import { KeptConnections } from './connections';
import { type Endpoint, endpointKey } from './endpoint';
import { type Answerer, malformedReply, refusalOf, UNAVAILABLE } from './grpcRefusal';
import { proxyFor, proxySignIn } from './proxy';

/** Zitadel sends up to 10 MiB; the library would refuse more than 4. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const IDLE_MILLISECONDS = 60_000;

/** One unary call. */
export interface GrpcRequest {
  /** Module of the service's definition below `@zitadel/node/dist/api/generated`. */
  module: string;
  /** Name of the definition that the module exports. */
  definition: string;
  /** Method name in lowerCamelCase. */
  method: string;
  /** Request in the form that the package's `fromJSON` takes. */
  request: JsonObject;
  metadata: Record<string, string>;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
  /** Takes the details of an error, a google.rpc.Status, before the error is thrown. */
  onStatus?: (status: Uint8Array) => void;
}

/** A message's codec, as the package generates it. */
interface MessageCodec {
  fromJSON(value: unknown): unknown;
  toJSON(message: unknown): unknown;
}

interface Definition {
  methods: Record<string, { requestType: MessageCodec; responseType: MessageCodec }>;
}

/** A client of one service over one channel. */
interface Client {
  definition: Definition;
  methods: Record<string, (message: unknown, options: object) => Promise<unknown>>;
}

/** A channel with the clients made on it. */
interface Connection {
  channel: Channel;
  clients: Map<string, Promise<Client>>;
}

const load = createRequire(__filename);
/** Loaded with the first call: it is long beside one. */
const library = (): typeof import('nice-grpc') => load('nice-grpc') as typeof import('nice-grpc');

const connections = new KeptConnections<Connection>();

/**
 * Sends a unary call over a kept HTTP/2 connection.
 *
 * @returns the response as the package's `toJSON` gives it
 * @throws ServiceError with the gRPC status name, message and Zitadel's ID; or where the server cannot be reached
 */
export async function sendGrpc(endpoint: Endpoint, request: GrpcRequest): Promise<JsonObject> {
  const { Metadata: createMetadata } = library();
  const key = endpointKey(endpoint);
  const connection = await connections.get(key, () => connect(endpoint));
  const client = await clientOf(connection, request);
  const method = client.definition.methods[request.method];
  const call = client.methods[request.method];
  if (method === undefined || call === undefined) {
    throw new ServiceError({
      code: 'UNIMPLEMENTED',
      message: `${request.definition} has no method ${request.method}`,
      remedy: 'Set Transport of the credential to HTTP/JSON: the server may have it there.',
    });
  }
  const message = method.requestType.fromJSON(request.request);
  const deadline = AbortSignal.timeout(request.timeout);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  let type = '';
  const onHeader = (header: Metadata): void => {
    type = header.get('content-type') ?? '';
  };
  const onTrailer = (trailer: Metadata): void => {
    const status = trailer.get('grpc-status-details-bin');
    if (status !== undefined) request.onStatus?.(status);
  };
  const options = { metadata: createMetadata(request.metadata), signal, onHeader, onTrailer };
  const reply = await call(message, options).catch((error: unknown) => {
    // A channel that has lost its server waits longer and longer before it tries again, and keeps to the address that
    // the host had then; a new one does neither.
    if (isUnavailable(error)) connections.forget(key);
    throw toServiceError(error, { address: endpoint.url.origin, type }, deadline.aborted);
  });
  return toJson(method.responseType, reply, endpoint.url.origin);
}

/** A reply as JSON. What the server wrote may be nothing that JSON can say, as a moment in the year 300,000. */
function toJson(codec: MessageCodec, reply: unknown, address: string): JsonObject {
  try {
    return codec.toJSON(reply) as JsonObject;
  } catch {
    throw malformedReply(address);
  }
}

async function connect({ url, ca, ignoreTlsErrors, egress }: Endpoint): Promise<{
  connection: Connection;
  close: () => void;
}> {
  const { ChannelCredentials, createChannel } = library();
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (secure ? '443' : '80') : url.port;
  const address = await allowedAddress(egress, url, host);
  const credentials = secure
    ? ChannelCredentials.createSsl(ca === undefined ? null : Buffer.from(ca.join('\n')), null, null, {
        rejectUnauthorized: !ignoreTlsErrors,
      })
    : ChannelCredentials.createInsecure();
  const target = `${isIP(address) === 6 ? `[${address}]` : address}:${port}`;
  const proxy = proxyFor(url);
  const channel = createChannel(proxy === undefined ? target : proxyTarget(proxy), credentials, {
    ...(proxy && throughProxy(proxy, target)),
    // What a server says it refused may have taken effect all the same, so only who looks for that sends it again.
    'grpc.enable_retries': 0,
    // The library's own reading of the environment knows only names in lower case.
    'grpc.enable_http_proxy': 0,
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.client_idle_timeout_ms': IDLE_MILLISECONDS,
    // Or a new channel would share with the one before how long it waits for a server that was gone.
    'grpc.use_local_subchannel_pool': 1,
    // Zitadel finds its instance by this name, and TLS checks it, also where the address is connected to directly.
    'grpc.default_authority': url.host,
    ...(secure && isIP(host) === 0 && { 'grpc.ssl_target_name_override': host }),
  });
  return { connection: { channel, clients: new Map() }, close: () => channel.close() };
}

/** Where a proxy listens. */
function proxyTarget({ protocol, hostname, port, origin }: URL): string {
  if (protocol === 'http:') return `${hostname}:${port === '' ? '80' : port}`;
  throw new ServiceError({
    code: 'PROXY_NOT_SUPPORTED',
    message: `gRPC cannot go through the proxy ${origin}`,
    remedy: 'Use a proxy with an http:// address, or set Transport of the credential to HTTP/JSON.',
  });
}

/** What makes the library open a tunnel: the target, and what signs in to the proxy. */
function throughProxy(proxy: URL, target: string): Record<string, string> {
  const signIn = proxySignIn(proxy);
  return {
    'grpc.http_connect_target': `dns:${target}`,
    ...(signIn && { 'grpc.http_connect_creds': `${signIn.username}:${signIn.password}` }),
  };
}

/**
 * The address to connect to: the host itself, or where n8n restricts what workflows may reach, what its own lookup
 * resolves the host to.
 */
async function allowedAddress(egress: Endpoint['egress'], url: URL, host: string): Promise<string> {
  if (egress === undefined) return host;
  const allowed = await egress.validateUrl(url);
  if (!allowed.ok) throw blockedBy(allowed.error) ?? connectionError('ENOTFOUND', url.origin);
  const lookup = egress.createSecureLookup();
  if (isIP(host) !== 0 || lookup === plainLookup) return host;
  return await new Promise((resolve, reject) => {
    lookup(host, {}, (error, address) => {
      if (error !== null) reject(blockedBy(error) ?? connectionError(error.code ?? 'ENOTFOUND', url.origin));
      else resolve(typeof address === 'string' ? address : (address[0]?.address ?? host));
    });
  });
}

function clientOf({ channel, clients }: Connection, { module, definition }: GrpcRequest): Promise<Client> {
  let client = clients.get(module);
  if (client === undefined) {
    client = createServiceClient(channel, module, definition);
    clients.set(module, client);
  }
  return client;
}

async function createServiceClient(channel: Channel, module: string, name: string): Promise<Client> {
  const generated = (await import(`@zitadel/node/dist/api/generated/${module}`)) as Record<
    string,
    Definition
  >;
  const definition = generated[name];
  if (definition === undefined) throw new Error(`${module} does not export ${name}`);
  const methods = library().createClient(definition as never, channel) as unknown as Client['methods'];
  return { definition, methods };
}

function toServiceError(error: unknown, from: Answerer, timedOut: boolean): ServiceError {
  if (timedOut) return connectionError('ETIMEDOUT', from.address);
  const { name, code, details } = error as ClientError;
  if (name === 'AbortError')
    return new ServiceError({ code: 'CANCELLED', message: 'The execution was stopped' });
  if (typeof code !== 'number' || typeof details !== 'string') return malformedReply(from.address);
  return refusalOf({ code, details }, from, MAX_MESSAGE_BYTES);
}

function isUnavailable(error: unknown): boolean {
  const { code }: { code?: number } = error as ClientError;
  return code === UNAVAILABLE;
}
