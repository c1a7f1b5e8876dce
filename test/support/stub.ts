import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Certificate } from './certificate';

/** A request that reached a stub. */
export interface StubRequest {
  method: string;
  path: string;
  host: string;
  authorization: string;
  body: string;
}

/** How a stub behaves. */
export interface StubOptions {
  kind: 'rest' | 'grpc';
  certificate?: Certificate;
  /** Milliseconds until it answers; Infinity for never. */
  delay?: number;
  /** Where it redirects to, instead of answering. */
  redirect?: string;
  /** Milliseconds after which it closes a connection that nothing goes over. */
  idle?: number;
  /** Which requests it answers by cutting the connection, by their number from 1. */
  cut?: (request: number) => boolean;
}

/** A server that answers any call of its kind, and counts. */
export interface Stub {
  /** With the scheme that it speaks, on 127.0.0.1. */
  url: string;
  port: number;
  requests: StubRequest[];
  /** Connections made to it so far. */
  connections: number;
  /** Those of them that are open. */
  open: () => number;
  /** Most requests that were under way at the same time. */
  mostUnderWay: number;
  /** Requests that the client gave up. */
  aborted: number;
  close(): Promise<void>;
}

const RECORD = '{"data":{"id":"1"}}';
/** An empty message in gRPC's framing: not compressed, no bytes. */
const EMPTY_MESSAGE = Buffer.alloc(5);

const running = new Set<Stub>();

/** Closes every stub that runs, for the end of a test. */
export async function closeStubs(): Promise<void> {
  await Promise.all([...running].map((stub) => stub.close()));
  running.clear();
}

/**
 * Starts a stub on a port of its own, so that no connection kept from another test leads to it. `closeStubs` ends it.
 */
export async function startStub(options: StubOptions): Promise<Stub> {
  const sockets = new Set<Socket>();
  const stub: Stub = {
    url: '',
    port: 0,
    requests: [],
    connections: 0,
    open: () => sockets.size,
    mostUnderWay: 0,
    aborted: 0,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  const server = options.kind === 'grpc' ? grpcServer(stub, options) : restServer(stub, options);
  server.on('connection', (socket: Socket) => {
    stub.connections++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stub.port = (server.address() as AddressInfo).port;
  running.add(stub);
  stub.url = `${options.certificate === undefined ? 'http' : 'https'}://127.0.0.1:${stub.port}`;
  return stub;
}

/** Counts a request in and out, and waits as the stub is to. Returns its number. */
function follow(stub: Stub, { delay = 0 }: StubOptions): { done: () => void; ready: Promise<unknown> } {
  stub.mostUnderWay = Math.max(stub.mostUnderWay, ++underWay(stub).count);
  const done = (): void => {
    underWay(stub).count--;
  };
  return { done, ready: delay === Infinity ? new Promise(() => undefined) : wait(delay) };
}

const counts = new WeakMap<Stub, { count: number }>();

function underWay(stub: Stub): { count: number } {
  const known = counts.get(stub) ?? { count: 0 };
  counts.set(stub, known);
  return known;
}

function restServer(stub: Stub, options: StubOptions): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const { host = '', authorization = '' } = headers;
    stub.requests.push({ method, path: url, host, authorization, body: Buffer.concat(chunks).toString() });
    if (options.cut?.(stub.requests.length) === true) {
      request.socket.destroy();
      return;
    }
    const { done, ready } = follow(stub, options);
    response.once('close', () => {
      done();
      if (!response.writableFinished) stub.aborted++;
    });
    await ready;
    if (options.redirect !== undefined) {
      response.writeHead(307, { location: options.redirect }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(RECORD);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    void answer(request, response).catch(() => undefined);
  const server =
    options.certificate === undefined
      ? createServer(listener)
      : createHttpsServer(options.certificate, listener);
  server.keepAliveTimeout = options.idle ?? 60_000;
  return server;
}

function grpcServer(stub: Stub, options: StubOptions): NetServer {
  const server =
    options.certificate === undefined ? createHttp2Server() : createSecureServer(options.certificate);
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    stub.requests.push({
      method: String(headers[':method']),
      path: String(headers[':path']),
      host: String(headers[':authority']),
      authorization: String(headers.authorization ?? ''),
      body: '',
    });
    const number = stub.requests.length;
    const { done, ready } = follow(stub, options);
    stream.on('error', () => undefined);
    stream.once('aborted', () => stub.aborted++);
    stream.once('close', done);
    if (options.cut?.(number) === true) {
      stream.session?.destroy();
      return;
    }
    void ready.then(() => {
      if (stream.destroyed) return;
      if (options.redirect !== undefined) {
        stream.respond({ ':status': 307, location: options.redirect }, { endStream: true });
        return;
      }
      const head = { ':status': 200, 'content-type': 'application/grpc+proto' };
      stream.respond(head, { waitForTrailers: true });
      stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(EMPTY_MESSAGE);
    });
  });
  const { idle } = options;
  if (idle !== undefined) {
    server.on('session', (session) => session.setTimeout(idle, () => session.close()));
  }
  return server;
}
