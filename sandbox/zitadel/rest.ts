import { parseJson, parseRequest } from './body';
import type { Method } from './definitions';
import { dispatch } from './dispatcher';
import { asZitadelError, statuses, ZitadelError } from './errors';
import type { HttpReply, HttpRequest } from './http-reply';
import { asRequest, fromQuery } from './json';
import { isObject, type Json, type JsonObject } from './json-object';
import type { HttpRule } from './method-options';
import { refuseServerOnlyFields } from './server-only-fields';
import type { State } from './state';

/** One REST address of a method, ready to be compared with a path. */
export interface Route {
  method: Method;
  rule: HttpRule;
  pattern: RegExp;
  variables: string[];
}

/** The REST routes of all methods that have them; paths with more fixed parts come first. */
export function createRoutes(methods: Iterable<Method>): Route[] {
  const routes = [...methods].flatMap((method) =>
    method.served.rest === undefined
      ? []
      : method.options.http.map((rule) => createRoute(method, rule, method.served.rest ?? '')),
  );
  return routes.sort((one, other) => one.variables.length - other.variables.length);
}

/** Answers one REST call. */
export async function answerRest(state: State, routes: Route[], request: HttpRequest): Promise<HttpReply> {
  const onPath = routes.filter(({ pattern }) => pattern.test(request.url.pathname));
  const route = onPath.find(({ rule }) => rule.verb === request.verb);
  if (!route) {
    return onPath.length > 0
      ? { status: state.release.wrongVerb, body: { code: 12, message: 'Method Not Allowed' } }
      : { status: 404, body: { code: 5, message: 'Not Found' } };
  }
  try {
    const { method } = route;
    const given = readInput(route, request);
    refuseServerOnlyFields(method, given);
    const input = asRequest(method.request, given);
    const body = await dispatch(state, {
      method,
      request: input,
      headers: request.headers,
      host: request.host,
    });
    const created = state.release.created.includes(method.key);
    const status = created ? 201 : method.options.success;
    return { status, body: { ...body, ...state.release.unknownFields[method.key] } };
  } catch (error) {
    return refuse(asZitadelError(error));
  }
}

function createRoute(method: Method, rule: HttpRule, prefix: string): Route {
  const variables: string[] = [];
  const source = (prefix + rule.path)
    .split('/')
    .map((part) => {
      const variable = /^\{([\w.]+)(?:=[^}]*)?\}(.*)$/.exec(part);
      if (!variable) return escape(part);
      variables.push(camelCase(variable[1] ?? ''));
      return `([^/]*)${escape(variable[2] ?? '')}`;
    })
    .join('/');
  return { method, rule, pattern: new RegExp(`^${source}$`), variables };
}

function readInput(route: Route, request: HttpRequest): JsonObject {
  const input = readBody(route, request);
  const parts = route.pattern.exec(request.url.pathname)?.slice(1) ?? [];
  route.variables.forEach((name, index) => place(input, name, decode(parts[index] ?? '')));
  return input;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ZitadelError('invalid_argument', `malformed path parameter "${part}"`);
  }
}

function readBody({ rule, method }: Route, request: HttpRequest): JsonObject {
  if (rule.body === '*') return parseRequest(request.body);
  const query: JsonObject = {};
  for (const name of new Set(request.url.searchParams.keys())) {
    const values = request.url.searchParams.getAll(name);
    place(query, camelCase(name), values.length > 1 ? values : (values[0] ?? ''));
  }
  const input = fromQuery(method.request, query);
  if (rule.body !== '' && request.body.trim() !== '') {
    input[camelCase(rule.body)] = parseJson(request.body);
  }
  return input;
}

// `a.b` sets a field of an embedded message.
function place(target: JsonObject, name: string, value: Json): void {
  const [first = '', ...rest] = name.split('.');
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const present = target[first];
  const inner = isObject(present) ? present : {};
  target[first] = inner;
  place(inner, rest.join('.'), value);
}

function refuse(error: ZitadelError): HttpReply {
  const { code, http } = statuses[error.status];
  const details = error.detail && [
    { '@type': `type.googleapis.com/${error.detail.type}`, ...error.detail.json },
  ];
  return { status: http, body: { code, message: error.message, details } };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
