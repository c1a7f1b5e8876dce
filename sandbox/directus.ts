import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import { serverEnvironment } from './environment';
import { installParts, isInstalled } from './install';
import { parts } from './parts';
import { freePort } from './ports';
import { startPostgres } from './postgres';
import { startServer, waitForHttp, type Server } from './process';
import { partFolder, runtimeOf } from './runtime';
import { copyFolder, preparedFolder } from './template';

/** Which Directus: the present one, or the last that has webhooks, activity comments and hashing. */
export type DirectusVersion = '12' | '11' | '10';

/** Where a Directus keeps its data. */
export type Database = 'sqlite' | 'postgres';

/** How to start a Directus. */
export interface DirectusOptions {
  version: DirectusVersion;
  /** SQLite without it. */
  database?: Database;
  /** Its own folder: database, uploads, extensions, log and `mail.txt` with every e-mail it would have sent. */
  folder: string;
  /** A free one is chosen without it. */
  port?: number;
  /** Settings to add or to replace. */
  env?: Record<string, string>;
}

/** A running Directus with an empty project and one administrator. */
export interface Directus {
  url: string;
  adminToken: string;
  adminEmail: string;
  adminPassword: string;
  /** The port of its PostgreSQL, where it has one. */
  databasePort?: number;
  stop(): Promise<void>;
  /** Starts it again after `stop`, with the same data and at the same address. */
  start(): Promise<void>;
}

type Administrator = Pick<Directus, 'adminToken' | 'adminEmail' | 'adminPassword'>;
type DirectusPart = `directus${DirectusVersion}`;

/** Where a prepared folder keeps the data of PostgreSQL. */
const CLUSTER = 'cluster';
// Nobody listens there: what a server would fetch from the internet fails at once.
const nowhere = 'http://127.0.0.1:9';

/**
 * Starts a Directus, installing it first when it is missing.
 * @throws when it cannot be installed or does not answer in time
 */
export async function startDirectus(options: DirectusOptions): Promise<Directus> {
  const { database = 'sqlite', folder, port: chosen, env } = options;
  const part: DirectusPart = `directus${options.version}`;
  if (!isInstalled(part)) await installParts([part]);
  const name = `${part}-${parts[part].version}${database === 'sqlite' ? '' : `-${database}`}`;
  const template = await preparedFolder(name, __filename, (empty) => prepare(part, database, empty));
  mkdirSync(folder, { recursive: true });
  // PostgreSQL copies its data itself, to where its user may write.
  copyFolder(template, folder, [CLUSTER]);
  const postgres = database === 'postgres' ? await startPostgres(join(template, CLUSTER)) : undefined;
  const place = { folder, env: { ...postgres?.directus, ...env } };
  let { url, server } = await launch(part, { ...place, port: chosen });
  const port = Number(new URL(url).port);
  const stop = async (): Promise<void> => {
    await server.stop();
    await postgres?.stop();
  };
  const start = async (): Promise<void> => {
    await postgres?.start();
    ({ url, server } = await launch(part, { ...place, port }));
  };
  return { url, ...readAdministrator(folder), databasePort: postgres?.port, stop, start };
}

async function launch(
  part: DirectusPart,
  { folder, port: chosen, env }: Pick<DirectusOptions, 'folder' | 'port' | 'env'>,
): Promise<{ url: string; server: Server }> {
  const port = chosen ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const server = startServer({
    title: parts[part].title,
    ...programOf(part, 'start'),
    cwd: folder,
    env: environmentOf(folder, { PORT: String(port), PUBLIC_URL: url, ...env }),
    log: join(folder, 'directus.log'),
  });
  await waitForHttp(server, `${url}/server/ping`);
  return { url, server };
}

// A new database with its administrator.
async function prepare(part: DirectusPart, database: Database, folder: string): Promise<void> {
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  await bootstrap(part, folder, postgres?.directus);
  await postgres?.stop();
  if (postgres !== undefined) copyFolder(postgres.data, join(folder, CLUSTER));
}

async function bootstrap(
  part: DirectusPart,
  folder: string,
  settings: Record<string, string> = {},
): Promise<void> {
  for (const name of ['uploads', 'extensions']) mkdirSync(join(folder, name));
  writeMailer(folder);
  const administrator: Administrator = {
    adminEmail: 'admin@example.com',
    adminPassword: 'Sandbox-Admin-1',
    adminToken: randomBytes(24).toString('hex'),
  };
  writeFileSync(join(folder, 'administrator.json'), JSON.stringify(administrator));
  const { command, args } = programOf(part, 'bootstrap');
  const log = join(folder, 'bootstrap.log');
  const env = environmentOf(folder, {
    ...settings,
    ADMIN_EMAIL: administrator.adminEmail,
    ADMIN_PASSWORD: administrator.adminPassword,
  });
  await runCommand(command, args, { cwd: folder, log, env });
  const { url, server } = await launch(part, { folder, env: settings });
  await giveToken(url, administrator).finally(() => server.stop());
  for (const file of [log, server.log]) rmSync(file);
}

// Older releases know no setting for the administrator's token.
async function giveToken(
  url: string,
  { adminEmail, adminPassword, adminToken }: Administrator,
): Promise<void> {
  const login = await send('POST', `${url}/auth/login`, { email: adminEmail, password: adminPassword });
  const { data } = (await login.json()) as { data: { access_token: string } };
  await send('PATCH', `${url}/users/me`, { token: adminToken }, data.access_token);
}

async function send(method: string, url: string, body: object, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
}

function readAdministrator(folder: string): Administrator {
  return JSON.parse(readFileSync(join(folder, 'administrator.json'), 'utf8')) as Administrator;
}

// The program behind Directus' own command: that one first asks the package registry for a newer release.
function programOf(part: DirectusPart, action: string): { command: string; args: string[] } {
  const program = join(partFolder(part), 'node_modules', '@directus', 'api', 'dist', 'cli', 'run.js');
  return { command: runtimeOf(part).node, args: [program, action] };
}

// Directus hands e-mails to a "sendmail" program; this one keeps them beside itself.
function writeMailer(folder: string): void {
  const file = join(folder, 'sendmail.sh');
  writeFileSync(file, '#!/bin/sh\nexec cat >> "$(dirname "$0")/mail.txt"\n');
  chmodSync(file, 0o755);
}

function environmentOf(folder: string, extra: Record<string, string>): NodeJS.ProcessEnv {
  return serverEnvironment({
    HOST: '127.0.0.1',
    DB_CLIENT: 'sqlite3',
    DB_FILENAME: join(folder, 'data.db'),
    KEY: randomBytes(16).toString('hex'),
    SECRET: randomBytes(32).toString('hex'),
    TEMP_PATH: join(folder, 'temp'),
    EXTENSIONS_PATH: join(folder, 'extensions'),
    STORAGE_LOCAL_ROOT: join(folder, 'uploads'),
    CACHE_ENABLED: 'false',
    RATE_LIMITER_ENABLED: 'false',
    RATE_LIMITER_REGISTRATION_ENABLED: 'false',
    PRESSURE_LIMITER_ENABLED: 'false',
    TELEMETRY: 'false',
    TELEMETRY_URL: nowhere,
    COMPLIANCE_URL: nowhere,
    MARKETPLACE_REGISTRY: nowhere,
    EMAIL_TRANSPORT: 'sendmail',
    EMAIL_SENDMAIL_PATH: join(folder, 'sendmail.sh'),
    EMAIL_VERIFY_SETUP: 'false',
    // By default Directus fetches nothing from its own machine, which is where the sandbox's files are.
    IMPORT_IP_DENY_LIST: '169.254.169.254',
    IMPORT_TIMEOUT: '10s',
    LOG_LEVEL: 'info',
    ...extra,
  });
}
