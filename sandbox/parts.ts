/** The servers and Node versions that the sandbox installs from npm. */
export type PartName =
  'node20' | 'node22' | 'node24' | 'n8n' | 'n8n1' | 'directus12' | 'directus11' | 'directus10';

/** One thing to install. */
export interface Part {
  /** Its name for people. */
  title: string;
  /** The npm package, and the exact version of it. */
  package: string;
  version: string;
  /** The part whose Node runs it and compiles its addons. */
  node?: PartName;
  /** Packages to take instead of those that its dependencies name. */
  overrides?: Record<string, string>;
  /** Its packages whose install scripts have to run: addons to compile or to fetch. All others are not run. */
  scripts: string[];
  /** How long a first install usually takes. */
  usually: string;
}

/** A server's newest dependencies may name releases that are not out yet, so nothing newer than this is taken. */
export const installBefore = '2026-10-10';

/** Every part; `node` names the part it needs. */
export const parts: Record<PartName, Part> = {
  node20: {
    title: 'Node 20',
    package: 'node',
    version: '20.20.2',
    scripts: ['node'],
    usually: '10 s',
  },
  node22: {
    title: 'Node 22',
    package: 'node',
    version: '22.23.3',
    scripts: ['node'],
    usually: '10 s',
  },
  node24: {
    title: 'Node 24',
    package: 'node',
    version: '24.21.0',
    scripts: ['node'],
    usually: '10 s',
  },
  n8n: {
    title: 'n8n 2.41.1',
    package: 'n8n',
    version: '2.41.1',
    node: 'node24',
    scripts: ['sqlite3', 'isolated-vm'],
    usually: '5 min',
  },
  n8n1: {
    title: 'n8n 1.123.81',
    package: 'n8n',
    version: '1.123.81',
    node: 'node22',
    // The same release, out of the registry instead of its maker's own server.
    overrides: { xlsx: 'npm:@e965/xlsx@0.20.2' },
    scripts: ['sqlite3', 'isolated-vm'],
    usually: '5 min',
  },
  directus12: {
    title: 'Directus 12.4.0',
    package: 'directus',
    version: '12.4.0',
    node: 'node22',
    scripts: ['sqlite3', 'isolated-vm'],
    usually: '4 min',
  },
  directus11: {
    title: 'Directus 11.17.4',
    package: 'directus',
    version: '11.17.4',
    node: 'node22',
    scripts: ['sqlite3', 'isolated-vm'],
    usually: '4 min',
  },
  directus10: {
    title: 'Directus 10.10.4',
    package: 'directus',
    version: '10.10.4',
    node: 'node20',
    scripts: ['sqlite3', 'isolated-vm', 'argon2'],
    usually: '4 min',
  },
};
