import type { IDataObject } from 'n8n-workflow';

import type { Json, JsonObject } from '../json';
import type { Outcome } from './call';

/** An item that was done though its node stopped: its place in the input, and the ID of what it is about. */
export interface DoneItem extends IDataObject {
  item: number;
  id?: string | number;
}

/** Most IDs that an error's text names; its details have all. */
const MOST_NAMED = 20;

/** The items that were done, in input order. */
export function doneItems(outcomes: ReadonlyMap<number, Outcome>): DoneItem[] {
  return [...outcomes]
    .sort(([a], [b]) => a - b)
    .flatMap(([item, outcome]) => {
      if ('error' in outcome) return [];
      const id = idOf(outcome.reply[0]?.json ?? {});
      return [{ item, ...(id !== undefined && { id }) }];
    });
}

/** Says how many items were done before the node stopped, and which records they are about. */
export function describeDone(done: readonly DoneItem[], count: number): string {
  if (done.length === 0) return `None of the ${count} items was done.`;
  const ids = done.flatMap(({ id }) => (id === undefined ? [] : [String(id)]));
  const more = ids.length > MOST_NAMED ? ', …' : '';
  const named = ids.length === 0 ? '' : `: ${ids.slice(0, MOST_NAMED).join(', ')}${more}`;
  return `${done.length} of the ${count} items ${done.length === 1 ? 'was' : 'were'} done all the same${named}.`;
}

/** The ID of a record: its `id`, or the first field that is named as one. */
function idOf(record: JsonObject): string | number | undefined {
  const names = ['id', ...Object.keys(record).filter((name) => /^(key|code|.+Id)$/.test(name))];
  return names.map((name) => record[name]).find(isId);
}

function isId(value: Json | undefined): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
