import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import type { Certificate } from '../support/certificate';

/** A way to a server, with its connections counted. */
export interface CountedPort {
  port: number;
  /** Connections made to it so far. */
  connections: () => number;
  close: () => void;
}

/** How long bytes are held, in milliseconds. */
export interface Delays {
  request: number;
  reply: number;
}

/**
 * Passes connections on to a port of this machine, each byte held for a while, as a longer way or a slower server would.
 * The TCP handshake is the kernel's, so it costs no round trip here.
 */
export async function startDelayProxy(target: number, delays: Delays): Promise<CountedPort> {
  return await listen(createServer({ allowHalfOpen: true, noDelay: true }), 'connection', target, delays);
}

/** Ends TLS, and passes what was inside on to a port of this machine. */
export async function startTlsFront(target: number, certificate: Certificate): Promise<CountedPort> {
  const server = createTlsServer({ ...certificate, noDelay: true });
  return await listen(server, 'secureConnection', target, { request: 0, reply: 0 });
}

async function listen(
  server: Server,
  event: 'connection' | 'secureConnection',
  target: number,
  { request, reply }: Delays,
): Promise<CountedPort> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const follow = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', () => connections++);
  server.on(event, (client: Socket) => {
    const upstream = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    follow(client);
    follow(upstream);
    relay(client, upstream, request);
    relay(upstream, client, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

// Timers of one length fire in the order they were set, so the bytes stay in order.
function relay(from: Socket, to: Socket, delay: number): void {
  const later = (act: () => void): void => {
    if (delay === 0) act();
    else setTimeout(act, delay);
  };
  from.on('data', (bytes) => later(() => to.writable && to.write(bytes)));
  from.once('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
}
