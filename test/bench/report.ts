import type { Result } from './contest';
import { ROUND_TRIP, THINKING } from './doors';
import type { Figure } from './figure';

/** All that was measured. */
export interface Report {
  date: string;
  versions: Record<string, string>;
  processors: string;
  rounds: number;
  isRealZitadel: boolean;
  results: Result[];
  figures: Figure[];
}

/** Rows that failed, or went over their limit. */
export function missed({ results, figures }: Report): (Result | Figure)[] {
  return [...results, ...figures].filter(({ met }) => !met);
}

/** What a row or figure is called. */
export function nameOf(one: Result | Figure): string {
  return 'work' in one ? `${one.items} ${one.work}` : one.name;
}

/** A row in one line, for whoever watches. */
export function summaryOf({ ours, theirs, ratio, failed }: Result): string {
  if (failed !== undefined) return `failed: ${failed}`;
  return `${ratio.toFixed(2)} (${ours.times.join(', ')} ms against ${theirs.times.join(', ')} ms)`;
}

/** The report as Markdown. */
export function toMarkdown(report: Report): string {
  return [
    '# Benchmark',
    'Our nodes against n8n’s HTTP Request node, doing the same work in the same n8n. `npm run bench` makes this page.',
    '![Time of our nodes as a part of the HTTP Request node’s](results.svg)',
    toTable(
      ['Work', 'Ours', 'HTTP Request', 'Ours / theirs', 'At most', 'Connections, ours / theirs', ''],
      report.results.map(resultCells),
    ),
    toTable(['Further', 'Measured', 'At most', ''], report.figures.map(figureCells)),
    ...breakdowns(report.results),
    '## How it is measured',
    howMeasured(report)
      .map((line) => `- ${line}`)
      .join('\n'),
    '',
  ].join('\n\n');
}

/** The report's two tables as lines for a terminal. */
export function toRows({ results, figures }: Report): string[][] {
  return [
    ['Work', 'Ours', 'HTTP Request', 'Ratio', 'At most', 'Connections', ''],
    ...results.map(resultCells),
    ...figures.map((one) => {
      const [name = '', value = '', limit = '', verdict = ''] = figureCells(one);
      return [name, value, '', '', limit, '', verdict];
    }),
  ];
}

function resultCells(result: Result): string[] {
  const { ours, theirs, ratio, limit, mostConnections, failed } = result;
  const most = mostConnections === undefined ? '' : `, ${mostConnections} connections`;
  if (failed !== undefined) return [nameOf(result), '', '', '', String(limit ?? ''), '', `failed: ${failed}`];
  return [
    nameOf(result),
    `${rounded(ours.median)} ms`,
    `${rounded(theirs.median)} ms`,
    ratio.toFixed(2),
    limit === undefined ? most.replace(/^, /, '') : `${limit}${most}`,
    ours.connections === undefined ? '' : `${ours.connections} / ${theirs.connections ?? ''}`,
    verdict(result),
  ];
}

function figureCells(one: Figure): string[] {
  const limit = one.limit === undefined ? '' : `${one.limit} ${one.unit}`;
  const name = one.note === undefined ? one.name : `${one.name} (${one.note})`;
  return [name, `${rounded(one.value)} ${one.unit}`, limit, verdict(one)];
}

function verdict({ met, limit, ...rest }: Result | Figure): string {
  if (!met) return 'missed';
  return limit === undefined && !('mostConnections' in rest && rest.mostConnections) ? '' : 'met';
}

function rounded(value: number): string {
  return String(Number(value.toFixed(2)));
}

function toTable(head: string[], lines: string[][]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function breakdowns(results: Result[]): string[] {
  const broken = results.filter(({ breakdown }) => breakdown !== undefined);
  if (broken.length === 0) return [];
  return [
    '## Where the time of our node goes',
    ...broken.flatMap((result) => [
      `${nameOf(result)}:`,
      (result.breakdown ?? []).map((line) => `- ${line}`).join('\n'),
    ]),
  ];
}

function howMeasured({ date, versions, processors, rounds, isRealZitadel }: Report): string[] {
  const servers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${date}, ${processors}; ${servers.join(', ')}.`,
    'Times are n8n’s own `executionTime` of the node. Each workflow is a trigger, a node that makes the items, and the node that is measured.',
    `Ours and theirs in turn: once each to warm up, then ${rounds} times each; the table has the medians and their ratio.`,
    'Connections are the most that one run opened, counted where they arrive, the warm-up included.',
    `TLS: a proxy with a round trip of ${ROUND_TRIP} ms, handshake of TLS included, that of TCP not.`,
    isRealZitadel
      ? 'Zitadel is a real one, with nothing added to its time.'
      : `Zitadel is the stand-in, which answers at once. A proxy adds the ${THINKING} ms that a real one takes to each call, for both alike; the rows "no delay added" go without.`,
    '"One get, warm" runs the node once for each item, in a loop, and adds up: what the machinery costs when there is nothing to gain.',
    'The memory that a list needs at its peak is the least heap in which a process can read it, less what it had before.',
  ];
}
