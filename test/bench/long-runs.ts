import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measure, type Measured } from '../scale/measure';
import { figure, type Figure } from './figure';
import { toLineSvg, type Line } from './line-plot';
import type { Part } from './part';
import type { Setting } from './setting';

const SCENARIOS = ['creates', 'gets', 'updates', 'upserts', 'deletes', 'users created', 'users listed'];
const COUNTS = [1_000, 10_000, 100_000];
/** Bytes that a run may need beside its input and output, however little there is of them. */
const ROOM = 8 * 1024 * 1024;
const MOST_TIME = 1.15;
const MOST_MEMORY = 1.2;
/** Where the plot of the last whole run is. */
const PLOT = join(__dirname, '..', '..', 'bench', 'long-runs.svg');

/** Time and memory of runs over more and more items. */
export const longRuns: Part['take'] = async (setting, { quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-long-runs-'));
  process.env.TEST_SERVERS = join(folder, 'servers.json');
  writeFileSync(process.env.TEST_SERVERS, serversOf(setting));
  const counts = quick ? COUNTS.map((count) => count / 10) : COUNTS;
  const lines: Line[] = [];
  const figures: Figure[] = [];
  try {
    for (const scenario of SCENARIOS) {
      const runs: Array<[count: number, measured: Measured]> = [];
      for (const count of counts) runs.push([count, await measure({ scenario, count })]);
      lines.push({
        name: scenario,
        points: runs.map(([count, { milliseconds }]) => [count, milliseconds / count]),
      });
      figures.push(...judge(scenario, runs, quick));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!quick) writeFileSync(PLOT, toLineSvg('Milliseconds an item, over the number of items', lines));
  return figures;
};

function judge(scenario: string, runs: Array<[number, Measured]>, quick: boolean): Figure[] {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return [];
  const timeOf = ([count, { milliseconds }]: [number, Measured]): number => milliseconds / count;
  const [count, { held, peak }] = last;
  const many = count.toLocaleString('en');
  const memory = Math.max(0, peak - ROOM) / held;
  return [
    ...runs.map((run) => figure(`${run[0].toLocaleString('en')} ${scenario}, each`, timeOf(run), 'ms')),
    figure(
      `Time of one of ${many} ${scenario}, against one of ${first[0].toLocaleString('en')}`,
      timeOf(last) / timeOf(first),
      'times',
      quick ? undefined : MOST_TIME,
    ),
    figure(
      `Memory of ${many} ${scenario} at its peak, but for 8 MB, against their input and output`,
      memory,
      'times',
      quick ? undefined : MOST_MEMORY,
    ),
  ];
}

function serversOf({ direct, folder }: Setting): string {
  const { url, token } = direct.directus;
  const mail = join(folder, 'directus12', 'mail.txt');
  return JSON.stringify({ directus: { url, adminToken: token, mail } });
}
