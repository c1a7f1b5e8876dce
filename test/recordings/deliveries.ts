import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ask, textAt } from './admin-api';
import { callHttp } from './clients';
import { type Arrival, type Receiver, type Reply, startReceiver } from './receiver';
import type { Json, JsonObject } from './recording';
import type { TestServer } from './server';
import { compare, type Values } from './values';

interface Delivery extends Arrival {
  signingKey: string;
}

interface DeliveryRecording {
  requestTargetChangedTheEmailTo: Json;
  setEmailWith200: number;
  setEmailWith500: { status: number; response: Json };
  setEmailWithForwarded403: { status: number; response: Json };
  deliveries: Delivery[];
}

/** What happened, and what the targets were told of it. */
export interface DeliveryRun {
  values: Values;
  signingKeys: Record<string, string>;
  arrivals: Arrival[];
  /** The three answers to setEmail. */
  answers: { status: number; json?: Json }[];
  email: Json;
}

const userService = '/zitadel.user.v2.UserService';
const conditions: readonly { part: JsonObject; targets: string[] }[] = [
  { part: { event: { group: 'user.human' } }, targets: ['event'] },
  { part: { response: { method: `${userService}/RegisterTOTP` } }, targets: ['response', 'async'] },
  { part: { request: { method: `${userService}/SetEmail` } }, targets: ['request'] },
];
const kinds: Record<string, JsonObject> = {
  event: { restWebhook: {} },
  response: { restWebhook: {} },
  async: { restAsync: {} },
  request: { restCall: { interruptOnError: true } },
};
const patienceMs = 10_000;

export const deliveryRecording = JSON.parse(
  readFileSync(join(__dirname, 'webhook-deliveries.json'), 'utf8'),
) as DeliveryRecording;

/** Does what was done when the deliveries were recorded, with targets of its own that are gone afterwards. */
export async function replayDeliveries(
  server: TestServer,
  values: Values,
  run: string,
): Promise<DeliveryRun> {
  const receiver = await startReceiver(replyOf(run));
  const targets = await createTargets(server, receiver, run);
  try {
    return { ...(await act(server, receiver, values, run)), signingKeys: targets.signingKeys };
  } finally {
    for (const { part } of conditions) await setExecution(server, part, []);
    for (const id of Object.values(targets.ids)) await ask(server, 'DELETE', `/v2/actions/targets/${id}`);
    await receiver.stop();
  }
}

/** Compares what one target was told with what was recorded of it. */
export function compareDeliveries(run: DeliveryRun, target: string): string[] {
  const recorded = deliveryRecording.deliveries.filter((delivery) => delivery.target === target);
  const now = run.arrivals.filter((arrival) => arrival.target === target);
  const counts = recorded.length === now.length ? [] : [`recorded ${recorded.length}, now ${now.length}`];
  return [
    ...counts,
    ...recorded.flatMap((delivery, index) => {
      const arrival = now[index];
      if (!arrival) return [];
      const body = JSON.parse(withoutOrigin(delivery.body)) as Json;
      const { 'zitadel-signature': _, ...headers } = delivery.headers;
      const given = Object.fromEntries(
        Object.keys(headers).map((name) => [name, arrival.headers[name] ?? '']),
      );
      return [
        ...compare(body, JSON.parse(arrival.body) as Json, run.values, `delivery ${index}`),
        ...compare(headers as JsonObject, given, run.values, `headers ${index}`),
        ...checkSignature(arrival, run.signingKeys[target] ?? ''),
      ];
    }),
  ];
}

/** Checks that a body was signed with a key. */
export function checkSignature({ headers, body }: Arrival, signingKey: string): string[] {
  const [, time, ...signatures] = (headers['zitadel-signature'] ?? '').split(/,?(?:t|v1)=/);
  const right = createHmac('sha256', signingKey).update(`${time}.${body}`).digest('hex');
  return signatures.includes(right) ? [] : ['the signature does not fit'];
}

/** Compares the answer to one setEmail. */
export function compareAnswer(
  recorded: { status: number; response?: Json },
  answer: DeliveryRun['answers'][number] | undefined,
): string[] {
  const status =
    recorded.status === answer?.status ? [] : [`recorded ${recorded.status}, now ${answer?.status}`];
  return [
    ...status,
    ...(recorded.response === undefined ? [] : compare(recorded.response, answer?.json, {})),
  ];
}

/** A recorded text with the ids, times and secrets of its instance replaced by what they stand for. */
export function withoutOrigin(text: string): string {
  const first = JSON.parse(deliveryRecording.deliveries[0]?.body ?? '') as JsonObject;
  const payload = first.event_payload as JsonObject;
  const names: Record<string, Json | undefined> = {
    userId: first.aggregateID,
    orgId: first.resourceOwner,
    instanceId: first.instanceID,
    adminId: first.userID,
    host: 'localhost:8080',
    run: String(payload.userName).replace(/^e\./, ''),
  };
  const secret = /secret=(\w+)/.exec(text)?.[1];
  return Object.entries({ ...names, secret })
    .reduce(
      (result, [name, value]) => (value ? result.replaceAll(String(value), `{{${name}}}`) : result),
      text,
    )
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '{{timestamp}}')
    .replace(/("Crypted":")[^"]*/, '$1{{crypted}}');
}

// The first request is changed, the second one fails, the third one is refused; an event is never sent again.
function replyOf(run: string): (arrival: Arrival) => Reply {
  let requests = 0;
  return ({ target, body }) => {
    if (target !== 'request') return { status: target === 'event' ? 500 : 200 };
    requests += 1;
    const { request } = JSON.parse(body) as { request: JsonObject };
    if (requests === 1) return { status: 200, body: { ...request, email: `changed.${run}@example.org` } };
    if (requests === 2) return { status: 500 };
    return { status: 200, body: { forwardedStatusCode: 403, forwardedErrorMessage: 'not here' } };
  };
}

async function createTargets(
  server: TestServer,
  receiver: Receiver,
  run: string,
): Promise<{ ids: Record<string, string>; signingKeys: Record<string, string> }> {
  const ids: Record<string, string> = {};
  const signingKeys: Record<string, string> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const endpoint = `${receiver.url}/${name}`;
    const target = { name: `${name} ${run}`, ...kind, timeout: '10s', endpoint };
    const created = await ask(server, 'POST', '/v2/actions/targets', target);
    ids[name] = textAt(created, 'id');
    signingKeys[name] = textAt(created, 'signingKey');
  }
  for (const { part, targets } of conditions) {
    await setExecution(
      server,
      part,
      targets.map((name) => ids[name] ?? ''),
    );
  }
  if (server.lags) await wait(patienceMs);
  return { ids, signingKeys };
}

async function setExecution(server: TestServer, condition: JsonObject, targets: string[]): Promise<void> {
  await ask(server, 'PUT', '/v2/actions/executions', { condition, targets });
}

async function act(
  server: TestServer,
  receiver: Receiver,
  values: Values,
  run: string,
): Promise<Omit<DeliveryRun, 'signingKeys'>> {
  const email = (letter: string): JsonObject => ({ email: `${letter}.${run}@example.org`, isVerified: true });
  const profile = { givenName: 'Ada', familyName: 'L' };
  const human = { username: `e.${run}`, profile, email: email('e') };
  const userId = textAt((await call(server, 'AddHumanUser', human)).json ?? null, 'userId');
  const secret = textAt((await call(server, 'RegisterTOTP', { userId })).json ?? null, 'secret');
  const answers = [];
  for (const letter of ['f', 'g', 'h']) {
    answers.push(await call(server, 'SetEmail', { userId, ...email(letter) }));
  }
  const user = (await call(server, 'GetUserByID', { userId })).json as { user: { human: JsonObject } };
  const ours = (): Arrival[] => receiver.arrivals.filter(({ body }) => body.includes(userId));
  const patience = AbortSignal.timeout(patienceMs);
  while (ours().length < deliveryRecording.deliveries.length && !patience.aborted) await wait(50);
  const { adminId = '', orgId = '' } = values;
  return {
    values: { run, userId, adminId, orgId, secret, host: new URL(server.url).host },
    arrivals: ours(),
    answers,
    email: user.user.human.email ?? null,
  };
}

async function call(server: TestServer, method: string, body: JsonObject): ReturnType<typeof callHttp> {
  const request = { verb: 'POST', path: `${userService}/${method}`, body };
  return await callHttp(server.url, request, { authorization: `Bearer ${server.token}` });
}
