import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A run to measure. */
export interface Measuring {
  /** Name of the scenario. */
  scenario: string;
  /** Items, or rows of a list. */
  count: number;
}

/** What a run took. */
export interface Measured {
  /** Items done, or rows read. */
  output: number;
  /** Without those in which memory was looked at. */
  milliseconds: number;
  /** Bytes of the input and the output. */
  held: number;
  /** Most bytes alive at a time. */
  peak: number;
  /** What the editor was told on the way. */
  told: string[];
  isHeld: boolean;
}

/** Runs our node over many items in a process of its own, against the servers of this test run. */
export async function measure(run: Measuring): Promise<Measured> {
  const child = join(__dirname, 'child.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--expose-gc', '--import', 'tsx', child, JSON.stringify(run)],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return JSON.parse(stdout) as Measured;
}
