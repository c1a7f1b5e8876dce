import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverEnvironment } from './environment';
import { installParts, isInstalled } from './install';
import { N8nClient } from './n8n-client';
import { installPackage, type BuiltPackage } from './package';
import { parts } from './parts';
import { freePort } from './ports';
import { startServer, waitForHttp, type Server } from './process';
import { partFolder, runtimeOf } from './runtime';
import { copyFolder, preparedFolder } from './template';

/** The present n8n, or the oldest that the package is for. */
export type N8nPart = 'n8n' | 'n8n1';

/** How to start an n8n. */
export interface N8nOptions {
  /** Which one; the present one without it. */
  part?: N8nPart;
  /** Its own folder: user folder and log. */
  folder: string;
  /** A free one is chosen without it. */
  port?: number;
  /** The community packages it has installed. */
  packages?: BuiltPackage[];
  /** Settings to add or to replace. */
  env?: Record<string, string>;
}

/** A running n8n, its owner signed in. */
export class N8n extends N8nClient {
  constructor(
    url: string,
    readonly email: string,
    readonly password: string,
    /** Its output. */
    readonly log: string,
    /** Ends it and all that it started. */
    readonly stop: () => Promise<void>,
    /** Ends it, at once and without its leave when `kill` is set, and starts it again with the same data. */
    readonly restart: (kill?: boolean) => Promise<void>,
  ) {
    super(url);
  }
}

export const owner = { email: 'owner@example.com', password: 'Sandbox-Owner-1' };

/**
 * Starts an n8n on SQLite with the given packages, installing it first when it is missing. A folder in which an n8n has run
 * before is taken as it was left.
 * @throws when it cannot be installed or does not answer in time
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
  const { part = 'n8n' } = options;
  if (!isInstalled(part)) await installParts([part]);
  const name = `n8n-${parts[part].version}`;
  const template = await preparedFolder(name, __filename, (empty) => prepare(part, empty));
  if (!existsSync(join(options.folder, '.n8n'))) {
    mkdirSync(options.folder, { recursive: true });
    copyFolder(template, options.folder);
    installPackages(options.folder, options.packages ?? []);
  }
  let { url, server } = await launch(options);
  const port = Number(new URL(url).port);
  const restart = async (kill = false): Promise<void> => {
    await (kill ? server.kill() : server.stop());
    ({ url, server } = await launch({ ...options, port }));
  };
  const n8n = new N8n(url, owner.email, owner.password, server.log, () => server.stop(), restart);
  try {
    await n8n.signIn(owner.email, owner.password);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return n8n;
}

// A migrated database with its owner, so that a start only has to load the nodes.
async function prepare(part: N8nPart, folder: string): Promise<void> {
  const { url, server } = await launch({ part, folder });
  try {
    await new N8nClient(url).setUpOwner({ ...owner, firstName: 'Sandbox', lastName: 'Owner' });
  } finally {
    await server.stop();
  }
  rmSync(server.log);
}

async function launch(options: N8nOptions): Promise<{ url: string; server: Server }> {
  const { part = 'n8n' } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const server = startServer({
    title: parts[part].title,
    command: runtimeOf(part).node,
    args: [join(partFolder(part), 'node_modules', 'n8n', 'bin', 'n8n'), 'start'],
    cwd: options.folder,
    env: await environmentOf(options, port, url),
    log: join(options.folder, 'n8n.log'),
  });
  // Older ones answer any address while they start, and serve their own interface only a moment after they are ready.
  for (const path of ['/healthz/readiness', '/rest/settings']) await waitForHttp(server, url + path);
  return { url, server };
}

async function environmentOf(
  { part = 'n8n', folder, env }: N8nOptions,
  port: number,
  url: string,
): Promise<NodeJS.ProcessEnv> {
  const settings = {
    N8N_USER_FOLDER: folder,
    N8N_HOST: '127.0.0.1',
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_PORT: String(port),
    // The port by which n8n talks to its Code node's process: the usual one may belong to another n8n.
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    WEBHOOK_URL: url,
    N8N_SECURE_COOKIE: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
    N8N_PYTHON_ENABLED: 'false',
    ...quiet,
    ...(part === 'n8n1' && { N8N_DISABLED_MODULES: 'insights' }),
    ...env,
  };
  return serverEnvironment(settings, [runtimeOf(part).bin]);
}

// Nothing that n8n would fetch from, or send to, the internet by itself.
export const quiet = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  N8N_DISABLED_MODULES: 'mcp-registry',
};

// The layout in which n8n itself leaves a package that is installed in its interface.
export function installPackages(folder: string, packages: BuiltPackage[]): void {
  const nodes = join(folder, '.n8n', 'nodes');
  mkdirSync(join(nodes, 'node_modules'), { recursive: true });
  for (const built of packages) installPackage(built, join(nodes, 'node_modules'));
  const manifest = {
    name: 'installed-nodes',
    private: true,
    dependencies: Object.fromEntries(packages.map(({ name, version }) => [name, version])),
  };
  writeFileSync(join(nodes, 'package.json'), JSON.stringify(manifest, null, 2));
}
