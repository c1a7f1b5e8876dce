import { createServer } from 'node:net';

/**
 * A port of the loopback address that nobody listens on.
 * @param preferred the port to begin with; without it the system chooses
 * @throws when none of the hundred ports from the preferred one on is free
 */
export async function freePort(preferred = 0): Promise<number> {
  for (let port = preferred; port <= preferred + 100; port++) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
  throw new Error(`No free port from ${preferred} to ${preferred + 100}`);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
