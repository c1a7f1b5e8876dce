import { InputError, ServiceError } from '../../shared/errors';
import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { isForbidden, namesField, UNREADABLE_UPDATE } from '../reply/records';
import { toRows } from '../reply/rows';
import { callDirectus } from './client';
import { assertNoOtherSides } from './keyLists';
import { toPath } from './path';
import type { Sending } from './sending';

/** What Directus takes for a change of several records where a collection is no singleton. */
const SEVERAL = ['data', 'keys', 'query'];

/**
 * Reads the only item of a singleton.
 *
 * @throws InputError where the collection is a list
 */
export async function getSingleton(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const path = toPath(operation.path, input.parameters);
  const item = await callDirectus(connection, { verb: 'GET', path, query: input.query });
  return toRows(onlyItem(sending, item) ?? {});
}

/**
 * Changes the only item of a singleton, after making sure that the collection is one.
 *
 * @throws InputError where the collection is a list
 */
export async function updateSingleton(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const { data, query } = input;
  await assertNoOtherSides(sending);
  const path = toPath(operation.path, input.parameters);
  const known = await callDirectus(connection, { verb: 'GET', path, query: { ...query, limit: 1 } }).catch(
    (error: unknown) => {
      const isPlain = isObject(data) && SEVERAL.every((name) => data[name] === undefined);
      if (!isForbidden(error) || namesField(error) || !isPlain) throw error;
      return undefined;
    },
  );
  onlyItem(sending, known);
  const changed = await callDirectus(connection, { verb: 'PATCH', path, query, body: data });
  return toRows(changed ?? UNREADABLE_UPDATE);
}

/**
 * Puts into the place of an error that the collection is a singleton, where that is why: Directus itself only says that it
 * has no such route or record.
 *
 * @returns the error to raise
 */
export async function orSingleton(error: unknown, sending: Sending): Promise<unknown> {
  const { connection, operation, input, schema } = sending;
  const isRefused =
    error instanceof ServiceError && ['FORBIDDEN', 'ROUTE_NOT_FOUND'].includes(error.refusal.code);
  if (!isRefused || operation.records !== ':collection') return error;
  const isOne = await schema.isSingleton(connection, input.parameters.collection ?? '');
  return isOne ? isSingleton(sending) : error;
}

/** The error for an operation on lists where the collection is a singleton. */
export function isSingleton({ input }: Sending): InputError {
  return new InputError(
    `The collection "${input.parameters.collection ?? ''}" is a singleton, it has one item only`,
    'Use Get Singleton and Update Singleton.',
  );
}

function onlyItem({ input }: Sending, reply: Json | undefined): Json | undefined {
  if (!Array.isArray(reply)) return reply;
  throw new InputError(
    `The collection "${input.parameters.collection ?? ''}" is no singleton, it has many items`,
    'Use Get Many, Get and Update.',
  );
}
