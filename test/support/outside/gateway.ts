import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { Certificate } from '../certificate';
import type { OutsideReply, OutsideRequest, OutsideService } from './service';
import { acceptWebSocket } from './webSocket';

/** A proxy that leads to no other host than those of its services. */
export interface Gateway {
  url: string;
  /** Every request that reached a service. */
  requests: OutsideRequest[];
  stop(): Promise<void>;
}

/**
 * Starts a proxy on this machine. A tunnel to a host of one of the services ends in that service, over TLS; any other is
 * refused.
 *
 * @param certificate for the names of all hosts
 */
export async function startGateway(services: OutsideService[], certificate: Certificate): Promise<Gateway> {
  const requests: OutsideRequest[] = [];
  const sockets = new Set<Duplex>();
  const serviceOf = (host: string): OutsideService | undefined =>
    services.find(({ hosts }) => hosts.includes(host));

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    requests.push(request);
    send(outgoing, serviceOf(request.host)?.answer(request) ?? { status: 421 });
  };
  const secure = createHttpsServer(certificate, (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  });
  secure.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    const stream = serviceOf(incoming.headers.host ?? '')?.stream;
    if (stream === undefined) socket.destroy();
    else acceptWebSocket(incoming, socket, stream);
  });

  const proxy = createServer((_, outgoing) => outgoing.writeHead(403).end());
  proxy.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const { hostname } = new URL(`tunnel://${incoming.url}`);
    if (serviceOf(hostname) === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    secure.emit('connection', socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    proxy.closeAllConnections();
    await new Promise<void>((resolve) => proxy.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, requests, stop };
}

async function readRequest(incoming: IncomingMessage): Promise<OutsideRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = '', url = '', headers } = incoming;
  const { host, pathname, searchParams } = new URL(url, `https://${headers.host}`);
  return {
    host,
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

function send(outgoing: ServerResponse, { status = 200, json, bytes }: OutsideReply): void {
  if (json === undefined) outgoing.writeHead(status).end(bytes);
  else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}
