import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { checkRegularly } from './checking/trigger';
import { toTriggerError } from './errors';
import { readSettings } from './settings';

/** Begins to check regularly. What comes by a flow comes by the webhook, and needs nothing here. */
export async function startTrigger(context: ITriggerFunctions): Promise<ITriggerResponse | undefined> {
  try {
    const settings = readSettings(context);
    return settings.delivery === 'checking' ? await checkRegularly(context, settings) : undefined;
  } catch (error) {
    throw toTriggerError(context.getNode(), error);
  }
}
