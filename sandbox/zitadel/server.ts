import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { ServerCredentials } from '@grpc/grpc-js';
import { loadMethods } from './definitions';
import { deliverEvents } from './event-deliveries';
import { loadFurtherMethods } from './further-methods';
import { createGrpcServer } from './grpc';
import { createHttpServer } from './http';
import { hasMethod, type Release } from './releases';
import { type Ids, seed, type Tokens } from './seed';
import { State } from './state';

export interface ZitadelOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  port?: number;
  /** The address to listen on. Whatever it is, the instance is known as `localhost` only, as a real one would be. */
  host?: string;
  /** How many seconds an access token is good for, as the OIDC settings of a real instance say; 12 hours without it. */
  accessTokenSeconds?: number;
  /** Milliseconds after which what was written is in the lists; at once without it. */
  projectionDelay?: number;
  /** Which state of the real server to stand for; the newest without it. */
  release?: Release;
}

/** A running server and what is needed to use it. */
export interface ZitadelStandIn {
  url: string;
  tokens: Tokens;
  ids: Ids;
  stop(): Promise<void>;
  /** Stops to listen and cuts the connections; what it knows stays, as in a real one's database. */
  pause(): Promise<void>;
  /** Listens again, on the same port. */
  resume(): Promise<void>;
}

// How an HTTP/2 connection starts when both sides know that it is one.
const preface = 'PRI * HTTP/2.0';

/**
 * Starts a server with fresh state that answers gRPC, Connect JSON and REST on one port.
 * @throws Error when the port cannot be had
 */
export async function startZitadel(options: ZitadelOptions = {}): Promise<ZitadelStandIn> {
  const { release = '2026-07' } = options;
  const state = new State(options.accessTokenSeconds, release, options.projectionDelay);
  deliverEvents(state);
  const methods = await loadMethods();
  for (const key of methods.keys()) state.methodNames.add(`/${key}`);
  const served = [...methods.values()].filter(({ service, name }) => hasMethod(release, service, name));
  const lacked = [...methods.values()].filter((method) => !served.includes(method));
  for (const method of await loadFurtherMethods()) methods.set(method.key, method);
  for (const { key, service, name } of [...methods.values()]) {
    if (!hasMethod(release, service, name)) methods.delete(key);
  }
  const known = new Set([...methods.values()].map(({ service }) => service));
  const grpc = createGrpcServer(state, served, lacked, known);
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const http = createHttpServer(state, methods);
  const sockets = new Set<Socket>();

  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', (start) => {
      socket.pause();
      socket.unshift(start);
      const isHttp2 = preface.startsWith(start.toString('latin1', 0, preface.length));
      if (isHttp2) {
        injector.injectConnection(socket);
      } else {
        http.emit('connection', socket);
        socket.resume();
      }
    });
  });
  const host = options.host ?? '127.0.0.1';
  const listen = async (wanted: number): Promise<void> => {
    listener.listen(wanted, host);
    await once(listener, 'listening');
  };
  const pause = async (): Promise<void> => {
    const closed = once(listener, 'close');
    listener.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(options.port ?? 0);
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: `http://localhost:${port}`,
    ...seed(state),
    pause,
    resume: () => listen(port),
    async stop() {
      injector.destroy();
      grpc.forceShutdown();
      await pause();
    },
  };
}
