import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache';
import { runCommand } from './command';
import { npmEnvironment } from './environment';
import { withLock } from './lock';
import { installBefore, parts, type Part, type PartName } from './parts';
import { Progress } from './progress';
import { partFolder, runtimeOf } from './runtime';

const stampFile = 'installed.json';

/**
 * Installs parts, and those they need, into the cache. What is there already costs nothing; two that do not need
 * each other are installed at the same time; an interrupted install is begun again the next time.
 * @param names the parts wanted
 * @param progress where to show what happens
 * @throws with the end of npm's output when a part cannot be installed
 */
export async function installParts(names: PartName[], progress = new Progress()): Promise<void> {
  const missing = withNeeded(names).filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  progress.say(`Installing into ${cachePath()} (only the first time): ${missing.map(titleOf).join(', ')}`);
  const started = new Map<PartName, Promise<void>>();
  const slots = [Promise.resolve(), Promise.resolve()];
  for (const [index, name] of missing.entries()) {
    const turn = index % slots.length;
    const work = Promise.all([slots[turn], needOf(name, started)]).then(() =>
      installPart(name, `${index + 1} of ${missing.length}`, progress),
    );
    slots[turn] = work;
    started.set(name, work);
  }
  try {
    await Promise.all(started.values());
  } finally {
    await Promise.allSettled(started.values());
    progress.close();
  }
}

/** Whether a part is completely installed, as its row says. */
export function isInstalled(name: PartName): boolean {
  const stamp = join(partFolder(name), stampFile);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(name);
}

function withNeeded(names: PartName[]): PartName[] {
  const needs = names.flatMap((name) => parts[name].node ?? []);
  return [...new Set([...needs, ...names])];
}

function needOf(name: PartName, started: Map<PartName, Promise<void>>): Promise<void> | undefined {
  const { node } = parts[name];
  return node && started.get(node);
}

function stampOf(name: PartName): string {
  const { node, version, scripts, overrides } = parts[name];
  return JSON.stringify({
    version,
    scripts,
    overrides,
    node: node && parts[node].version,
    platform: platformName(),
  });
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

function titleOf(name: PartName): string {
  return parts[name].title;
}

async function installPart(name: PartName, place: string, progress: Progress): Promise<void> {
  const { title, usually } = parts[name];
  const label = `${title} (${place})`;
  progress.begin(label, `usually ${usually}`);
  try {
    await withLock(
      `part-${name}`,
      async () => {
        if (!isInstalled(name)) await installFresh(name);
      },
      () => progress.say(`${label}: another process is installing it, waiting`),
    );
    progress.end(label);
  } catch (error) {
    progress.end(label, 'failed');
    throw error;
  }
}

async function installFresh(name: PartName): Promise<void> {
  const part = parts[name];
  const folder = partFolder(name);
  const temporary = `${folder}.partial`;
  const log = cachePath('logs', `install-${name}.log`);
  rmSync(log, { force: true });
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'package.json'), JSON.stringify(manifestOf(name, part), null, 2));
  const run = (args: string[]): Promise<void> =>
    runCommand('npm', args, { cwd: temporary, env: installEnvironment(part, name), log });
  await run(['install', `--before=${installBefore}`, '--ignore-scripts', '--no-audit', '--no-fund']);
  for (const script of part.scripts) await run(['rebuild', script, '--no-ignore-scripts']);
  writeFileSync(join(temporary, stampFile), stampOf(name));
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
}

// npm 12 runs install scripts only of the packages a manifest names.
function manifestOf(name: PartName, part: Part): object {
  return {
    name: `sandbox-${name}`,
    private: true,
    dependencies: { [part.package]: part.version },
    overrides: part.overrides,
    allowScripts: Object.fromEntries(part.scripts.map((script) => [script, true])),
  };
}

// A configuration file of the machine may name another Node's headers, and an addon compiled with them fails to load.
function installEnvironment(part: Part, name: PartName): NodeJS.ProcessEnv {
  if (!part.node) return npmEnvironment();
  const runtime = runtimeOf(name);
  return npmEnvironment({ npm_config_nodedir: runtime.headers }, [runtime.bin]);
}
