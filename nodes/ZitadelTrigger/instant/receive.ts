import { createHash } from 'node:crypto';

import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { guardAnswer } from '../call/respond';
import { toCall } from '../call/call';
import { readCallSettings } from '../call/settings';
import { fromDelivery, isWanted, keyOf } from '../event';
import { requestOf, responseOf } from '../http';
import { toOutput } from '../output';
import { connect } from '../server';
import { readDelivery, readEventSettings } from '../settings';
import { type CurrentKey, SigningKeys } from './keys';
import { Replays } from './replays';
import { checkSignature } from './signature';
import { readTarget } from './target';

const SIGNATURE = 'zitadel-signature';
/** Equal calls of one second have the same signature; they come within this time, in milliseconds. */
const TWINS_WITHIN = 1_500;

/** What is known of the targets that have called this process, by their IDs. */
const targets = new Map<string, { keys: SigningKeys; replays: Replays }>();

/**
 * Takes what Zitadel sends to the node's target. What is not signed by it, is too old or was here before is answered with
 * 401 and starts nothing.
 */
export async function receive(webhook: IWebhookFunctions): Promise<IWebhookResponseData> {
  const body = await readSigned(webhook);
  if (body === undefined) return answer(webhook, 401);
  return readDelivery(webhook) === 'call' ? receiveCall(webhook, body) : await receiveEvent(webhook, body);
}

async function receiveEvent(webhook: IWebhookFunctions, body: JsonObject): Promise<IWebhookResponseData> {
  const event = fromDelivery(body);
  if (event === undefined) return answer(webhook, 400);
  if (!knownOf(webhook).replays.isFirst(keyOf(event))) return answer(webhook, 401);
  // Zitadel is told at once: while it waits for one event, it does not send the next.
  answer(webhook, 200);
  const settings = readEventSettings(webhook);
  if (!isWanted(event, settings)) return { noWebhookResponse: true };
  const json = await toOutput(
    event,
    settings,
    async (...call) => await (await connect(webhook)).ask(...call),
  ).catch(async (error: unknown) => {
    webhook.logger.warn(`The user of an event of Zitadel could not be read: ${String(error)}`);
    return await toOutput(event, { ...settings, includeUser: false }, () => Promise.resolve({}));
  });
  return started(json);
}

function receiveCall(webhook: IWebhookFunctions, body: JsonObject): IWebhookResponseData {
  const { replays } = knownOf(webhook);
  if (!replays.isFirst(signedIn(webhook, body), TWINS_WITHIN)) return answer(webhook, 401);
  const { moment, waits } = readCallSettings(webhook);
  const call = toCall(body, moment);
  if (!waits) {
    answer(webhook, 200);
    return started(call);
  }
  guardAnswer(responseOf(webhook), moment, call.fullMethod, (problem) => {
    webhook.logger.warn(`"${webhook.getNode().name}" could not use the answer of the workflow: ${problem}`);
  });
  return { workflowData: [[{ json: call }]] };
}

/** What a signature was made of, in short: its time and the body. */
function signedIn(webhook: IWebhookFunctions, body: JsonObject): string {
  const time = /^t=\d+/.exec(String(requestOf(webhook).headers[SIGNATURE]))?.[0] ?? '';
  return createHash('sha256')
    .update(`${time} ${JSON.stringify(body)}`)
    .digest('base64url');
}

/** The body, where it is signed by the node's target. */
async function readSigned(webhook: IWebhookFunctions): Promise<JsonObject | undefined> {
  const request = requestOf(webhook);
  // Other bodies have no bytes to check, and Zitadel sends none.
  if (request.contentType !== undefined && !request.contentType.includes('json')) return undefined;
  await request.readRawBody();
  const bytes = request.rawBody ?? Buffer.alloc(0);
  const header = request.headers[SIGNATURE];
  const { keys } = knownOf(webhook);
  const read = (): Promise<CurrentKey | undefined> => readKey(webhook);
  if (keys.isUnread) await keys.refresh(read);
  else if (keys.isStale) void keys.refresh(read);
  if (checkSignature(header, bytes, keys.good) === undefined) {
    // Somebody may have replaced the key a moment ago.
    await keys.refresh(read);
    if (checkSignature(header, bytes, keys.good) === undefined) return undefined;
  }
  return parse(bytes);
}

function parse(bytes: Buffer): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

async function readKey(webhook: IWebhookFunctions): Promise<CurrentKey | undefined> {
  const { ask } = await connect(webhook);
  const target = await readTarget(ask, targetIdOf(webhook));
  return target && { key: target.signingKey, changed: target.changed };
}

function knownOf(webhook: IWebhookFunctions): { keys: SigningKeys; replays: Replays } {
  const id = targetIdOf(webhook);
  const { signingKey } = webhook.getWorkflowStaticData('node');
  let known = targets.get(id);
  if (known === undefined) {
    const kept = typeof signingKey === 'string' ? [{ key: signingKey }] : [];
    known = { keys: new SigningKeys(kept), replays: new Replays() };
    // Without a target there is nothing to remember, and nothing that could be right.
    if (id !== '') targets.set(id, known);
  }
  return known;
}

function targetIdOf(webhook: IWebhookFunctions): string {
  const { targetId } = webhook.getWorkflowStaticData('node');
  return typeof targetId === 'string' ? targetId : '';
}

function answer(webhook: IWebhookFunctions, status: number): IWebhookResponseData {
  responseOf(webhook).status(status).end();
  return { noWebhookResponse: true };
}

function started(json: INodeExecutionData['json']): IWebhookResponseData {
  return { noWebhookResponse: true, workflowData: [[{ json }]] };
}
