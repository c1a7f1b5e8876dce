import type { Execution } from '../../sandbox/execution';
import type { Row, Step } from './row';
import type { Setting } from './setting';
import { median } from './statistics';
import { MEASURED, workflowOf } from './workflow';

/** How one of the two did. */
export interface Side {
  /** Milliseconds of each run that counts. */
  times: number[];
  median: number;
  /** Most connections opened in one run, the warm-up among them. */
  connections?: number;
}

/** What came out of a row. */
export interface Result {
  work: string;
  items: number;
  limit?: number;
  mostConnections?: number;
  ours: Side;
  theirs: Side;
  /** Ours / theirs. */
  ratio: number;
  met: boolean;
  /** Why it could not be measured; nothing else then counts. */
  failed?: string;
  /** Where the time of our node goes, the most first. */
  breakdown?: string[];
}

/** How often, and with how many items. */
export interface Effort {
  rounds: number;
  items: (row: Row) => number;
}

const RUN_TIMEOUT = 300_000;

/** Runs a row: our node and n8n's in turn, once to warm up and then `rounds` times. One that fails is a result too. */
export async function contest(setting: Setting, row: Row, effort: Effort): Promise<Result> {
  const count = effort.items(row);
  try {
    return await compare(setting, row, count, effort.rounds);
  } catch (error) {
    const nothing: Side = { times: [], median: NaN };
    const failed = error instanceof Error ? error.message : String(error);
    return { ...judge(row, count, nothing, nothing), met: false, failed };
  }
}

async function compare(setting: Setting, row: Row, count: number, rounds: number): Promise<Result> {
  const ours: Omit<Side, 'median'> = { times: [] };
  const theirs: Omit<Side, 'median'> = { times: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const [side, step] of [
      [ours, row.ours(setting)],
      [theirs, row.theirs(setting)],
    ] as const) {
      const { time, connections } = await runOnce(setting, row, step, count);
      if (round > 0) side.times.push(time);
      if (connections !== undefined) side.connections = Math.max(side.connections ?? 0, connections);
    }
  }
  return judge(row, count, withMedian(ours), withMedian(theirs));
}

/** One run of a step, with all that it needs before and leaves behind. */
export async function runOnce(
  setting: Setting,
  row: Row,
  step: Step,
  count: number,
): Promise<{ time: number; connections: number | undefined; execution: Execution }> {
  const door = setting.doors[row.door];
  const workflow = workflowOf(row.work, step, await row.input(setting, count), row.oneByOne);
  const before = await door.connections();
  const execution = await setting.n8n.run(workflow, { timeout: RUN_TIMEOUT });
  const after = await door.connections();
  const output = execution.json(MEASURED);
  if (execution.status !== 'success' || output.length !== count) {
    const reason = execution.error?.message ?? `${output.length} items came out of ${count}`;
    throw new Error(`${step.type}: ${reason}`);
  }
  await row.undo?.(setting, output);
  const connections = before === undefined || after === undefined ? undefined : after - before;
  return { time: execution.timeOf(MEASURED), connections, execution };
}

function withMedian(side: Omit<Side, 'median'>): Side {
  return { ...side, median: median(side.times) };
}

function judge(row: Row, items: number, ours: Side, theirs: Side): Result {
  const { work, mostConnections } = row;
  // With fewer items, what is done once for all of them counts for more.
  const limit = items === row.items ? row.limit : undefined;
  const ratio = ours.median / theirs.median;
  const met = ratio <= (limit ?? Infinity) && (ours.connections ?? 0) <= (mostConnections ?? Infinity);
  return { work, items, limit, mostConnections, ours, theirs, ratio, met };
}
