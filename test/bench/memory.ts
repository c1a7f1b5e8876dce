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

/** What a child that holds a list took, in bytes. */
interface Taken {
  items: number;
  /** Heap before the list, with all code loaded. */
  base: number;
  /** What the items take once all else is gone. */
  held: number;
  /** Most that the process grew by, with all garbage that was not collected yet. */
  peak: number;
}

type Mode = 'node' | 'items';

/** Runs a child of this mode with a heap of at most so many megabytes, or as much as it likes. */
type Run = (mode: Mode, heap?: number) => Promise<Taken>;

const PAGE_SIZE = 100;
const MOST = 1.5;
const MEGABYTE = 1024 * 1024;
/** How near the least heap is searched. */
const STEP = 0.05;
/** Keeps V8's young objects, which its heap limit does not count, to a few megabytes. */
const SMALL_NURSERY = '--max-semi-space-size=1';

/** The memory that reading a long list needs at its peak, against what its rows take as items. */
export async function memoryOfList({ folder }: Setting, rows: number): Promise<Figure[]> {
  const server = await startRows(rows);
  const modules = join(folder, 'n8n', '.n8n', 'nodes', 'node_modules');
  const node = join(modules, PACKAGE, 'dist', 'nodes', 'Directus', 'Directus.node.js');
  const run: Run = async (mode, heap) => await runChild([mode, server.url, node, String(rows)], rows, heap);
  try {
    const list = await run('node');
    const bare = await run('items');
    const name = `Memory that a list of ${rows.toLocaleString('en')} rows needs at its peak`;
    const ratio = await leastRatio((heap) => run('node', heap), list);
    return [
      figure(`${name}, against what the rows as items take`, ratio, 'times', MOST),
      figure('What the rows as items take', megabytes(list.held), 'MB'),
      figure('What Node grows by while memory is plenty, garbage included', megabytes(list.peak), 'MB'),
      figure('The same of a program that only makes the items', megabytes(bare.peak), 'MB'),
    ];
  } finally {
    server.close();
  }
}

/** Searches the least heap in which the work can be done: what is alive at its peak, without garbage. */
async function leastRatio(run: (heap: number) => Promise<Taken>, { base, held }: Taken): Promise<number> {
  let [tooSmall, enough] = [0.9, 3];
  while (enough - tooSmall > STEP) {
    const ratio = (tooSmall + enough) / 2;
    const heap = Math.round((base + ratio * held) / MEGABYTE);
    const succeeded = await run(heap).then(
      () => true,
      () => false,
    );
    if (succeeded) enough = ratio;
    else tooSmall = ratio;
  }
  return enough;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}

async function runChild(args: string[], rows: number, heap?: number): Promise<Taken> {
  const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`, SMALL_NURSERY];
  const child = ['--no-warnings', '--expose-gc', ...limit, join(__dirname, 'memory-child.ts')];
  const { stdout } = await promisify(execFile)(
    runtimeOf('n8n').node,
    [...child, ...args, String(PAGE_SIZE)],
    // Where the package finds what n8n itself brings.
    { env: serverEnvironment({ NODE_PATH: join(__dirname, '..', '..', 'node_modules') }) },
  );
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
