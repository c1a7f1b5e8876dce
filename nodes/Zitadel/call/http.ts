import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Endpoint } from '../../shared/transport/endpoint';
import { retryAfterIn } from '../../shared/transport/retryAfter';
import { foreignRefusal } from '../../shared/transport/foreignReply';
import { STATUS_NAMES } from '../../shared/transport/grpcRefusal';
import { type RestReply, type RestRequest, sendRest } from '../../shared/transport/rest';
import type { CatalogueHttp, CatalogueMethod } from '../catalogue/types';
import { detailsOfReply, withDetails } from '../reply/errorDetails';
import type { ZitadelRequest } from './request';
import { isNotServed, sendEitherWay } from './served';

/** Methods whose REST path led to another method on servers without Connect. */
const PATHS_OF_OTHERS = ['/zitadel.org.v2beta.OrganizationService/CreateOrganization'];

/**
 * Sends a call over HTTP/JSON: Connect for the v2 services, where the server has it, and REST for the others.
 *
 * @param headers the token and what else goes with every call
 * @throws ServiceError with the server's code, message and details
 */
export async function overHttp(
  endpoint: Endpoint,
  headers: Record<string, string>,
  { service, request, timeout, signal }: ZitadelRequest,
  method: CatalogueMethod,
): Promise<JsonObject> {
  const common = { headers, timeout, signal };
  const path = `/${service.service}/${method.name}`;
  const http = PATHS_OF_OTHERS.includes(path) ? undefined : method.http;
  const connect = (): Promise<RestReply> =>
    sendRest(endpoint, { method: 'POST', path, body: request, ...common });
  const rest =
    http && ((): Promise<RestReply> => sendRest(endpoint, { ...toRoute(http, request), ...common }));
  const reply =
    service.json === 'rest' && rest !== undefined
      ? await rest()
      : await sendEitherWay(endpoint, connect, rest);
  if (reply.status >= 200 && reply.status < 300 && isObject(reply.body)) return reply.body;
  const isWhole = !pathFields(http).some((field) => asText(request[field]) === '');
  const refusal = isWhole && isNotServed(reply) ? notServed(reply) : toRefusal(reply, endpoint.url.origin);
  const details = isObject(reply.body) ? reply.body.details : undefined;
  throw withDetails(new ServiceError(refusal), await detailsOfReply(details).catch(() => ({})));
}

/** The fields that a REST path is filled from; an empty one leads to another route, or to none. */
function pathFields(http: CatalogueHttp | undefined): string[] {
  return [...(http?.path ?? '').matchAll(/\{([^}]+)\}/g)].map(([, field = '']) => field);
}

function notServed({ status, body }: RestReply): ServiceError['refusal'] {
  const message = isObject(body) ? asText(body.message) : asText(body).trim();
  return { code: 'UNIMPLEMENTED', message, status };
}

/** Fills a `google.api.http` path from the request; what is left goes into the body or the query. */
function toRoute(
  http: CatalogueHttp,
  request: JsonObject,
): Pick<RestRequest, 'method' | 'path' | 'query' | 'body'> {
  const rest = { ...request };
  const path = http.path.replace(/\{([^}]+)\}/g, (_, field: string) => {
    const value = asText(rest[field]);
    delete rest[field];
    assertInPath(field, value);
    return encodeURIComponent(value);
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
 * Makes sure that a value in a path leads to no other route: "." and ".." are taken for folders.
 *
 * @throws InputError that names the field
 */
function assertInPath(field: string, value: string): void {
  if (value !== '.' && value !== '..') return;
  throw new InputError(
    `${field}: "${value}" is not a value it can have`,
    'Check it: it stands for no record.',
  );
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

function toRefusal({ status, headers, body }: RestReply, address: string): ServiceError['refusal'] {
  const asked = retryAfterIn(headers);
  const code = isObject(body) ? statusName(body.code) : undefined;
  if (isObject(body) && code !== undefined && typeof body.message === 'string') {
    return { code, message: body.message, status, ...asked };
  }
  return { ...foreignRefusal({ status }, address, 'Zitadel'), ...asked };
}

/** The gRPC status name of a REST code (a number) or a Connect code ("not_found"). */
function statusName(code: Json | undefined): string | undefined {
  if (typeof code === 'number') return STATUS_NAMES[code];
  const name = typeof code === 'string' ? code.toUpperCase().replace('CANCELED', 'CANCELLED') : '';
  return STATUS_NAMES.includes(name) ? name : undefined;
}
