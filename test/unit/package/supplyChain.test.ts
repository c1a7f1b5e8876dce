import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a lock file says of an installed package. */
interface Locked {
  version: string;
  license?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  peer?: boolean;
}

const root = join(__dirname, '..', '..', '..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = read('package.json') as Record<string, Record<string, string>>;
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };

/** Everything that comes with the package into somebody's n8n. */
const runtime = Object.entries(packages).filter(
  ([path, { dev, devOptional, peer }]) => path !== '' && !dev && !devOptional && !peer,
);

test.each(['dependencies', 'devDependencies'])('%s are pinned to one version each', (kind) => {
  const loose = Object.entries(manifest[kind] ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
  expect(loose).toEqual([]);
});

test('nothing at run time needs a script when it is installed', () => {
  expect(runtime.length).toBeGreaterThan(10);
  const scripted = runtime.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  // It only warns of a version in somebody's own package.json, and works without.
  expect(scripted.filter((path) => !path.endsWith('/protobufjs'))).toEqual([]);
});

test('everything at run time has a licence that goes with MIT', () => {
  const allowed = /^\(?(MIT|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|BlueOak-1\.0\.0)\b/;
  const others = runtime.filter(([, { license = '' }]) => !allowed.test(license));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('the packed package holds what runs, and nothing else', () => {
  const npm = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8' })) as Array<{
    files: Array<{ path: string }>;
  }>;
  const files = packed?.files.map(({ path }) => path) ?? [];
  const beside = files.filter((path) => !/^dist\/(nodes|credentials|types)\//.test(path));
  expect(beside.filter((path) => !/^dist\/(known|methods)\//.test(path)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  expect(files.filter((path) => !/\.(js|json|svg|md)$/.test(path) && path !== 'LICENSE')).toEqual([]);
  expect(files.filter((path) => /test|sandbox|\.map$|\.tsbuildinfo$/.test(path))).toEqual([]);
  for (const [name, entries] of Object.entries({ nodes: 4, credentials: 3 })) {
    const listed = (manifest.n8n as unknown as Record<string, string[]>)[name] ?? [];
    expect(listed).toHaveLength(entries);
    expect(listed.filter((path) => !files.includes(path))).toEqual([]);
  }
});
