import { parseRequest } from './body';
import type { Method } from './definitions';
import { dispatch } from './dispatcher';
import { asZitadelError, notModelled, statuses, type ZitadelError } from './errors';
import type { HttpReply, HttpRequest } from './http-reply';
import { asRequest } from './json';
import { refuseServerOnlyFields } from './server-only-fields';
import { hasMethod } from './releases';
import { services } from './services';
import type { State } from './state';

/** Whether a request has the form of a Connect call, served or not. */
export function isConnectPath(path: string): boolean {
  return /^\/zitadel\.[\w.]+\/\w+$/.test(path);
}

/** Answers one Connect JSON call. */
export async function answerConnect(
  state: State,
  methods: Map<string, Method>,
  request: HttpRequest,
): Promise<HttpReply> {
  const [, service = '', name = ''] = request.url.pathname.split('/');
  const method = methods.get(`${service}/${name}`);
  if (!state.release.connect || !isServed(methods, service)) {
    return { status: 404, body: { code: 5, message: 'Not Found' } };
  }
  const isLacked = !hasMethod(state.release.name, service, name);
  if (isLacked) return { status: 404, body: '404 page not found\n' };
  // The real server has methods that the package lacks; they are unknown here, which is not the same as not served.
  if (!method) return refuse(notModelled(request.url.pathname));
  if (request.verb !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: '' };
  if (!request.headers('content-type')?.startsWith('application/json')) {
    return { status: 415, headers: { 'accept-post': 'application/json' }, body: '' };
  }
  try {
    const given = parseRequest(request.body);
    refuseServerOnlyFields(method, given);
    const input = asRequest(method.request, given);
    const body = await dispatch(state, {
      method,
      request: input,
      headers: request.headers,
      host: request.host,
    });
    return { status: 200, body };
  } catch (error) {
    return refuse(asZitadelError(error));
  }
}

/** Whether the release has the service, and on Connect. */
function isServed(methods: Map<string, Method>, service: string): boolean {
  if (services[service]?.connect !== true) return false;
  return [...methods.values()].some((method) => method.service === service);
}

function refuse(error: ZitadelError): HttpReply {
  const { detail } = error;
  const details = detail && [
    {
      type: detail.type,
      value: Buffer.from(detail.bytes).toString('base64').replace(/=+$/, ''),
      debug: detail.json,
    },
  ];
  return {
    status: statuses[error.status].http,
    body: { code: error.status, message: error.message, details },
  };
}
