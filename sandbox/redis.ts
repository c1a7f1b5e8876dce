import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverEnvironment } from './environment';
import { freePort } from './ports';
import { startServer } from './process';

/** A running Redis that keeps nothing. */
export interface Redis {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts the system's Redis.
 *
 * @param folder of its log
 * @throws where this machine has none, with how to install it
 */
export async function startRedis(folder: string): Promise<Redis> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error(
      'Redis is missing. Install it, e.g. with "apt-get install redis-server" or "brew install redis".',
    );
  }
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const server = startServer({
    title: 'Redis',
    command: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    cwd: folder,
    env: serverEnvironment({}),
    log: join(folder, 'redis.log'),
  });
  while (!(await answers(port))) {
    if (server.ended() !== undefined) throw new Error(`Redis ended while starting; see ${server.log}`);
    await sleep(50);
  }
  return { port, stop: () => server.stop() };
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.end();
      resolve(String(data).startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
