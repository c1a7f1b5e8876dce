/**
 * Holds a list of rows as items, read by our Directus node or made here from the same pages, and says on standard output
 * what memory that took. Run by n8n's own Node with `--expose-gc`, so it imports nothing but Node's modules.
 */
import { createRequire } from 'node:module';

interface Item {
  json: object;
  pairedItem?: { item: number };
}

interface Node {
  execute: () => Promise<Item[][]>;
}

interface List {
  mode: string;
  url: string;
  token: string;
  collection: string;
  rows: number;
  nodeFile: string;
}

const PAGE_SIZE = 100;
const { mode, url, token, collection, rows, nodeFile } = JSON.parse(process.argv[2] ?? '{}') as List;

/** The least that the node needs of n8n. */
function contextOf(limit: number): object {
  const parameters: Record<string, unknown> = {
    resource: 'items',
    operation: 'list',
    specifyBody: 'json',
    jsonBody: { collection, query: { limit } },
    options: {},
  };
  return {
    getInputData: () => [{ json: {} }],
    getNode: () => ({ name: 'Directus', type: 'directus', typeVersion: 1, position: [0, 0], parameters }),
    getNodeParameter: (name: string) => parameters[name],
    getCredentials: () => Promise.resolve({ url, token }),
    continueOnFail: () => false,
    getExecutionCancelSignal: () => undefined,
    helpers: {},
  };
}

async function readWithNode(limit: number): Promise<Item[]> {
  const { Directus } = createRequire(nodeFile)(nodeFile) as { Directus: new () => Node };
  const [items = []] = await new Directus().execute.call(contextOf(limit));
  return items;
}

async function makeItems(limit: number): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < limit) {
    const path = `/items/${collection}?offset=${items.length}&limit=${PAGE_SIZE}`;
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    const { data } = (await response.json()) as { data: object[] };
    for (const json of data) items.push({ json, pairedItem: { item: 0 } });
  }
  return items;
}

async function main(): Promise<void> {
  const read = mode === 'node' ? readWithNode : makeItems;
  // What is loaded once belongs to no list.
  await read(PAGE_SIZE);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const items = await read(rows);
  const peak = process.resourceUsage().maxRSS * 1024 - before.rss;
  globalThis.gc?.();
  const held = process.memoryUsage().heapUsed - before.heapUsed;
  process.stdout.write(JSON.stringify({ items: items.length, base: before.heapUsed, held, peak }));
}

void main();
