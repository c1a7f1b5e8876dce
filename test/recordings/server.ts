import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The server that the recordings are replayed against. */
export interface TestServer {
  url: string;
  /** A personal access token of a service user with the role IAM_OWNER. */
  token: string;
  /** Whether its reads lag behind its writes, as they do on a real server. */
  lags: boolean;
  stop(): Promise<void>;
}

/** The server that ZITADEL_URL and ZITADEL_TOKEN name, or else the stand-in, started for this test. */
export async function findServer(): Promise<TestServer> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  if (url === undefined && token === undefined) return await startStandIn();
  if (!url || !token) throw new Error('set ZITADEL_URL and ZITADEL_TOKEN both, or neither');
  return { url: url.replace(/\/$/, ''), token, lags: true, stop: () => Promise.resolve() };
}

async function startStandIn(): Promise<TestServer> {
  const main = join(__dirname, '../../sandbox/zitadel/main.ts');
  const child = spawn(process.execPath, [require.resolve('tsx/cli'), main, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the stand-in ended before it was ready'))),
  ])) as [string];
  const { url, tokens } = JSON.parse(line) as { url: string; tokens: { admin: string } };
  return {
    url,
    token: tokens.admin,
    lags: false,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
