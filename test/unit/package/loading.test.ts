import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(__dirname, '..', '..', '..', 'dist');
const HEAVY = [
  '@zitadel/node',
  'nice-grpc',
  '@grpc/grpc-js',
  'axios',
  'otplib',
  'qrcode',
  '@bufbuild/protobuf',
];

/** Tells each package that is imported, on its own line, as Node resolves it. */
const HOOK = `
import { writeSync } from 'node:fs';
import { register } from 'node:module';
const hooks = 'import { writeSync } from "node:fs";' +
  'export async function resolve(specifier, context, next) {' +
  '  writeSync(1, "imported " + specifier + "\\\\n"); return next(specifier, context); }';
register('data:text/javascript,' + encodeURIComponent(hooks));
`;

/** What an expression loads; a promise is waited for. */
function loadedBy(expression: string): string[] {
  const script = `
    Promise.resolve(${expression}).then(() => {
      const lines = Object.keys(require.cache).map((name) => 'required ' + name);
      // A process that exits before all of it is written loses the rest.
      process.stdout.write(lines.join('\\n'), () => process.exit());
    });`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(HOOK)}`, '-e', script],
    { encoding: 'utf8', cwd: dist, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split('\n');
}

/** The packages of a list of loaded modules that are heavy. */
function heavyOf(loaded: string[]): string[] {
  return HEAVY.filter((name) =>
    loaded.some((line) => line.includes(`/node_modules/${name}/`) || line.startsWith(`imported ${name}`)),
  );
}

function compiledFiles(): Array<[file: string, text: string]> {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => [file, readFileSync(join(dist, file), 'utf8')]);
}

describe('the built package', () => {
  const manifest = jest.requireActual<{ n8n: { nodes: string[]; credentials: string[] } }>(
    '../../../package.json',
  );
  const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

  test.each(files.map((file) => [file]))('loads nothing heavy with %s', (file) => {
    const path = join(dist, '..', file);
    const loaded = loadedBy(`require(${JSON.stringify(path)})`);
    expect(loaded).toContain(`required ${path}`);
    expect(heavyOf(loaded)).toEqual([]);
  });

  test('would be found out if it did', () => {
    expect(heavyOf(loadedBy('require("axios")'))).toEqual(['axios']);
    expect(heavyOf(loadedBy('import("otplib")'))).toEqual(['otplib']);
  });

  test('loads of the nodes nothing with the credential types, which n8n loads when it starts', () => {
    const all = manifest.n8n.credentials.map((file) => `require(${JSON.stringify(join(dist, '..', file))})`);
    const loaded = loadedBy(`[${all.join()}]`);
    expect(loaded.filter((line) => line.includes(join(dist, 'credentials')))).not.toEqual([]);
    expect(loaded.filter((line) => line.includes(join(dist, 'nodes')))).toEqual([]);
  });

  test('loads of @zitadel/node the service in use alone, once', () => {
    const catalogue = readFileSync(
      join(dist, 'nodes', 'Zitadel', 'catalogue', 'generated', 'UserService.json'),
      'utf8',
    );
    const { module, definition } = JSON.parse(catalogue) as Record<string, string>;
    const request = { module, definition, method: 'getUserByID', request: {}, metadata: {}, timeout: 1000 };
    const loaded = loadedBy(`(async () => {
      const { sendGrpc } = require(${JSON.stringify(join(dist, 'nodes', 'shared', 'transport', 'grpc.js'))});
      const endpoint = { url: new URL('http://127.0.0.1:9'), ignoreTlsErrors: false };
      const call = () => sendGrpc(endpoint, ${JSON.stringify(request)}).catch(() => undefined);
      await Promise.all([call(), call()]);
    })()`);
    expect(loaded.filter((line) => line.startsWith('imported @zitadel/node'))).toEqual([
      `imported @zitadel/node/dist/api/generated/${module}`,
    ]);
  });

  test('has a form that is read, so that n8n loads no table with a node', () => {
    for (const [node, tables] of [
      ['Zitadel', 'services'],
      ['Directus', 'resources'],
    ] as const) {
      const file = join(dist, 'nodes', node, `${node}.node.js`);
      const loaded = loadedBy(`new (require(${JSON.stringify(file)}).${node})()`);
      const rows = loaded.filter((line) => line.includes(join(dist, 'nodes', node, tables)));
      const own = rows.filter((line) => /\/(user|users|items|form|table|crud)(\/|\.js)/.test(line));
      expect([node, rows.length > 0, own]).toEqual([node, true, []]);
    }
  });

  test('loads what is heavy on first use, by a real import() or a late require, and requires it nowhere at once', () => {
    const late = new Set<string>();
    for (const [file, text] of compiledFiles()) {
      const required = [...text.matchAll(/\brequire\(["'`]([^"'`]+)/g)].map(([, name = '']) => name);
      expect([file, required.filter((name) => HEAVY.some((heavy) => name.startsWith(heavy)))]).toEqual([
        file,
        [],
      ]);
      expect([file, /Promise\.resolve\(\)\.then\(\(\) =>\s*(__importStar\()?require/.test(text)]).toEqual([
        file,
        false,
      ]);
      for (const [, name = ''] of text.matchAll(/\b(?:import|load)\(["'`]([^"'`$]+)/g)) late.add(name);
    }
    expect([...late]).toEqual(
      expect.arrayContaining(['axios', 'nice-grpc', 'otplib', 'qrcode', '@zitadel/node/dist/api/generated/']),
    );
  });
});
