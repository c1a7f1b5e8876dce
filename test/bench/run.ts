import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { parts } from '../../sandbox/parts';
import { table } from '../../sandbox/summary';
import { contest, runOnce, type Effort, type Result } from './contest';
import type { Figure } from './figure';
import { floor } from './floor';
import { descriptions, loadedAtStart, loadedLater } from './loading';
import { memoryOfList } from './memory';
import { writeReport } from './output';
import { breakdown } from './profile';
import { missed, summaryOf, toRows, type Report } from './report';
import type { Row } from './row';
import { rows } from './rows';
import { startSetting, type Setting } from './setting';
import { MEASURED } from './workflow';

const USAGE = `npm run bench -- [options]
  --quick          a tenth of the items and one round, to try the benchmark itself; writes nothing unless told where to
  --rows <text>    only the rows whose name matches this regular expression
  --profile        tells for every row where the time of our node goes, not only for those that miss their limit
  --output <path>  folder to write to instead of bench
  --check          exits with 1 when a limit is missed
`;

const ROUNDS = 5;
const LIST_ROWS = 100_000;

interface Options {
  quick: boolean;
  rows: RegExp;
  profile: boolean;
  output?: string;
  check: boolean;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  const setting = await startSetting();
  let report: Report;
  try {
    report = await measure(setting, options);
  } finally {
    await setting.stop();
  }
  say(...table(toRows(report)));
  if (options.output !== undefined) await writeReport(report, options.output);
  if (options.check && missed(report).length > 0) process.exitCode = 1;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rows: { type: 'string', default: '' },
      profile: { type: 'boolean', default: false },
      output: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    say(USAGE);
    return undefined;
  }
  const { quick, profile, check, rows: pattern } = values;
  // A part of the benchmark must not replace what the whole one found.
  const folder = quick || pattern !== '' ? undefined : join(__dirname, '..', '..', 'bench');
  return { quick, profile, check, rows: new RegExp(pattern, 'i'), output: values.output ?? folder };
}

async function measure(setting: Setting, options: Options): Promise<Report> {
  const rounds = options.quick ? 1 : ROUNDS;
  const effort: Effort = { rounds, items: ({ items }) => (options.quick ? items / 10 : items) };
  const figures: Figure[] = [await loadedAtStart(setting), ...(await descriptions(setting))];
  const results: Result[] = [];
  for (const row of rows.filter(({ work }) => options.rows.test(work))) {
    results.push(await measureRow(setting, row, effort, options.profile));
  }
  figures.push(await loadedLater(setting));
  figures.push(...(await memoryOfList(setting, options.quick ? LIST_ROWS / 10 : LIST_ROWS)));
  figures.push(...(await floor(setting, rounds)));
  return {
    date: new Date().toISOString().slice(0, 10),
    versions: {
      n8n: parts.n8n.version,
      Directus: parts.directus12.version,
      'Node of n8n': parts.node24.version,
    },
    processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`,
    rounds,
    isRealZitadel: setting.isRealZitadel,
    results,
    figures,
  };
}

async function measureRow(setting: Setting, row: Row, effort: Effort, profiled: boolean): Promise<Result> {
  say(`${effort.items(row)} ${row.work}…`);
  const result = await contest(setting, row, effort);
  say(`    ${summaryOf(result)}`);
  if (result.failed !== undefined || (result.met && !profiled)) return result;
  return { ...result, breakdown: await profileRow(setting, row, effort.items(row)) };
}

/** Where the time of our node goes, in a run that does not count: being looked at takes time too. */
async function profileRow(setting: Setting, row: Row, count: number): Promise<string[]> {
  const { probe } = setting;
  await probe.startProfile();
  const run = runOnce(setting, row, row.ours(setting), count);
  const recorded = await run.then(
    () => probe.stopProfile(),
    () => probe.stopProfile(),
  );
  const runs = (await run).execution.runs(MEASURED);
  const lines = runs.flatMap(({ startTime, executionTime }) =>
    runs.length === 1 ? breakdown(recorded, { began: startTime, took: executionTime }) : [],
  );
  for (const line of lines) say(`    ${line}`);
  return lines;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
