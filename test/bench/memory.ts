import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { holdList, MEGABYTE, type ListToHold, type Taken } from '../support/list-memory';
import { figure, type Figure } from './figure';
import type { Setting } from './setting';
import { PACKAGE } from './steps';

/** Reads the list in a child with a heap of at most so many bytes, or as much as it likes. */
type Run = (mode: ListToHold['mode'], heap?: number) => Promise<Taken>;

const MOST = 1.5;
/** How near the least heap is searched. */
const STEP = 0.05;

/** The memory that reading a long list needs at its peak, against what its rows take as items. */
export async function memoryOfList({ folder }: Setting, rows: number): Promise<Figure[]> {
  const server = await startRows(rows);
  const modules = join(folder, 'n8n', '.n8n', 'nodes', 'node_modules');
  const nodeFile = join(modules, PACKAGE, 'dist', 'nodes', 'Directus', 'Directus.node.js');
  const list = { url: server.url, token: 'token', collection: 'rows', rows, nodeFile };
  const run: Run = async (mode, heap) => await holdList({ ...list, mode }, heap);
  try {
    const taken = await run('node');
    const bare = await run('items');
    const name = `Memory that a list of ${rows.toLocaleString('en')} rows needs at its peak`;
    const ratio = await leastRatio(run, taken);
    return [
      figure(`${name}, against what the rows as items take`, ratio, 'times', MOST),
      figure('What the rows as items take', megabytes(taken.held), 'MB'),
      figure('What Node grows by while memory is plenty, garbage included', megabytes(taken.peak), 'MB'),
      figure('The same of a program that only makes the items', megabytes(bare.peak), 'MB'),
    ];
  } finally {
    server.close();
  }
}

/** Searches the least heap in which the work can be done: what is alive at its peak, without garbage. */
async function leastRatio(run: Run, { base, held }: Taken): Promise<number> {
  let [tooSmall, enough] = [0.9, 3];
  while (enough - tooSmall > STEP) {
    const ratio = (tooSmall + enough) / 2;
    const succeeded = await run('node', base + ratio * held).then(
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

/** A Directus that has one collection, and nothing in it but what is asked for. */
async function startRows(total: number): Promise<{ url: string; close: () => void }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const offset = Number(searchParams.get('offset') ?? 0);
    const size = Math.max(0, Math.min(Number(searchParams.get('limit') ?? total), total - offset));
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
