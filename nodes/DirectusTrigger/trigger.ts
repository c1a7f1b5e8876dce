import type {
  IExecuteFunctions,
  INodeExecutionData,
  ITriggerFunctions,
  ITriggerResponse,
} from 'n8n-workflow';

import { newestEvent } from './checking/sample';
import { checkRegularly } from './checking/trigger';
import { toTriggerError } from './errors';
import { readSettings, type TriggerSettings } from './settings';

/**
 * Begins to check regularly. What comes by a flow comes by the webhook and needs nothing here; without any response n8n would
 * take the trigger for one that has stopped, and register it again every few seconds.
 */
export async function startTrigger(context: ITriggerFunctions): Promise<ITriggerResponse> {
  try {
    const settings = readSettings(context);
    return settings.delivery === 'checking' ? await checkRegularly(context, settings) : {};
  } catch (error) {
    throw toTriggerError(context.getNode(), error);
  }
}

/**
 * Gives what the node was started with. Where a person tries it out, and it would check regularly, it gives the newest event:
 * n8n would otherwise run a trigger that has a webhook as if it had none.
 */
export async function passOn(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  try {
    const settings: TriggerSettings = readSettings({
      getNodeParameter: (name, preset): unknown => context.getNodeParameter(name, 0, preset),
    });
    const isTest = context.getMode() === 'manual' && settings.delivery === 'checking';
    if (!isTest) return [context.getInputData()];
    const event = await newestEvent(context, settings);
    return [event === undefined ? [] : context.helpers.returnJsonArray([event])];
  } catch (error) {
    throw toTriggerError(context.getNode(), error);
  }
}
