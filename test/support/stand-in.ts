import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { ZitadelStandIn } from '../../sandbox/zitadel/server';

/**
 * Starts a Zitadel stand-in for one test, in a process of its own.
 *
 * @param args what `sandbox/zitadel/main.ts` takes
 * @throws where it ends before it is ready
 */
export async function startStandIn(args: string[] = []): Promise<ZitadelStandIn> {
  const main = join(__dirname, '../../sandbox/zitadel/main.ts');
  const child = spawn(process.execPath, [require.resolve('tsx/cli'), main, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the stand-in ended before it was ready'))),
  ])) as [string];
  const started = JSON.parse(line) as Omit<ZitadelStandIn, 'stop'>;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ...started, stop };
}
