import { createHmac } from 'node:crypto';

import type { FoundFlow } from './directusTrigger';

/** Requests at the same time. */
const AT_ONCE = 20;
const SECRET_HEADER = 'x-n8n-secret';

/** A target of Zitadel as its server tells of it. */
export interface KnownTarget {
  endpoint: string;
  signingKey: string;
}

/** A delivery: its body, and the signature unless it has none. */
type Delivery = [body: string, signature?: string];

/** Signs a body as Zitadel does. */
export function sign(body: string, key: string, seconds = Math.floor(Date.now() / 1000)): string {
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Sends a body to an address. Returns the status of the answer. */
export async function post(endpoint: string, body: string, signature?: string): Promise<number> {
  return await send(endpoint, body, signature === undefined ? {} : { 'zitadel-signature': signature });
}

/**
 * Sends one genuine delivery to a trigger, and then many that are forged, stale or replayed.
 *
 * @returns the status of the genuine one, and how many of the others were refused with 401
 */
export async function forgeForZitadel(
  { endpoint, signingKey }: KnownTarget,
  count: number,
): Promise<{ genuine: number; refused: number }> {
  const bodyOf = (sequence: number): string =>
    JSON.stringify({
      aggregateID: 'forged',
      aggregateType: 'user',
      sequence,
      event_type: 'user.human.added',
    });
  const genuine = bodyOf(0);
  const signature = sign(genuine, signingKey);
  const now = Math.floor(Date.now() / 1000);
  const status = await post(endpoint, genuine, signature);
  const forgeries: ((number: number) => Delivery)[] = [
    (number) => [bodyOf(number)],
    (number) => [bodyOf(number), sign(bodyOf(number), 'another key')],
    (number) => [bodyOf(number), sign(bodyOf(number), '')],
    (number) => [bodyOf(number), sign(bodyOf(number), signingKey, now - 301)],
    (number) => [bodyOf(number), sign(bodyOf(number), signingKey, now + 10_000)],
    (number) => [bodyOf(number), signature],
    () => [genuine, signature],
    // The same event, signed anew: its key is known, and Zitadel sends each once.
    () => [genuine, sign(genuine, signingKey, now - 1)],
    () => [genuine, `${signature},v1=${'0'.repeat(64)}`],
    () => [` ${genuine}`, signature],
    (number) => [bodyOf(number), `t=${now},v1=`],
    (number) => [bodyOf(number), `v1=${'0'.repeat(64)}`],
    (number) => [bodyOf(number), signature.replace('v1=', 'v0=')],
  ];
  const statuses = await inTurns(count, async (number) => {
    const [body, given] = forgeries[number % forgeries.length]?.(number + 1) ?? [genuine, signature];
    return await post(endpoint, body, given);
  });
  return { genuine: status, refused: statuses.filter((one) => one === 401).length };
}

/** Sends many deliveries to the trigger of a flow, with wrong secrets. Returns how many were refused with 401. */
export async function forgeForDirectus({ operations }: FoundFlow, count: number): Promise<number> {
  const { url, headers } = operations[0]?.options as { url: string; headers: Array<{ value: string }> };
  const secret = headers[0]?.value ?? '';
  const body = JSON.stringify({
    trigger: { event: 'articles.items.create', payload: {}, key: 1, collection: 'articles' },
  });
  const guesses = [
    '',
    secret.slice(1),
    `${secret}x`,
    secret.toUpperCase(),
    'undefined',
    secret.split('').reverse().join(''),
    `${secret}, ${secret}`,
  ];
  const statuses = await inTurns(count, async (number) => {
    const guess = guesses[number % guesses.length];
    return await send(url, body, guess ? { [SECRET_HEADER]: guess } : {});
  });
  return statuses.filter((status) => status === 401).length;
}

async function send(url: string, body: string, headers: Record<string, string>): Promise<number> {
  const all = { 'content-type': 'application/json', ...headers };
  return (await fetch(url, { method: 'POST', body, headers: all })).status;
}

async function inTurns(count: number, act: (number: number) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  while (results.length < count) {
    const length = Math.min(AT_ONCE, count - results.length);
    const numbers = Array.from({ length }, (_, index) => results.length + index);
    results.push(...(await Promise.all(numbers.map(act))));
  }
  return results;
}
