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
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const nextLine = async (): Promise<string> => {
    const [line] = (await Promise.race([
      once(lines, 'line'),
      ended.then(() => Promise.reject(new Error('the stand-in ended before it was ready'))),
    ])) as [string];
    return line;
  };
  const tell = async (command: string): Promise<void> => {
    const done = nextLine();
    child.stdin.write(`${command}\n`);
    await done;
  };
  const started = JSON.parse(await nextLine()) as Pick<ZitadelStandIn, 'url' | 'tokens' | 'ids'>;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ...started, pause: () => tell('pause'), resume: () => tell('resume'), stop };
}
