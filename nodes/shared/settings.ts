import type { ItemContext } from './context';
import { InputError } from './errors';
import type { Json, Operation } from './operation';
import { describe, isObject } from './parse';

const PRESET_LIMIT = 50;
const PRESET_TIMEOUT = 60_000;

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
  return wholeNumber('Timeout', isObject(options) ? options.timeout : undefined, PRESET_TIMEOUT);
}

/**
 * A whole number of 1 or more out of a parameter.
 *
 * @throws InputError that names the field
 */
export function wholeNumber(field: string, value: unknown, preset: number, most = Infinity): number {
  if (value === undefined || value === null || value === '') return preset;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  const range = most === Infinity ? '1 or more' : `from 1 to ${most}`;
  throw new InputError(`${field}: expected a whole number`, `Write a whole number, ${range}.`);
}

/**
 * Text out of a parameter or credential; '' where it is not set.
 *
 * @throws InputError that names the field
 */
export function text(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw new InputError(`${field}: expected text, got ${describe(value)}`, 'Write it as text, in quotes.');
}
