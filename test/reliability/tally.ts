import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from '../support/engine';
import { failureOf, pairsOf } from '../support/results';

/** What the server has of an item after a run. */
export interface State {
  /** How many records the item has made; 1 for one that was there before. */
  count: number;
  /** Whether the server is as an item that was done leaves it. */
  isDone: boolean;
}

/** What became of the items of a run. */
export interface Figures {
  items: number;
  faults: number;
  done: number;
  /** Items that failed, and said so. */
  failed: number;
  /** Items of which it is said that nobody knows. */
  unknown: number;
  /** Items without an outcome. */
  lost: number;
  /** Items that took effect more than once. */
  doubled: number;
  /** Items whose outcome is not what the server has. */
  untrue: number;
}

/** Compares what a node put out with what the server has. */
export function tally(
  { items }: NodeResult,
  states: readonly State[],
  faults: number,
  isRight: (row: IDataObject, index: number) => boolean = () => true,
): Figures {
  const pairs = pairsOf({ items });
  const figures = {
    items: states.length,
    faults,
    done: 0,
    failed: 0,
    unknown: 0,
    lost: 0,
    doubled: 0,
    untrue: 0,
  };
  states.forEach(({ count, isDone }, index) => {
    const places = pairs.flatMap((pair, place) => (pair === index ? [place] : []));
    const row = items[places[0] ?? -1]?.json;
    if (count > 1) figures.doubled++;
    if (row === undefined || places.length > 1) {
      figures.lost++;
      return;
    }
    const failure = failureOf(row);
    if (failure === undefined) {
      figures.done++;
      if (!isDone || !isRight(row, index)) figures.untrue++;
    } else if (failure.code === 'OUTCOME_UNKNOWN') figures.unknown++;
    else {
      figures.failed++;
      if (isDone) figures.untrue++;
    }
  });
  return figures;
}

/** Figures of several runs as a table. */
export function asTable(rows: ReadonlyMap<string, Figures>): string {
  const names = ['items', 'faults', 'done', 'failed', 'unknown', 'lost', 'doubled', 'untrue'] as const;
  const lines = [...rows].map(([name, figures]) => [name, ...names.map((column) => String(figures[column]))]);
  const all = [['operation', ...names], ...lines];
  return all
    .map(([name = '', ...cells]) => name.padEnd(32) + cells.map((cell) => cell.padStart(9)).join(''))
    .join('\n');
}
