import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache';
import { startDirectus, type Directus } from './directus';
import { serverEnvironment } from './environment';
import { installParts } from './install';
import { installPackages, owner, quiet } from './n8n';
import { N8nClient } from './n8n-client';
import { buildPackage } from './package';
import { partFolder, runtimeOf } from './runtime';
import { freePort } from './ports';
import { startServer, waitForHttp, type Server } from './process';
import { startRedis } from './redis';

/** What a process of n8n does. */
type Role = 'main' | 'worker' | 'webhook';

/** A process of n8n in queue mode. */
export interface Member {
  role: Role;
  /** Where it answers; a worker only for its health. */
  url: string;
  server: Server;
}

/** n8n on several processes, with what they need. */
export interface Cluster {
  /** n8n's interface, its owner signed in. */
  n8n: N8nClient;
  email: string;
  password: string;
  /** Where webhooks and waiting pages are served. */
  webhookUrl: string;
  members: Member[];
  directus: Directus;
  stop(): Promise<void>;
}

const COMMAND: Readonly<Record<Role, string>> = { main: 'start', worker: 'worker', webhook: 'webhook' };

/**
 * Starts n8n in queue mode: one main, workers, one webhook processor, with Redis, and PostgreSQL for n8n and Directus both.
 * The package is installed on each.
 *
 * @param workers how many
 * @throws when one cannot be installed or started; the others are then stopped
 */
export async function startCluster(workers = 2): Promise<Cluster> {
  await installParts(['n8n', 'directus12']);
  mkdirSync(cachePath('run'), { recursive: true });
  const folder = mkdtempSync(cachePath('run', 'queue-'));
  const stops: Array<() => Promise<void>> = [
    async () => await Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  ];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const directus = await startDirectus({
      version: '12',
      database: 'postgres',
      folder: join(folder, 'directus'),
    });
    stops.push(() => directus.stop());
    const redis = await startRedis(join(folder, 'redis'));
    stops.push(() => redis.stop());
    const webhookPort = await freePort();
    const shared = sharedSettings(directus.databasePort ?? 0, redis.port, webhookPort);
    const roles: Role[] = ['main', ...Array.from({ length: workers }, () => 'worker' as const), 'webhook'];
    const members: Member[] = [];
    for (const [index, role] of roles.entries()) {
      const place = join(folder, `${role}-${index}`);
      const port = role === 'webhook' ? webhookPort : await freePort();
      const member = await startMember(role, place, port, shared);
      members.push(member);
      stops.push(() => member.server.stop());
    }
    const n8n = new N8nClient(members[0]?.url ?? '');
    await n8n.setUpOwner({ ...owner, firstName: 'Sandbox', lastName: 'Owner' });
    await n8n.signIn(owner.email, owner.password);
    const webhookUrl = `http://127.0.0.1:${webhookPort}`;
    return { n8n, ...owner, webhookUrl, members, directus, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What all processes must have alike. */
function sharedSettings(database: number, redis: number, webhook: number): Record<string, string> {
  return {
    EXECUTIONS_MODE: 'queue',
    OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
    QUEUE_BULL_REDIS_HOST: '127.0.0.1',
    QUEUE_BULL_REDIS_PORT: String(redis),
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: '127.0.0.1',
    DB_POSTGRESDB_PORT: String(database),
    DB_POSTGRESDB_DATABASE: 'postgres',
    DB_POSTGRESDB_USER: 'postgres',
    DB_POSTGRESDB_PASSWORD: '',
    // Directus has its tables in the usual one.
    DB_POSTGRESDB_SCHEMA: 'n8n',
    N8N_DEFAULT_BINARY_DATA_MODE: 'database',
    N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
    N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
    WEBHOOK_URL: `http://127.0.0.1:${webhook}`,
  };
}

async function startMember(
  role: Role,
  folder: string,
  port: number,
  shared: Record<string, string>,
): Promise<Member> {
  mkdirSync(join(folder, '.n8n'), { recursive: true });
  installPackages(folder, [await buildPackage()]);
  const url = `http://127.0.0.1:${port}`;
  const health: Record<string, string> =
    role === 'worker' ? { QUEUE_HEALTH_CHECK_PORT: String(port) } : { N8N_PORT: String(port) };
  const server = startServer({
    title: `n8n (${role})`,
    command: runtimeOf('n8n').node,
    args: [join(partFolder('n8n'), 'node_modules', 'n8n', 'bin', 'n8n'), COMMAND[role]],
    cwd: folder,
    env: serverEnvironment(
      {
        ...quiet,
        ...shared,
        ...health,
        N8N_USER_FOLDER: folder,
        N8N_LISTEN_ADDRESS: '127.0.0.1',
        QUEUE_HEALTH_CHECK_ACTIVE: 'true',
        N8N_RUNNERS_BROKER_PORT: String(await freePort()),
        N8N_SECURE_COOKIE: 'false',
        N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
        N8N_PYTHON_ENABLED: 'false',
        N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
      },
      [runtimeOf('n8n').bin],
    ),
    log: join(folder, 'n8n.log'),
  });
  await waitForHttp(server, `${url}/healthz/readiness`, 180_000);
  return { role, url, server };
}
