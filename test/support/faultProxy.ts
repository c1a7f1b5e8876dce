import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What goes wrong with a request; "before" it reaches the server, or "after" the server has carried it out. */
export type Fault =
  | 'resetBefore'
  | 'resetAfter'
  | 'busy'
  | 'badGateway'
  | 'badGatewayAfter'
  | 'unavailable'
  | 'stall'
  | 'stallBefore'
  | 'half'
  | 'trickle'
  | 'goAway'
  | 'refusedAfter';

/** A proxy before a server that does what is asked of it to some requests. */
export interface FaultProxy {
  url: string;
  /** What it was asked for, as "POST /items/x", with what went wrong with it. */
  seen: Array<{ request: string; body: string; fault?: Fault }>;
  close(): Promise<void>;
}

/** Decides what goes wrong with a request; nothing without a fault. */
export type ChooseFault = (request: { method: string; path: string; body: string }) => Fault | undefined;

const HTML = '<html><body><h1>The server is not available</h1></body></html>';
/** Milliseconds between the pieces of an answer that comes slowly. */
const TRICKLE = 20;

/** Starts a proxy before an HTTP/1.1 server. */
export async function startFaultProxy(target: string, choose: ChooseFault): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const seen: FaultProxy['seen'] = [];
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => request.socket.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { method = '', url: path = '' } = request;
    const fault = choose({ method, path, body: body.toString() });
    seen.push({ request: `${method} ${path}`, body: body.toString(), ...(fault !== undefined && { fault }) });
    if (!(await failBefore(fault, request, response))) {
      await failAfter(fault, await passOn(target, request, body), request, response);
    }
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

/** The faults of requests that the server never sees; whether it was one. */
async function failBefore(
  fault: Fault | undefined,
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const status = { busy: 429, badGateway: 502, unavailable: 503 }[fault as string];
  if (fault === 'resetBefore') socket.resetAndDestroy();
  else if (status !== undefined) {
    const headers = { 'content-type': 'text/html', ...(status === 429 && { 'retry-after': '0' }) };
    response.writeHead(status, headers).end(HTML);
  }
  return await Promise.resolve(status !== undefined || fault === 'resetBefore' || fault === 'stallBefore');
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

async function failAfter(
  fault: Fault | undefined,
  { status, headers, body }: Answer,
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault === 'stall') return;
  if (fault === 'resetAfter' || (fault === 'half' && body.length < 2)) {
    socket.resetAndDestroy();
    return;
  }
  if (fault === 'badGatewayAfter') {
    response.writeHead(502, { 'content-type': 'text/html' }).end(HTML);
    return;
  }
  const { 'transfer-encoding': _, connection: __, ...passed } = headers;
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, { ...passed, ...(hasBody && { 'content-length': String(body.length) }) });
  const middle = body.length >> 1;
  if (fault === 'half') {
    response.write(body.subarray(0, middle), () => socket.destroy());
    return;
  }
  if (fault === 'trickle') {
    for (let start = 0; start < body.length; start += middle + 1) {
      response.write(body.subarray(start, start + middle + 1));
      await wait(TRICKLE);
    }
    response.end();
    return;
  }
  response.end(body);
}

async function passOn(
  target: string,
  { method, url = '', headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { 'transfer-encoding': _, ...passed } = headers;
  return await new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { ...passed, 'content-length': String(body.length) },
      agent: false as const,
    };
    const sent = sendRequest(target + url, options, (reply) => {
      buffer(reply).then(
        (content) => resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: content }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
