import type { Json } from '../json';
import { isObject, wholeNumber } from '../parse';
import type { Operation } from './operation';
import type { ItemContext } from './parameters';

const PRESET_LIMIT = 50;
const PRESET_TIMEOUT = 60_000;
/** Timers that are set for longer go off at once. */
const MOST_TIMEOUT = 2 ** 31 - 1;

/** How much of a list is wanted. */
export interface ListSettings {
  /** Most rows; Infinity for all. */
  most: number;
}

/**
 * How many rows of a list an item wants: the request's own limit, else Return All and Limit.
 *
 * @param own limit in the request itself; 0 and -1 mean all
 */
export function readListSettings<Row extends Operation>(
  item: ItemContext<Row>,
  own: Json | undefined,
): ListSettings {
  if (own !== undefined && own !== null) {
    const limit = Number(own);
    return { most: limit <= 0 ? Infinity : limit };
  }
  if (item.parameter('returnAll') === true) return { most: Infinity };
  return { most: wholeNumber('Limit', item.parameter('limit'), PRESET_LIMIT) };
}

/** How long a single request may take, in milliseconds, from "Options". */
export function readTimeout(options: unknown): number {
  return wholeNumber(
    'Timeout',
    isObject(options) ? options.timeout : undefined,
    PRESET_TIMEOUT,
    MOST_TIMEOUT,
  );
}
