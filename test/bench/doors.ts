import type { Certificate } from '../support/certificate';
import { startDelayProxy, startTlsFront, type CountedPort } from './delay-proxy';
import type { Probe } from './probe-client';

/** Milliseconds that TLS's way takes there and back, half of them each. */
export const ROUND_TRIP = 20;
/** Milliseconds that a real Zitadel takes for a get, added to the stand-in, which answers at once. */
export const THINKING = 10;

/** A way to a server. */
export interface Door {
  url: string;
  /** Connections made through it so far; undefined where nobody counts. */
  connections: () => Promise<number | undefined>;
  close: () => void;
}

/** Directus itself, which has a probe that counts. */
export function directDoor(url: string, probe: Probe): Door {
  return { url, connections: async () => (await probe.seen()).connections, close: () => undefined };
}

/** A server that is not ours to look into. */
export function foreignDoor(url: string): Door {
  return { url, connections: async () => await Promise.resolve(undefined), close: () => undefined };
}

/** Over TLS, on a long way: the way begins before TLS, so a handshake has its round trip too. */
export async function tlsDoor(target: string, certificate: Certificate): Promise<Door> {
  const front = await startTlsFront(portOf(target), certificate);
  const way = await startDelayProxy(front.port, { request: ROUND_TRIP / 2, reply: ROUND_TRIP / 2 });
  return counted('https', way, front.close);
}

/** A server that takes its time, or with 0 one that is only counted. */
export async function slowDoor(target: string, thinking: number): Promise<Door> {
  return counted('http', await startDelayProxy(portOf(target), { request: 0, reply: thinking }));
}

// An address and no name, so that neither side looks one up.
function counted(scheme: string, way: CountedPort, closeRest: () => void = () => undefined): Door {
  return {
    url: `${scheme}://127.0.0.1:${way.port}`,
    connections: async () => await Promise.resolve(way.connections()),
    close: () => {
      way.close();
      closeRest();
    },
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
