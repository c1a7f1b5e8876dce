import { setTimeout as wait } from 'node:timers/promises';

import type { IExecuteFunctions } from 'n8n-workflow';

import { connect } from '../connection';
import type { DirectusEvent } from '../event';
import { checkCollections } from '../instant/collections';
import type { TriggerSettings } from '../settings';
import { checkRights, readNewest, toEvents } from './activity';

/**
 * The newest event that there is, for a test; where there is none, the first that comes up.
 *
 * @returns undefined where the test was stopped
 */
export async function newestEvent(
  context: IExecuteFunctions,
  settings: TriggerSettings,
): Promise<DirectusEvent | undefined> {
  const signal = context.getExecutionCancelSignal();
  const connection = await connect(context, signal);
  await checkRights(connection);
  await checkCollections(connection, settings.collections);
  while (signal?.aborted !== true) {
    const rows = await readNewest(connection, settings);
    const [newest] = rows;
    if (newest !== undefined) return (await toEvents(connection, settings, [newest])).get(newest.id);
    await wait(settings.interval, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
