import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache';
import { startDirectus, type Directus } from './directus';
import { installParts } from './install';
import { startN8n, type N8n } from './n8n';
import { buildPackage } from './package';
import type { PartName } from './parts';
import { isAlive } from './tied';
import { Progress } from './progress';
import { startZitadel, type ZitadelStandIn } from './zitadel/server';

/** The servers that a sandbox may have; n8n has this package installed. */
export interface Servers {
  n8n: N8n;
  directus12: Directus;
  directus10: Directus;
  zitadel: ZitadelStandIn;
}

/** The name of a server. */
export type ServerName = keyof Servers;

/** What to start. */
export interface SandboxOptions<Name extends ServerName> {
  parts: readonly Name[];
  /** The port of a server; a free one is chosen without it. */
  ports?: Partial<Record<ServerName, number>>;
  /** Settings to add to those of n8n and Directus. */
  env?: Partial<Record<ServerName, Record<string, string>>>;
  /** Where to show what happens. */
  progress?: Progress;
}

/** The servers that were asked for, running. */
export type Sandbox<Name extends ServerName> = Pick<Servers, Name> & {
  /** The folder with their data and logs; removed by `stop`. */
  folder: string;
  /** Ends all of them. */
  stop(): Promise<void>;
};

interface Place {
  folder: string;
  port?: number;
  env?: Record<string, string>;
}

type Starters = { [Name in ServerName]: (place: Place) => Promise<Servers[Name]> };

const installed: Partial<Record<ServerName, PartName>> = {
  n8n: 'n8n',
  directus12: 'directus12',
  directus10: 'directus10',
};

const titles: Record<ServerName, string> = {
  n8n: 'n8n with this package',
  directus12: 'Directus 12',
  directus10: 'Directus 10',
  zitadel: 'Zitadel stand-in',
};

/**
 * Starts servers, all at the same time and each with fresh data, after installing what is missing.
 * @returns the servers by their names
 * @throws when one cannot be installed, built or started; the others are then stopped
 */
export async function startSandbox<Name extends ServerName>(
  options: SandboxOptions<Name>,
): Promise<Sandbox<Name>> {
  const progress = options.progress ?? new Progress();
  await installParts(
    options.parts.flatMap((name) => installed[name] ?? []),
    progress,
  );
  const folder = newRunFolder();
  const results = await Promise.allSettled(
    options.parts.map((name) => start(name, options, folder, progress)),
  );
  const servers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(([, server]) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(servers.map(([, server]) => server.stop()));
    throw failed.reason;
  }
  return { ...(Object.fromEntries(servers) as Pick<Servers, Name>), folder, stop };
}

const starters: Starters = {
  n8n: async (place) => await startN8n({ ...place, packages: [await buildPackage()] }),
  directus12: async (place) => await startDirectus({ ...place, version: '12' }),
  directus10: async (place) => await startDirectus({ ...place, version: '10' }),
  zitadel: async ({ port }) => await startZitadel({ port }),
};

async function start<Name extends ServerName>(
  name: Name,
  { ports, env }: SandboxOptions<Name>,
  folder: string,
  progress: Progress,
): Promise<[Name, Servers[Name]]> {
  progress.begin(titles[name]);
  try {
    const server = await starters[name]({
      folder: join(folder, name),
      port: ports?.[name],
      env: env?.[name],
    });
    progress.end(titles[name], 'ready');
    return [name, server];
  } catch (error) {
    progress.end(titles[name], 'failed');
    throw error;
  }
}

// Named after this process, so that what a killed one left behind can be told apart and removed.
function newRunFolder(): string {
  const runs = cachePath('run');
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(runs, name), { recursive: true, force: true });
  }
  const folder = join(runs, `${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder);
  return folder;
}
