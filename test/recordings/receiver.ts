import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A POST that arrived, and at which path (without its slash). */
export interface Arrival {
  target: string;
  headers: Record<string, string | undefined>;
  body: string;
}

export interface Reply {
  status: number;
  body?: unknown;
}

/** Somewhere for targets to send to. */
export interface Receiver {
  url: string;
  arrivals: Arrival[];
  stop(): Promise<void>;
}

/** Starts a receiver that answers as it is told, by what arrives. */
export async function startReceiver(answer: (arrival: Arrival) => Reply): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const headers = incoming.headers as Arrival['headers'];
      const arrival = { target: (incoming.url ?? '').slice(1), headers, body };
      arrivals.push(arrival);
      const reply = answer(arrival);
      outgoing.writeHead(reply.status, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(reply.body ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
