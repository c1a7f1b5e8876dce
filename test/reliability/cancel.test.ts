import { setTimeout as wait } from 'node:timers/promises';

import { closeBadServers, startRawServer, startStreamServer, type BadServer } from '../support/badServer';
import { eventually } from '../support/eventually';
import { PROTECTED_TRANSPORTS } from '../support/protected-transports';

/** Milliseconds that a stopped execution may still take. */
const SOON = 1000;

/** What the server does while the execution is stopped. */
const STATES = [
  'never answers',
  'is busy, so that calls wait to be sent again',
  'sends its answer bit by bit',
] as const;

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const BUSY = 'HTTP/1.1 429 Busy\r\nretry-after: 20\r\ncontent-length: 0\r\n\r\n';
const RAW = ['', BUSY, `${HEAD}content-length: 1000\r\n\r\n{`];

async function startServer(kind: 'rest' | 'grpc', state: number): Promise<BadServer> {
  if (kind === 'rest') {
    return await startRawServer((socket) => {
      socket.write(RAW[state] ?? '');
    });
  }
  return await startStreamServer((stream) => {
    if (state === 1)
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '8' },
        { endStream: true },
      );
    if (state === 2) {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.write(Buffer.from([0, 0, 0, 4, 0, 1]));
    }
  });
}

afterEach(closeBadServers);

describe.each(PROTECTED_TRANSPORTS)('an execution that is stopped, on $name', ({ kind, run }) => {
  test.each(STATES.map((name, state) => [name, state] as const))(
    'while the server %s: it ends, and nothing is sent after it',
    async (_, state) => {
      const server = await startServer(kind, state);
      let stop: () => void = () => undefined;
      const options = { concurrency: 3, timeout: 30_000, retries: 10 };
      const running = run(server.url, { items: 20, options, onStarted: (abort) => (stop = abort) });
      await eventually(
        () => Promise.resolve(server.requests),
        (count) => count > 0,
      );
      await wait(50);
      stop();
      const stopped = performance.now();
      await running;
      expect(performance.now() - stopped).toBeLessThan(SOON);
      await wait(100);
      const { requests } = server;
      await wait(1500);
      expect(server.requests).toBe(requests);
      // A kept connection may stay open, but no more of them than are kept.
      expect(server.open()).toBeLessThanOrEqual(state === 0 || kind === 'grpc' ? 1 : 3);
    },
  );
});
