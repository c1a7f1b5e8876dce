import {
  createServer as createHttp2Server,
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import type { Certificate } from './certificate';

/** A server that answers as no server should. */
export interface BadServer {
  url: string;
  port: number;
  /** Requests that reached it. */
  requests: number;
  /** Connections to it that are open. */
  open: () => number;
}

/** Answers one HTTP/1.1 request by writing what it likes to the connection; `request` is its head and body so far. */
export type RawAnswer = (socket: Socket, request: string) => void;
/** Answers one HTTP/2 request. */
export type StreamAnswer = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

const running = new Set<{ server: Server; sockets: Set<Socket> }>();

/** Ends every bad server. */
export async function closeBadServers(): Promise<void> {
  const closing = [...running].map(({ server, sockets }) => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  running.clear();
  await Promise.all(closing);
}

/** Starts a server that writes what it likes for each HTTP/1.1 request, over TLS where there is a certificate. */
export async function startRawServer(answer: RawAnswer, certificate?: Certificate): Promise<BadServer> {
  const follow = (socket: Socket): void => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const request = chunk.toString('latin1');
      // What follows a head is its body.
      if (!/ HTTP\/[12]\.\d\r\n/.test(request)) return;
      bad.requests++;
      answer(socket, request);
    });
  };
  const server =
    certificate === undefined ? createServer(follow) : createTlsServer({ ...certificate }, follow);
  const bad = await listen(server, certificate !== undefined);
  return bad;
}

/** Starts a server that answers HTTP/2 requests as it likes, over TLS where there is a certificate. */
export async function startStreamServer(answer: StreamAnswer, certificate?: Certificate): Promise<BadServer> {
  const server = certificate === undefined ? createHttp2Server() : createSecureServer(certificate);
  server.on('sessionError', () => undefined);
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    bad.requests++;
    stream.on('error', () => undefined);
    stream.resume();
    answer(stream, headers);
  });
  const bad = await listen(server, certificate !== undefined);
  return bad;
}

async function listen(server: Server, isSecure: boolean): Promise<BadServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.add({ server, sockets });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http${isSecure ? 's' : ''}://127.0.0.1:${port}`,
    port,
    requests: 0,
    open: () => sockets.size,
  };
}

/** Writes a chunk again and again, as fast as it is taken, or with a pause of so many milliseconds. */
export function writeForever(stream: NodeJS.WritableStream, chunk: string | Buffer, pause?: number): void {
  const isOver = (): boolean => !stream.writable || (stream as Socket).destroyed;
  const write = (): void => {
    while (!isOver()) {
      const isTaken = stream.write(chunk);
      if (pause !== undefined) {
        setTimeout(write, pause);
        return;
      }
      if (!isTaken) {
        stream.once('drain', write);
        return;
      }
    }
  };
  write();
}
