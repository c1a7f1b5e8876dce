import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startDirectus, type Database, type Directus } from '../sandbox/directus';
import { startSandbox } from '../sandbox/sandbox';
import type { DirectusServer, TestServers } from './support/servers';

/** Servers for a test run. */
export interface StartedServers {
  /** File that `TEST_SERVERS` is to name. */
  file: string;
  /** The same servers, but for Directus on PostgreSQL. */
  onPostgres: string;
  stop(): Promise<void>;
}

/** Lets the old Directus offer providers to sign in with: one in a browser, which nobody does, and one without. */
const OLD_ENVIRONMENT = {
  AUTH_PROVIDERS: 'demo,second',
  AUTH_SECOND_DRIVER: 'local',
  AUTH_DEMO_DRIVER: 'oauth2',
  AUTH_DEMO_CLIENT_ID: 'demo',
  AUTH_DEMO_CLIENT_SECRET: 'demo',
  AUTH_DEMO_AUTHORIZE_URL: 'http://127.0.0.1:9/authorize',
  AUTH_DEMO_ACCESS_URL: 'http://127.0.0.1:9/token',
  AUTH_DEMO_PROFILE_URL: 'http://127.0.0.1:9/profile',
};

/**
 * Starts n8n with this package, three Directus of the present version (one on PostgreSQL) and an old one, and, unless ZITADEL_URL names a real
 * one, the Zitadel stand-in.
 */
export async function startServers(): Promise<StartedServers> {
  const { ZITADEL_URL: url, ZITADEL_TOKEN: token } = process.env;
  const sandbox = await startSandbox({
    parts: ['n8n', 'directus12', 'directus10', 'zitadel'],
    env: { directus10: OLD_ENVIRONMENT },
  });
  const { n8n, directus12, directus10, zitadel, folder } = sandbox;
  const operations = join(folder, 'directus12-operations');
  const postgres = join(folder, 'directus12-postgres');
  const second = await startSecondDirectus(operations, 'sqlite');
  const third = await startSecondDirectus(postgres, 'postgres');
  const servers: TestServers = {
    zitadel: url && token ? { url, token } : { url: zitadel.url, token: zitadel.tokens.admin },
    directus: toServer(directus12, join(folder, 'directus12')),
    directus12: toServer(second, operations),
    directus10: toServer(directus10, join(folder, 'directus10')),
    n8n: { url: n8n.url, email: n8n.email, password: n8n.password },
  };
  const file = join(folder, 'servers.json');
  writeFileSync(file, JSON.stringify(servers));
  const onPostgres = join(folder, 'servers-postgres.json');
  const large = toServer(third, postgres);
  writeFileSync(onPostgres, JSON.stringify({ ...servers, directus: large, directus12: large }));
  const stop = async (): Promise<void> => {
    await Promise.all([second.stop(), third.stop()]);
    await sandbox.stop();
  };
  return { file, onPostgres, stop };
}

async function startSecondDirectus(folder: string, database: Database): Promise<Directus> {
  return await startDirectus({ version: '12', database, folder, env: { TUS_ENABLED: 'true' } });
}

function toServer(directus: Directus, folder: string): DirectusServer {
  const { url, adminToken, adminEmail, adminPassword } = directus;
  return { url, adminToken, adminEmail, adminPassword, mail: join(folder, 'mail.txt') };
}
