import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Policy, Settle } from '../../shared/run/policy';
import type { Endpoint } from '../../shared/transport/endpoint';
import { sendGrpc } from '../../shared/transport/grpc';
import { loadCatalogue } from '../catalogue/catalogue';
import type { CatalogueMethod } from '../catalogue/types';
import { convertReply, decodeBytes, toPackageForm } from '../reply/convertReply';
import { detailsOfStatus, withDetails } from '../reply/errorDetails';
import { type Answering, isLacking, lackingError } from '../reply/lacking';
import { explain, idIn } from '../reply/remedies';
import { effectOf } from './effect';
import { overHttp } from './http';
import type { ZitadelRequest } from './request';
import type { TokenSource } from './tokenSource';

export type { ZitadelRequest };

/** How a call reaches Zitadel and in whose name. */
export interface ZitadelConnection {
  endpoint: Endpoint;
  transport: 'grpc' | 'http';
  tokens: TokenSource;
  /** `x-zitadel-instance-host` and `x-zitadel-orgid`, where they are set; sent with every call. */
  headers: Record<string, string>;
  /** Decides which calls are sent again; without it, none is. */
  policy?: Policy;
  /** Is told of every call that took effect, with its reply. */
  onReply?: (call: ZitadelRequest, reply: JsonObject) => void;
}

/**
 * Calls a method of Zitadel, over gRPC or HTTP/JSON as the connection says. The reply is the same JSON either way.
 *
 * @param settle looks whether a change took effect whose answer was lost
 * @throws ServiceError with the server's code, ID and message and a remedy
 */
export async function callZitadel(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  settle?: Settle<JsonObject>,
): Promise<JsonObject> {
  const { timeout, signal } = call;
  const { policy } = connection;
  const attempt = async (left: number): Promise<JsonObject> =>
    await callOnce(connection, { ...call, timeout: left });
  const reply =
    policy === undefined
      ? await callOnce(connection, call)
      : await policy.send(effectOf(call), { timeout, signal }, attempt, settle);
  connection.onReply?.(call, reply);
  return reply;
}

async function callOnce(connection: ZitadelConnection, call: ZitadelRequest): Promise<JsonObject> {
  const method = call.service.methods[call.method];
  if (method === undefined) throw new Error(`${call.service.service} has no method ${call.method}`);
  const { tokens } = connection;
  const token = await tokens.get();
  try {
    return await send(connection, call, method, token);
  } catch (error) {
    const isRefused = error instanceof ServiceError && error.refusal.code === 'UNAUTHENTICATED';
    if (!isRefused || tokens.renew === undefined) throw await explained(connection, call, token, error);
  }
  const renewed = await tokens.renew(token);
  return await send(connection, call, method, renewed).catch(async (error: unknown) => {
    throw await explained(connection, call, renewed, error);
  });
}

async function send(
  { endpoint, transport, headers: own }: ZitadelConnection,
  call: ZitadelRequest,
  method: CatalogueMethod,
  token: string,
): Promise<JsonObject> {
  const headers = { authorization: `Bearer ${token}`, ...own };
  const overHttpOnly = transport === 'http' || method.httpOnly === true;
  const reply = overHttpOnly
    ? await overHttp(endpoint, headers, call, method)
    : await overGrpc(endpoint, headers, call, method);
  const converted = convertReply(call.service, method.response, reply);
  return call.decodeBytes === true ? decodeBytes(call.service, method.response, converted) : converted;
}

async function overGrpc(
  endpoint: Endpoint,
  headers: Record<string, string>,
  { service, method, request, timeout, signal }: ZitadelRequest,
  { request: message }: CatalogueMethod,
): Promise<JsonObject> {
  const { module, definition } = service;
  const body = toPackageForm(service, message, request);
  let status: Uint8Array | undefined;
  const onStatus = (given: Uint8Array): void => {
    status = given;
  };
  const call = { module, definition, method, request: body, metadata: headers, timeout, signal, onStatus };
  return await sendGrpc(endpoint, call).catch(async (error: unknown) => {
    throw status === undefined ? error : withDetails(error, await detailsOfStatus(status).catch(() => ({})));
  });
}

/** A refusal of the server with its ID and a remedy; one of a server that lacks the method says what to use instead. */
async function explained(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  token: string,
  error: unknown,
): Promise<Error> {
  if (!(error instanceof ServiceError)) return error instanceof Error ? error : new Error(String(error));
  const { refusal } = error;
  const organizationId = connection.headers['x-zitadel-orgid'];
  const context = { service: call.service.service, method: call.method, organizationId };
  if (!isLacking(refusal)) return explain(refusal, context);
  const server = await askVersion(connection, call, token);
  return explain(await lackingError(refusal, call, connection.endpoint.url.origin, server));
}

/** What is known of the server behind a token, once it was asked for. */
const answering = new WeakMap<TokenSource, Promise<Answering>>();

/** Asks a server for its version, which the credential may not be allowed to know. One that is no Zitadel is asked again. */
async function askVersion(
  connection: ZitadelConnection,
  { timeout, signal }: ZitadelRequest,
  token: string,
): Promise<Answering> {
  const { tokens } = connection;
  const asked = answering.get(tokens) ?? readVersion(connection, token, { timeout, signal });
  answering.set(tokens, asked);
  const server = await asked;
  if (!server.isZitadel) answering.delete(tokens);
  return server;
}

async function readVersion(
  connection: ZitadelConnection,
  token: string,
  limits: Pick<ZitadelRequest, 'timeout' | 'signal'>,
): Promise<Answering> {
  const service = await loadCatalogue('AdminService');
  const name = 'getMyInstance';
  const method = service.methods[name];
  if (method === undefined) throw new Error(`${service.service} has no method ${name}`);
  const call = { service, method: name, request: {}, ...limits };
  return await send(connection, call, method, token).then(versionIn, (error: unknown) => ({
    isZitadel: error instanceof ServiceError && isOfZitadel(error.refusal),
  }));
}

/** Whether a refusal comes from Zitadel itself: it has an ID, or turns a token away as Zitadel does. */
function isOfZitadel({ code, id, message }: ServiceError['refusal']): boolean {
  return (
    id !== undefined ||
    idIn(message) !== undefined ||
    (code === 'UNAUTHENTICATED' && /auth header/.test(message))
  );
}

function versionIn({ instance }: JsonObject): Answering {
  const version = isObject(instance) ? asText(instance.version) : '';
  return { isZitadel: true, ...(version !== '' && { version }) };
}
