import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { parts as servers } from '../../sandbox/parts';
import { table } from '../../sandbox/summary';
import { contest, runOnce, type Effort, type Result } from './contest';
import type { Figure } from './figure';
import { writeReport } from './output';
import type { Part } from './part';
import { firstParts, lastParts } from './parts';
import { breakdown } from './profile';
import { missed, nameOf, summaryOf, toRows, type Report } from './report';
import type { Row } from './row';
import { rows } from './rows';
import { startSetting, type Setting } from './setting';
import { MEASURED } from './workflow';

const USAGE = `npm run bench -- [options]
  --only <text>    only the rows and figures whose name holds this text, e.g. --only "creates"
  --quick          a tenth of the items and one round, to try the benchmark itself: ratios have no limit then
  --profile        tells for every row where the time of our node goes, not only for those that miss their limit
  --output <path>  folder to write to instead of bench; without it, a part of the benchmark writes nothing
It exits with 1 when a limit is missed.
`;

const ROUNDS = 5;

interface Options {
  quick: boolean;
  only: string;
  profile: boolean;
  /** Folder to write to; undefined to write nothing. */
  output: string | undefined;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  const began = Date.now();
  const setting = await startSetting();
  let report: Report;
  try {
    report = await measure(setting, options);
  } finally {
    await setting.stop();
  }
  say('', ...table(toRows(report)), '');
  if (options.output !== undefined) {
    await writeReport(report, options.output);
    say(`Written to ${options.output}`);
  }
  const failures = missed(report).map(nameOf);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  say(failures.length === 0 ? `All limits met (${minutes} min)` : `Missed (${minutes} min):`, ...failures);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      profile: { type: 'boolean', default: false },
      output: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    say(USAGE);
    return undefined;
  }
  const { quick, profile, only } = values;
  // A part of the benchmark must not replace what the whole one found.
  const folder = quick || only !== '' ? undefined : join(__dirname, '..', '..', 'bench');
  return { quick, profile, only: only.toLowerCase(), output: values.output ?? folder };
}

async function measure(setting: Setting, { quick, only, profile }: Options): Promise<Report> {
  const rounds = quick ? 1 : ROUNDS;
  const effort: Effort = { rounds, items: ({ items }) => (quick ? items / 10 : items) };
  const isWanted = (name: string): boolean => name.toLowerCase().includes(only);
  const results: Result[] = [];
  const figures: Figure[] = [];
  const take = async (parts: readonly Part[]): Promise<void> => {
    for (const part of parts) {
      if (!isWanted(part.name) || (part.onlyByName === true && only === '')) continue;
      say(`${part.name}…`);
      figures.push(...(await part.take(setting, { rounds, quick })));
    }
  };
  await take(firstParts);
  for (const row of rows.filter(({ work }) => isWanted(work))) {
    results.push(await measureRow(setting, row, effort, profile));
  }
  await take(lastParts);
  if (results.length + figures.length === 0) throw new Error(`Nothing is called "${only}"`);
  return {
    date: new Date().toISOString().slice(0, 10),
    versions: {
      n8n: servers.n8n.version,
      Directus: servers.directus12.version,
      'Node of n8n': servers.node24.version,
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
  const lines = breakdown(
    recorded,
    runs.map(({ startTime, executionTime }) => ({ began: startTime, took: executionTime })),
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
