import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { serverEnvironment } from '../../sandbox/environment';
import { runtimeOf } from '../../sandbox/runtime';
import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { PACKAGE } from './steps';

/** What a child that read a list took, in bytes. */
interface Taken {
  items: number;
  /** Most that the process grew by, what was only waiting for garbage collection among it. */
  peak: number;
  /** What the items take once all else is gone. */
  held: number;
}

const PAGE_SIZE = 100;
const MOST = 1.5;
const MEGABYTE = 1e6;

/** The peak memory of a long list, against what its rows take as items. */
export async function memoryOfList({ sandbox }: Setting, rows: number): Promise<Figure[]> {
  const server = await startRows(rows);
  const modules = join(sandbox.folder, 'n8n', '.n8n', 'nodes', 'node_modules');
  const node = join(modules, PACKAGE, 'dist', 'nodes', 'Directus', 'Directus.node.js');
  try {
    const list = await run('node', server.url, node, rows);
    const items = await run('items', server.url, node, rows);
    const of = `of a list of ${rows.toLocaleString('en')} rows`;
    return [
      figure(`Peak memory ${of}, against what the rows as items take`, list.peak / items.held, 'times', MOST),
      figure(`Peak memory ${of}`, Math.round(list.peak / MEGABYTE), 'MB'),
      figure('What the rows as items take', Math.round(items.held / MEGABYTE), 'MB'),
      figure('Peak memory of only making those items', Math.round(items.peak / MEGABYTE), 'MB'),
    ];
  } finally {
    server.close();
  }
}

async function run(mode: 'node' | 'items', url: string, node: string, rows: number): Promise<Taken> {
  const child = join(__dirname, 'memory-child.ts');
  const args = ['--no-warnings', '--expose-gc', child, mode, url, node, String(rows), String(PAGE_SIZE)];
  const { stdout } = await promisify(execFile)(runtimeOf('n8n').node, args, {
    // Where the package finds what n8n itself brings.
    env: serverEnvironment({ NODE_PATH: join(__dirname, '..', '..', 'node_modules') }),
  });
  const taken = JSON.parse(stdout) as Taken;
  if (taken.items !== rows) throw new Error(`The list gave ${taken.items} of ${rows} rows`);
  return taken;
}

/** A Directus that has one collection, and nothing in it but what is asked for. */
async function startRows(total: number): Promise<{ url: string; close: () => void }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const offset = Number(searchParams.get('offset') ?? 0);
    const size = Math.max(0, Math.min(Number(searchParams.get('limit') ?? PAGE_SIZE), total - offset));
    const data = pathname.startsWith('/fields/')
      ? FIELDS
      : Array.from({ length: size }, (_, index) => rowOf(offset + index));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const FIELDS = [
  {
    field: 'id',
    type: 'integer',
    schema: { is_primary_key: true, has_auto_increment: true },
    meta: {},
  },
];

function rowOf(id: number): object {
  return {
    id,
    status: 'published',
    title: `Article number ${id}`,
    slug: `article-number-${id}`,
    body: `The text of article number ${id}, long enough to be one. `.repeat(4),
    views: id * 7,
    author: { id: id % 50, name: `Author ${id % 50}` },
    tags: ['one', 'two', `tag-${id % 10}`],
    date_created: '2026-01-31T12:00:00.000Z',
    date_updated: null,
  };
}
