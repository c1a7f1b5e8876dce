import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { serverEnvironment } from '../../sandbox/environment';
import { runtimeOf } from '../../sandbox/runtime';

/** A list that a child reads and holds as items. */
export interface ListToHold {
  /** Read by our Directus node, or made by a program that does nothing else. */
  mode: 'node' | 'items';
  url: string;
  token: string;
  collection: string;
  /** How many of its rows. */
  rows: number;
  /** The compiled Directus node. */
  nodeFile: string;
}

/** What a child that holds a list took, in bytes. */
export interface Taken {
  items: number;
  /** Heap before the list, with all code loaded. */
  base: number;
  /** What the items take once all else is gone. */
  held: number;
  /** Most that the process grew by, with all garbage that was not collected yet. */
  peak: number;
}

/** A megabyte in bytes. */
export const MEGABYTE = 1024 * 1024;
/** Keeps V8's young objects, which its heap limit does not count, to a few megabytes. */
const SMALL_NURSERY = '--max-semi-space-size=1';

/**
 * Reads a list in a process of its own, run by n8n's Node.
 *
 * @param heap most bytes that its heap may have; absent for as many as it likes
 * @throws where the heap is not enough, or rows are missing
 */
export async function holdList(list: ListToHold, heap?: number): Promise<Taken> {
  const limit =
    heap === undefined ? [] : [`--max-old-space-size=${Math.round(heap / MEGABYTE)}`, SMALL_NURSERY];
  const { stdout } = await promisify(execFile)(
    runtimeOf('n8n').node,
    ['--no-warnings', '--expose-gc', ...limit, join(__dirname, 'memory-child.ts'), JSON.stringify(list)],
    // Where the package finds what n8n itself brings.
    { env: serverEnvironment({ NODE_PATH: join(__dirname, '..', '..', 'node_modules') }) },
  );
  const taken = JSON.parse(stdout) as Taken;
  if (taken.items !== list.rows) throw new Error(`The list gave ${taken.items} of ${list.rows} rows`);
  return taken;
}
