import { InputError } from '../shared/errors';
import type { JsonObject } from '../shared/json';
import { describe, isObject } from '../shared/parse';
import type { ZitadelConnection, ZitadelRequest } from './call/client';
import { createOnce, type IfExists, recordNames } from './call/existing';
import { tolerantly } from './call/tolerant';
import type { ExistingRule } from './operation';
import { EXISTING } from './services/existing';
import { GONE_IDS, isChange, isRemoval, UNCHANGED_IDS } from './services/repeats';

/** What an item's options say about what is there already. */
export interface RepeatSettings {
  exists?: { rule: ExistingRule; ifExists: IfExists };
  ignoreGone?: boolean;
  ignoreUnchanged?: boolean;
}

/**
 * Reads "If It Exists Already", "If It Is Gone Already" and "If Nothing Changes".
 *
 * @param service value of the parameter `resource`
 * @throws InputError for an unknown choice, or one that the operation has no use for
 */
export function readRepeatSettings(service: string, method: string, options: unknown): RepeatSettings {
  const given = isObject(options) ? options : {};
  const ifExists = choice('If It Exists Already (ifExists)', given.ifExists, ['fail', 'keep', 'update']);
  const ifGone = choice('If It Is Gone Already (ifGone)', given.ifGone, ['fail', 'ignore']);
  const ifUnchanged = choice('If Nothing Changes (ifUnchanged)', given.ifUnchanged, ['fail', 'ignore']);
  const rule = EXISTING[service]?.[method];
  if (ifExists !== undefined && rule === undefined) throw useless('If It Exists Already', method);
  if (ifGone !== undefined && !isRemoval(method)) throw useless('If It Is Gone Already', method);
  if (ifUnchanged !== undefined && !isChange(method)) throw useless('If Nothing Changes', method);
  return {
    ...(ifExists !== undefined && rule !== undefined && { exists: { rule, ifExists: ifExists as IfExists } }),
    ...(ifGone !== undefined && { ignoreGone: ifGone === 'ignore' }),
    ...(ifUnchanged !== undefined && { ignoreUnchanged: ifUnchanged === 'ignore' }),
  };
}

/**
 * Sends a call as its settings say about what is there already; as it is where they say nothing.
 *
 * @param organizationId organization of the options; '' for none
 */
export async function sendRepeatable(
  settings: RepeatSettings,
  connection: ZitadelConnection,
  call: ZitadelRequest,
  organizationId: string,
  send: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const { exists, ignoreGone, ignoreUnchanged } = settings;
  if (exists !== undefined) return await createOnce({ connection, call, organizationId, ...exists }, send);
  if (ignoreGone === undefined && ignoreUnchanged === undefined) return await send();
  const tolerance = {
    connection,
    call,
    ...(ignoreGone === true && { gone: GONE_IDS }),
    ...(ignoreUnchanged === true && { unchanged: UNCHANGED_IDS }),
    done: ignoreGone === undefined ? ('updated' as const) : ('removed' as const),
  };
  return await tolerantly(tolerance, send);
}

/** What an item's creation must not be made at the same time as. */
export function creationNames(
  { exists }: RepeatSettings,
  call: ZitadelRequest,
  organizationId: string,
): string[] {
  return exists === undefined ? [] : recordNames({ call, organizationId, ...exists });
}

function choice(field: string, value: unknown, choices: readonly string[]): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && choices.includes(value)) return value;
  throw new InputError(
    `${field}: ${describe(value)} is not a choice`,
    `Write one of: ${choices.join(', ')}.`,
  );
}

function useless(field: string, method: string): InputError {
  return new InputError(
    `${field} does not go with ${method}`,
    'Remove it from Options, or choose an operation that it is made for.',
  );
}
