import { isObject } from '../../shared/parse';
import { type Endpoint, endpointKey } from '../../shared/transport/endpoint';
import type { RestReply } from '../../shared/transport/rest';

/** Servers that answer REST and have no Connect, as Zitadel had none before v3. */
const withoutConnect = new Set<string>();

/** More would only be servers that are not asked any more. */
const MOST = 1000;

/**
 * Sends a call of a v2 service: over Connect, or over REST to a server without Connect. Which one it is shows in the
 * first call, and is kept for the others. What a server does not serve it has not executed, so nothing is done twice.
 *
 * @param rest undefined where the method has no REST path
 * @returns the reply of the way that is served, or what says that neither is
 */
export async function sendEitherWay(
  endpoint: Endpoint,
  connect: () => Promise<RestReply>,
  rest: (() => Promise<RestReply>) | undefined,
): Promise<RestReply> {
  const key = endpointKey(endpoint);
  if (rest !== undefined && withoutConnect.has(key)) return await rest();
  const reply = await connect();
  if (rest === undefined || !isNotServed(reply)) return reply;
  const second = await rest();
  if (isNotServed(second)) return reply;
  if (withoutConnect.size >= MOST) withoutConnect.clear();
  withoutConnect.add(key);
  return second;
}

/** What the routers of Zitadel answer to an address that they do not know. */
const ROUTERS: ReadonlyArray<[status: number[], code: Array<number | string>, message: RegExp]> = [
  [[404], [5], /^Not Found$/],
  [[404, 405, 501], [12, 'unimplemented'], /^Method Not Allowed$|^unknown (method|service) /],
];

/**
 * Whether a reply says that the server has no such address: the router's own answer. A record that is not there is a
 * 404 too, but with Zitadel's error ID.
 */
export function isNotServed({ status, body }: RestReply): boolean {
  if (!isObject(body))
    return status === 404 && typeof body === 'string' && /^404 page not found\s*$/.test(body);
  const { code, message, details } = body;
  if (Array.isArray(details) && details.length > 0) return false;
  return ROUTERS.some(
    ([statuses, codes, text]) =>
      statuses.includes(status) &&
      codes.includes(code as number | string) &&
      typeof message === 'string' &&
      text.test(message),
  );
}
