import { readRepeatOptions, type RepeatOptions } from '../shared/form/repeats';
import type { Reply } from '../shared/run/call';
import { createOnce } from './call/existing';
import { removeOnce } from './call/gone';
import { sendOne } from './call/one';
import type { Sending } from './call/sending';
import type { DirectusOperation } from './operation';
import { isRemoval } from './resources/repeats';

/**
 * Reads the options about what is there already.
 *
 * @throws InputError for an unknown choice, or one that the operation has no use for
 */
export function readRepeat(operation: DirectusOperation, options: unknown): RepeatOptions {
  const uses = { ifExists: operation.exists !== undefined, ifGone: isRemoval(operation), ifUnchanged: false };
  return readRepeatOptions(options, uses, operation.name);
}

/** Whether an item is sent alone because of what its options say. */
export function isRepeatable({ ifExists, ifGone }: RepeatOptions): boolean {
  return ifExists !== undefined || ifGone !== undefined;
}

/**
 * Sends an operation as its options say about what is there already; as it is where they say nothing.
 *
 * @param send sends it, or one record of several
 */
export async function sendRepeatable(
  { ifExists, ifGone }: RepeatOptions,
  sending: Sending,
  send: (sending: Sending) => Promise<Reply>,
): Promise<Reply> {
  const { exists } = sending.operation;
  if (ifExists !== undefined && exists !== undefined) {
    return await createOnce(sending, ifExists, exists, sending.operation.send === undefined ? send : sendOne);
  }
  if (ifGone === 'ignore') return await removeOnce(sending, send);
  const rows = await send(sending);
  if (ifGone === undefined) return rows;
  return rows.map((row) => ({ ...row, json: { ...row.json, outcome: 'removed' } }));
}
