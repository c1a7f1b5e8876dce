import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { InputError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { parseObject, text, unknownName } from '../../shared/parse';
import { loadCatalogue, type ServiceDescription } from '../catalogue/catalogue';
import type { CatalogueIndex } from '../catalogue/types';
import { checkRequest } from './checkRequest';

/** A raw call, with what is known of its method. */
export interface RawRequest {
  service: ServiceDescription;
  /** Method name in lowerCamelCase. */
  method: string;
  request: JsonObject;
}

const FIELDS = ['serviceName', 'methodName', 'request', 'httpMethod', 'path', 'sendUnchecked'];
const SERVICE_NAME = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.[A-Z][A-Za-z0-9]*$/;
const METHOD_NAME = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * Makes a request of a raw call's fields. What the catalogue knows is checked by it and may go over gRPC; everything
 * else, and what is to be sent unchecked, goes over HTTP/JSON as it is.
 *
 * @param timeZone of dates and times that say none themselves
 * @throws InputError for a malformed name or path, or a request that a known method does not take
 */
export async function readRawRequest(values: JsonObject, timeZone: string): Promise<RawRequest> {
  const unknown = Object.keys(values).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw unknownName('Field', unknown, FIELDS);
  const serviceName = matched(
    'Service (serviceName)',
    values.serviceName,
    SERVICE_NAME,
    'zitadel.user.v2.UserService',
  );
  const methodName = matched('Method (methodName)', values.methodName, METHOD_NAME, 'ListUsers');
  const request = parseObject('Request (request)', values.request);
  const method = methodName.charAt(0).toLowerCase() + methodName.slice(1);
  const path = text('REST Path (path)', values.path);
  const service = path === '' ? await findService(serviceName) : undefined;
  const message = service?.methods[method]?.request;
  const entry = service?.methods[method];
  if (service !== undefined && entry !== undefined && values.sendUnchecked === true) {
    const methods = { ...service.methods, [method]: { ...entry, httpOnly: true as const } };
    return { service: { ...service, methods }, method, request };
  }
  if (service !== undefined && message !== undefined) {
    return { service, method, request: checkRequest(service, message, request, timeZone) };
  }
  const http =
    path === '' ? undefined : { verb: text('HTTP Method', values.httpMethod) || 'POST', path: toPath(path) };
  return { service: unknownService(serviceName, methodName, method, http), method, request };
}

async function findService(name: string): Promise<ServiceDescription | undefined> {
  const file = join(__dirname, '..', 'catalogue', 'generated', 'index.json');
  const index = JSON.parse(await readFile(file, 'utf8')) as CatalogueIndex;
  const value = Object.keys(index).find((key) => index[key]?.service === name);
  return value === undefined ? undefined : await loadCatalogue(value);
}

function unknownService(
  service: string,
  name: string,
  method: string,
  http: { verb: string; path: string } | undefined,
): ServiceDescription {
  const body = http === undefined || http.verb === 'GET' || http.verb === 'DELETE' ? undefined : '*';
  return {
    service,
    module: '',
    definition: '',
    json: http === undefined ? 'connect' : 'rest',
    methods: {
      [method]: { name, request: '', response: '', httpOnly: true, ...(http && { http: { ...http, body } }) },
    },
    messages: {},
    enums: {},
    rules: {},
  };
}

function toPath(path: string): string {
  // URL parsers also resolve encoded dots, so that a path with them could reach another route.
  if (/^\/[A-Za-z0-9._~\-/%]*$/.test(path) && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) return path;
  throw new InputError(
    'REST Path (path) is malformed',
    'Write a path such as /management/v1/orgs/me, without a query.',
  );
}

function matched(field: string, value: unknown, pattern: RegExp, example: string): string {
  const given = text(field, value).trim();
  if (pattern.test(given)) return given;
  throw new InputError(
    `${field} is ${given === '' ? 'required' : 'malformed'}`,
    `Write a name such as ${example}.`,
  );
}
