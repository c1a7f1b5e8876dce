import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cachePath } from './cache';
import { runCommand } from './command';
import { npmEnvironment } from './environment';
import { withLock } from './lock';
import { copyFolder, hashOf, preparedFolder } from './template';

/** This package, built, packed and unpacked as n8n unpacks a community package that it installs. */
export interface BuiltPackage {
  name: string;
  version: string;
  /** The packed file, as it would be published. */
  tarball: string;
  /** Its content. */
  folder: string;
  /** The `node_modules` folder with its dependencies. */
  dependencies: string;
}

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

const root = join(__dirname, '..');
const sources = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md'];
const sourceFolders = ['nodes', 'credentials', 'scripts'];
const kept = 5;

/**
 * Builds and packs this package and installs its dependencies, each only when something changed since it was
 * last done.
 * @throws with the compiler's or npm's output when that fails
 */
export async function buildPackage(): Promise<BuiltPackage> {
  const hash = hashOfSources();
  const content = await preparedFolder(join('package', hash), __filename, buildInto);
  const folder = join(content, 'package');
  const manifest = readManifest(folder);
  const dependencies = await preparedDependencies(manifest);
  forgetOldBuilds(basename(content));
  const { name, version } = manifest;
  return { name, version, tarball: join(content, 'package.tgz'), folder, dependencies };
}

/**
 * Puts a built package into a `node_modules` folder, its dependencies inside it, as n8n does.
 * @param nodeModules the folder; made when it is missing
 */
export function installPackage(built: BuiltPackage, nodeModules: string): void {
  const target = join(nodeModules, built.name);
  mkdirSync(target, { recursive: true });
  copyFolder(built.folder, target);
  copyFolder(built.dependencies, join(target, 'node_modules'));
}

// The build writes to dist, where only one may happen at a time.
async function buildInto(folder: string): Promise<void> {
  const options = { cwd: root, env: npmEnvironment(), log: cachePath('logs', 'build.log') };
  rmSync(options.log, { force: true });
  await withLock('build', async () => {
    await runCommand(process.execPath, [join(root, 'scripts', 'build.mjs')], options);
    await runCommand('npm', ['pack', '--ignore-scripts', `--pack-destination=${folder}`], options);
  });
  const packed = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!packed) throw new Error(`npm packed nothing into ${folder}`);
  renameSync(join(folder, packed), join(folder, 'package.tgz'));
  await runCommand('tar', ['-xzf', 'package.tgz'], { ...options, cwd: folder });
  stripManifest(join(folder, 'package'));
}

// n8n installs nothing but the dependencies: what the package names otherwise comes from n8n itself.
function stripManifest(folder: string): void {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[key];
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

async function preparedDependencies({ name, version, dependencies = {} }: Manifest): Promise<string> {
  const hash = hashOf(JSON.stringify(dependencies));
  const folder = await preparedFolder(join('dependencies', hash), __filename, async (target) => {
    writeFileSync(join(target, 'package.json'), JSON.stringify({ name, version, dependencies }));
    await runCommand('npm', installArguments, {
      cwd: target,
      env: npmEnvironment(),
      log: cachePath('logs', 'dependencies.log'),
    });
    mkdirSync(join(target, 'node_modules'), { recursive: true });
  });
  return join(folder, 'node_modules');
}

// What n8n itself passes to npm for a community package.
const installArguments = [
  'install',
  '--audit=false',
  '--fund=false',
  '--bin-links=false',
  '--install-strategy=shallow',
  '--ignore-scripts=true',
  '--package-lock=false',
];

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function hashOfSources(): string {
  const below = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const files = [...sources, ...below.sort()].filter((file) => isFile(join(root, file)));
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function forgetOldBuilds(current: string): void {
  const folder = cachePath('templates', 'package');
  const others = readdirSync(folder).filter((name) => name !== current && !name.endsWith('.partial'));
  const byAge = others.sort((a, b) => ageOf(join(folder, a)) - ageOf(join(folder, b)));
  for (const name of byAge.slice(kept)) rmSync(join(folder, name), { recursive: true, force: true });
}

function ageOf(path: string): number {
  return Date.now() - statSync(path).mtimeMs;
}
