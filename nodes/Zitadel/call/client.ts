import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Policy } from '../../shared/run/policy';
import type { Endpoint } from '../../shared/transport/endpoint';
import { sendGrpc, STATUS_NAMES } from '../../shared/transport/grpc';
import { retryAfterIn } from '../../shared/transport/retryAfter';
import { type RestReply, type RestRequest, sendRest } from '../../shared/transport/rest';
import type { ServiceDescription } from '../catalogue/catalogue';
import type { CatalogueHttp, CatalogueMethod } from '../catalogue/types';
import { convertReply, toPackageForm } from '../reply/convertReply';
import { detailsOfReply, detailsOfStatus } from '../reply/errorDetails';
import { explain } from '../reply/remedies';
import { isRead } from './effect';
import type { TokenSource } from './tokenSource';

/** How a call reaches Zitadel and in whose name. */
export interface ZitadelConnection {
  endpoint: Endpoint;
  transport: 'grpc' | 'http';
  tokens: TokenSource;
  /** `x-zitadel-instance-host` and `x-zitadel-orgid`, where they are set; sent with every call. */
  headers: Record<string, string>;
  /** Decides which calls are sent again; without it, none is. */
  policy?: Policy;
}

/** One call of a method. */
export interface ZitadelRequest {
  service: ServiceDescription;
  /** Method name in lowerCamelCase. */
  method: string;
  /** Request as `checkRequest` gives it. */
  request: JsonObject;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
}

/**
 * Calls a method of Zitadel, over gRPC or HTTP/JSON as the connection says. The reply is the same JSON either way.
 *
 * @throws ServiceError with the server's code, ID and message and a remedy
 */
export async function callZitadel(connection: ZitadelConnection, call: ZitadelRequest): Promise<JsonObject> {
  const method = call.service.methods[call.method];
  if (method === undefined) throw new Error(`${call.service.service} has no method ${call.method}`);
  const { tokens } = connection;
  const token = await tokens.get();
  try {
    return await send(connection, call, method, token);
  } catch (error) {
    const isRefused = error instanceof ServiceError && error.refusal.code === 'UNAUTHENTICATED';
    if (!isRefused || tokens.renew === undefined) throw explained(error);
  }
  return await send(connection, call, method, await tokens.renew(token)).catch((error: unknown) => {
    throw explained(error);
  });
}

async function send(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  method: CatalogueMethod,
  token: string,
): Promise<JsonObject> {
  const { policy } = connection;
  if (policy === undefined) return await sendOnce(connection, call, method, token);
  return await policy.send(isRead(call.method) ? 'read' : 'write', call, (timeout) =>
    sendOnce(connection, { ...call, timeout }, method, token),
  );
}

async function sendOnce(
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
  return convertReply(call.service, method.response, reply);
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

async function overHttp(
  endpoint: Endpoint,
  headers: Record<string, string>,
  { service, request, timeout, signal }: ZitadelRequest,
  method: CatalogueMethod,
): Promise<JsonObject> {
  const route =
    service.json === 'rest' && method.http !== undefined
      ? toRoute(method.http, request)
      : { method: 'POST', path: `/${service.service}/${method.name}`, body: request };
  const reply = await sendRest(endpoint, { ...route, headers, timeout, signal });
  if (reply.status >= 200 && reply.status < 300 && isObject(reply.body)) return reply.body;
  const refusal = new ServiceError({
    ...toRefusal(reply, endpoint.url.origin),
    ...retryAfterIn(reply.headers),
  });
  const details = isObject(reply.body) ? reply.body.details : undefined;
  throw withDetails(refusal, await detailsOfReply(details).catch(() => ({})));
}

/** A refusal with the details of the server, of which ID and message are part of it anyway. */
function withDetails(error: unknown, { id, message: _, ...details }: JsonObject): unknown {
  if (!(error instanceof ServiceError)) return error;
  return new ServiceError({
    ...error.refusal,
    ...(typeof id === 'string' && { id }),
    ...(Object.keys(details).length > 0 && { details }),
  });
}

/** Fills a `google.api.http` path from the request; what is left goes into the body or the query. */
function toRoute(
  http: CatalogueHttp,
  request: JsonObject,
): Pick<RestRequest, 'method' | 'path' | 'query' | 'body'> {
  const rest = { ...request };
  const path = http.path.replace(/\{([^}]+)\}/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(asText(value));
  });
  if (http.body === '*') return { method: http.verb, path, body: rest };
  if (http.body !== undefined) {
    // Where it is not given there is no body: the gateway refuses an empty object for a list.
    const { [http.body]: body, ...query } = rest;
    return { method: http.verb, path, body, query: toQuery(query) };
  }
  return { method: http.verb, path, query: toQuery(rest) };
}

/**
 * Fields that are neither in the path nor in the body, as the gateway reads them: "query.limit=10".
 *
 * @throws InputError for a list of messages, which a query cannot carry
 */
function toQuery(fields: JsonObject, prefix = ''): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (isObject(value)) Object.assign(query, toQuery(value, `${prefix}${name}.`));
    else if (!Array.isArray(value)) query[prefix + name] = asText(value);
    else if (!value.some(isObject)) query[prefix + name] = value.map(asText);
    else {
      throw new InputError(
        `${prefix}${name} cannot be sent over HTTP/JSON`,
        'Set Transport of the credential to gRPC, or leave it out: the REST form of this method has no place for it.',
      );
    }
  }
  return query;
}

function toRefusal({ status, body }: RestReply, address: string): ServiceError['refusal'] {
  const code = isObject(body) ? statusName(body.code) : undefined;
  if (isObject(body) && code !== undefined && typeof body.message === 'string') {
    return { code, message: body.message, status };
  }
  return {
    code: `HTTP_${status}`,
    status,
    message: `${address} did not answer as Zitadel does (HTTP ${status})`,
    remedy: 'Check the URL in the credential: it is the address of Zitadel itself, without a path.',
  };
}

/** The gRPC status name of a REST code (a number) or a Connect code ("not_found"). */
function statusName(code: Json | undefined): string | undefined {
  if (typeof code === 'number') return STATUS_NAMES[code];
  const name = typeof code === 'string' ? code.toUpperCase().replace('CANCELED', 'CANCELLED') : '';
  return STATUS_NAMES.includes(name) ? name : undefined;
}

/** A refusal of the server with its ID and a remedy. */
function explained(error: unknown): Error {
  if (error instanceof ServiceError) return explain(error.refusal);
  return error instanceof Error ? error : new Error(String(error));
}
