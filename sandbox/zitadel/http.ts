import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { answerConnect, isConnectPath } from './connect';
import type { Method } from './definitions';
import { asZitadelError } from './errors';
import type { HttpReply, HttpRequest } from './http-reply';
import { answerOAuth, isOAuthPath } from './oauth';
import { answerRest, createRoutes, type Route } from './rest';
import type { State } from './state';

interface Api {
  state: State;
  methods: Map<string, Method>;
  routes: Route[];
}

/** The HTTP/1.1 side: health, OAuth, Connect JSON and REST. */
export function createHttpServer(state: State, methods: Map<string, Method>): Server {
  const api = { state, methods, routes: createRoutes(methods.values()) };
  return createServer((incoming, outgoing) => {
    void serve(api, incoming, outgoing);
  });
}

async function serve(api: Api, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    send(outgoing, await answer(api, await readRequest(incoming)));
  } catch (error) {
    send(outgoing, { status: 500, body: { code: 13, message: asZitadelError(error).message } });
  }
}

async function answer(api: Api, request: HttpRequest): Promise<HttpReply> {
  const path = request.url.pathname;
  if (path === '/debug/healthz' || path === '/debug/ready') return { status: 200, body: 'ok' };
  // The console lives here and answers anything.
  if (path === '/') return { status: 200, body: '' };
  // The router redirects a path with an empty part to the path without it. Clients follow, and a POST becomes a GET
  // on the way: that is what makes an empty id in the middle of a path come back as somebody not found.
  if (path.includes('//')) {
    return {
      status: 301,
      headers: { location: path.replace(/\/{2,}/g, '/') + request.url.search },
      body: '',
    };
  }
  if (isOAuthPath(path)) return await answerOAuth(api.state, request);
  if (isConnectPath(path)) return await answerConnect(api.state, api.methods, request);
  return await answerRest(api.state, api.routes, request);
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const host = incoming.headers.host ?? '';
  return {
    verb: incoming.method ?? '',
    // A path that starts with two slashes would otherwise be read as a host.
    url: new URL(`http://localhost${incoming.url ?? '/'}`),
    headers: (name) => incoming.headersDistinct[name]?.[0],
    host,
    body: await readText(incoming),
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpReply): void {
  const isText = typeof body === 'string';
  outgoing.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    ...headers,
  });
  outgoing.end(isText ? body : JSON.stringify(body));
}
