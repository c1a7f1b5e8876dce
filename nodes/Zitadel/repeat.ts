import { readRepeatOptions, type RepeatOptions } from '../shared/form/repeats';
import type { JsonObject } from '../shared/json';
import type { ZitadelRequest } from './call/client';
import { createOnce, type Creation, recordNames } from './call/existing';
import { tolerantly } from './call/tolerant';
import type { ExistingRule } from './operation';
import { GONE_IDS, UNCHANGED_IDS } from './reply/doneIds';
import { EXISTING } from './services/existing';
import { isChange, isRemoval } from './services/repeats';

/** What an item's options say about what is there already, with how its creation is told from it. */
export interface RepeatSettings extends RepeatOptions {
  rule?: ExistingRule;
}

/**
 * Reads the options about what is there already.
 *
 * @param service value of the parameter `resource`
 * @throws InputError for an unknown choice, or one that the operation has no use for
 */
export function readRepeatSettings(service: string, method: string, options: unknown): RepeatSettings {
  const rule = EXISTING[service]?.[method];
  const uses = { ifExists: rule !== undefined, ifGone: isRemoval(method), ifUnchanged: isChange(method) };
  return { ...readRepeatOptions(options, uses, method), rule };
}

/** Sends a call as its settings say about what is there already; as it is where they say nothing. */
export async function sendRepeatable(
  settings: RepeatSettings,
  sending: Pick<Creation, 'connection' | 'call' | 'organizationId' | 'wasMade'>,
  send: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const { ifExists, ifGone, ifUnchanged, rule } = settings;
  const { connection, call } = sending;
  if (ifExists !== undefined && rule !== undefined) {
    return await createOnce({ ...sending, ifExists, rule }, send);
  }
  if (ifGone === undefined && ifUnchanged === undefined) return await send();
  const tolerance = {
    connection,
    call,
    ...(ifGone === 'ignore' && { gone: GONE_IDS }),
    ...(ifUnchanged === 'ignore' && { unchanged: UNCHANGED_IDS }),
    done: ifGone === undefined ? ('updated' as const) : ('removed' as const),
  };
  return await tolerantly(tolerance, send);
}

/** What an item's creation must not be made at the same time as. */
export function creationNames(
  { ifExists, rule }: RepeatSettings,
  call: ZitadelRequest,
  organizationId: string,
): string[] {
  return ifExists === undefined || rule === undefined ? [] : recordNames({ call, organizationId, rule });
}
