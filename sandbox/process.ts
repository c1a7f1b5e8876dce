import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './log';
import { signalGroup, spawnTied, type User } from './tied';

/** A server that runs until it is stopped. */
export interface Server {
  /** Its name in errors. */
  title: string;
  /** Its output. */
  log: string;
  /** Why it ended, or undefined while it runs. */
  ended(): string | undefined;
  /** Asks it to end, and makes it end when it does not within some seconds. */
  stop(): Promise<void>;
  /** Makes it end at once. */
  kill(): Promise<void>;
}

/** What to start. */
export interface ServerOptions extends Pick<Server, 'title' | 'log'> {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Who runs it; this process's own user without it. */
  user?: User;
}

/** Starts a server; whatever it starts ends with it, and it ends with this process. */
export function startServer(options: ServerOptions): Server {
  mkdirSync(dirname(options.log), { recursive: true });
  const output = openSync(options.log, 'a');
  const child = spawnTied(options.command, options.args, { ...options, output });
  closeSync(output);
  let end: string | undefined;
  child.once('error', (error) => (end = error.message));
  child.once('exit', (code, signal) => (end = signal ?? `exit code ${code}`));
  const pid = child.pid ?? 0;
  return {
    title: options.title,
    log: options.log,
    ended: () => end,
    stop: () => stopProcess(pid, () => end !== undefined),
    kill: () => killProcess(pid, () => end !== undefined),
  };
}

/**
 * Waits until an address answers with a status below 400.
 * @throws when the server ends or the time is over, with the last lines of its output
 */
export async function waitForHttp(server: Server, url: string, timeout = 120_000): Promise<void> {
  const { title } = server;
  const limit = Date.now() + timeout;
  while (!(await answers(url))) {
    const end = server.ended();
    if (end !== undefined) throw new Error(`${title} ended while starting (${end}).\n${outputOf(server)}`);
    if (Date.now() > limit) {
      await server.stop();
      throw new Error(`${title} did not answer on ${url} within ${timeout / 1000} s.\n${outputOf(server)}`);
    }
    await sleep(100);
  }
}

async function stopProcess(pid: number, hasEnded: () => boolean): Promise<void> {
  if (pid === 0) return;
  if (!hasEnded()) signalGroup(pid, 'SIGTERM');
  for (let waited = 0; waited < 10_000 && !hasEnded(); waited += 20) await sleep(20);
  await killProcess(pid, hasEnded);
}

async function killProcess(pid: number, hasEnded: () => boolean): Promise<void> {
  if (pid === 0) return;
  if (!hasEnded()) signalGroup(pid, 'SIGKILL');
  while (!hasEnded()) await sleep(20);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status < 400;
  } catch {
    return false;
  }
}

function outputOf(server: Server): string {
  return `The end of its output:\n${lastLines(server.log)}\nAll of it is in ${server.log}`;
}
