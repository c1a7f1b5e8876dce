import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answer, responseOf } from '../../shared/trigger/answer';
import { isSecret } from '../../shared/trigger/secret';
import { connect } from '../connection';
import { toTriggerError } from '../errors';
import type { DirectusEvent } from '../event';
import { readSettings, type TriggerSettings } from '../settings';
import { confirm } from './confirm';
import { readDelivery } from './delivery';
import { SECRET_HEADER } from './flow';
import { HERE } from './reach';
import { registeredOf } from './registration';

/** The webhook that Directus asks to see whether it can reach n8n. */
export const REACH_WEBHOOK = 'setup';

/** Takes what a flow sends: a right one starts an execution, a forged one is refused without one. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  if (context.getWebhookName() === REACH_WEBHOOK) {
    answer(context, 200, HERE);
    return { noWebhookResponse: true };
  }
  const { secret, hidden } = registeredOf(context);
  if (!isSecret(context.getHeaderData()[SECRET_HEADER.toLowerCase()], secret)) {
    answer(context, 401, { message: 'The secret of the flow is wrong' });
    return { noWebhookResponse: true };
  }
  const settings = readSettings(context);
  const event = readDelivery(context.getBodyData(), settings, hidden);
  if (settings.delivery === 'before') return hold(context, settings, event);
  // Directus does not wait for the answer to what has happened.
  answer(context, 204);
  const events = await confirmed(context, settings, event);
  if (events.length === 0) return { noWebhookResponse: true };
  return { noWebhookResponse: true, workflowData: [context.helpers.returnJsonArray(events)] };
}

async function confirmed(
  context: IWebhookFunctions,
  settings: TriggerSettings,
  event: DirectusEvent | undefined,
): Promise<DirectusEvent[]> {
  if (event === undefined) return [];
  if (!settings.confirm) return [event];
  try {
    return await confirm(await connect(context), event);
  } catch (error) {
    throw toTriggerError(context.getNode(), error);
  }
}

/** Starts the workflow whose last node answers, and lets go of the change when that takes too long. */
function hold(
  context: IWebhookFunctions,
  { answerWithin }: TriggerSettings,
  event: DirectusEvent | undefined,
): IWebhookResponseData {
  if (event === undefined) {
    answer(context, 200, {});
    return { noWebhookResponse: true };
  }
  const response = responseOf(context);
  const timer = setTimeout(() => response.socket?.destroy(), answerWithin);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
  return { workflowData: [context.helpers.returnJsonArray([event])] };
}
