import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import { describe, isObject } from '../parse';

/** "Options" entry of creations. */
export const IF_EXISTS: INodeProperties = {
  displayName: 'If It Exists Already',
  name: 'ifExists',
  type: 'options',
  default: 'fail',
  options: [
    { name: 'Fail', value: 'fail', description: 'Fail with the error of the service' },
    { name: 'Keep It', value: 'keep', description: 'Output what exists, without changing it' },
    { name: 'Update It', value: 'update', description: 'Update what differs' },
  ],
  description: 'What to do if it already exists. The output says in "outcome" what was done.',
};

/** "Options" entry of removals. */
export const IF_GONE: INodeProperties = {
  displayName: 'If It Is Gone Already',
  name: 'ifGone',
  type: 'options',
  default: 'fail',
  options: [
    { name: 'Fail', value: 'fail', description: 'Fail with the error of the service' },
    { name: 'Ignore', value: 'ignore', description: 'Continue as if it had just been removed' },
  ],
  description: 'What to do if it no longer exists. The output says in "outcome" what was done.',
};

/** "Options" entry of changes. */
export const IF_UNCHANGED: INodeProperties = {
  displayName: 'If Nothing Changes',
  name: 'ifUnchanged',
  type: 'options',
  default: 'fail',
  options: [
    { name: 'Fail', value: 'fail', description: 'Fail with the error of the service' },
    { name: 'Ignore', value: 'ignore', description: 'Continue as if it had just been changed' },
  ],
  description:
    'What to do if the service rejects a change because nothing would change. The output says in "outcome" what was done.',
};

/** What an item's options say about what is there already; what they leave out is not there. */
export interface RepeatOptions {
  ifExists?: 'fail' | 'keep' | 'update';
  ifGone?: 'fail' | 'ignore';
  ifUnchanged?: 'fail' | 'ignore';
}

/** Which of these options an operation has a use for. */
export type RepeatUses = Readonly<Record<keyof RepeatOptions, boolean>>;

/**
 * Reads "If It Exists Already", "If It Is Gone Already" and "If Nothing Changes".
 *
 * @param operation name of the operation, for the error
 * @throws InputError for an unknown choice, or one that the operation has no use for
 */
export function readRepeatOptions(options: unknown, uses: RepeatUses, operation: string): RepeatOptions {
  const read: RepeatOptions = {};
  for (const property of [IF_EXISTS, IF_GONE, IF_UNCHANGED]) {
    const value = isObject(options) ? options[property.name] : undefined;
    if (value === undefined || value === null || value === '') continue;
    const choices = (property.options ?? []).map((option) => ('value' in option ? option.value : ''));
    if (typeof value !== 'string' || !choices.includes(value)) {
      throw new InputError(
        `${property.displayName} (${property.name}): ${describe(value)} is not a choice`,
        `Write one of: ${choices.join(', ')}.`,
      );
    }
    if (!uses[property.name as keyof RepeatOptions]) {
      throw new InputError(
        `${property.displayName} does not go with ${operation}`,
        'Remove it from Options, or choose an operation that it is made for.',
      );
    }
    Object.assign(read, { [property.name]: value });
  }
  return read;
}
