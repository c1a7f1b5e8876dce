import { InputError } from '../errors';
import type { Json } from '../json';
import { isObject, wholeNumber } from '../parse';
import type { Operation } from './operation';
import type { ItemContext } from './parameters';

const PRESET_LIMIT = 50;
const PRESET_TIMEOUT = 60_000;
const PRESET_RETRIES = 3;
const MOST_RETRIES = 10;
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

/** Milliseconds that one request may take, from "Options". */
export function readTimeout(options: unknown): number {
  return wholeNumber(
    'Timeout',
    isObject(options) ? options.timeout : undefined,
    PRESET_TIMEOUT,
    MOST_TIMEOUT,
  );
}

/** How often a request is sent again after something went wrong, from "Options". */
export function readRetries(options: unknown): number {
  const given = isObject(options) ? options.retries : undefined;
  if (given === undefined || given === null || given === '') return PRESET_RETRIES;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= MOST_RETRIES)
    return given;
  throw new InputError('Retries: expected a whole number', `Write a whole number from 0 to ${MOST_RETRIES}.`);
}
