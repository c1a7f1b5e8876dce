import { setTimeout as wait } from 'node:timers/promises';

import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import type { Listing } from './listing';
import { comparable, type RecentWrite } from './recentWrites';
import { isShownBy } from './shownBy';

/** Milliseconds between looks; the last holds from there on. */
const PAUSES = [50, 100, 200, 400, 800, 1600];

/** What to say where a list may lack something. */
const GAVE_UP =
  'Wait for Recent Writes: within Timeout the list did not come to show all that this execution had written. Run it again, or raise Timeout.';
const CANNOT_TELL =
  'Wait for Recent Writes: this list does not say how recent it is, so it may lack what this execution has just written.';

/**
 * Waits until a list shows what an execution has written. Zitadel makes its lists out of events, a moment after a write; a
 * list says of which time its last event is.
 *
 * @param writes the execution's last ones
 * @returns what to tell the user, where the list may lack something all the same
 */
export async function untilRecent(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  paging: Listing['paging'],
  writes: readonly RecentWrite[],
): Promise<string | undefined> {
  const awaited = writes.filter(({ method }) => isShownBy(call.method, method));
  const newest = awaited
    .flatMap(({ date = '' }) => comparable(date))
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  const end = Date.now() + call.timeout;
  const glance = paging === undefined ? call : { ...call, request: first(call.request, paging) };
  for (let round = 0; ; round++) {
    const left = Math.max(1, end - Date.now());
    const limits = { timeout: left, signal: call.signal };
    const shown = timeOf(await callZitadel(connection, { ...glance, ...limits }));
    if (shown === undefined) return await untilFound(connection, call, awaited, end);
    if (comparable(shown) >= newest) return undefined;
    if (!(await pause(round, end, call.signal))) return GAVE_UP;
  }
}

/** Of a list that does not say how recent it is: looks for what was created. */
async function untilFound(
  connection: ZitadelConnection,
  { signal }: ZitadelRequest,
  awaited: readonly RecentWrite[],
  end: number,
): Promise<string | undefined> {
  for (const { look } of awaited) {
    if (look === undefined) continue;
    for (let round = 0; ; round++) {
      if (await look(connection, { timeout: Math.max(1, end - Date.now()), signal })) break;
      if (!(await pause(round, end, signal))) return GAVE_UP;
    }
  }
  return awaited.every(({ look }) => look !== undefined) ? undefined : CANNOT_TELL;
}

/** Waits before the next look; false where there is no time left for one. */
async function pause(round: number, end: number, signal: AbortSignal | undefined): Promise<boolean> {
  const milliseconds = PAUSES[Math.min(round, PAUSES.length - 1)] ?? 0;
  if (Date.now() + milliseconds >= end) return false;
  await wait(milliseconds, undefined, { signal });
  return true;
}

/** The request for the first row alone. */
function first(request: JsonObject, paging: 'query' | 'pagination'): JsonObject {
  const given = request[paging];
  return { ...request, [paging]: { ...(isObject(given) ? given : {}), limit: 1 } };
}

/** When the last event was that a list has handled. */
function timeOf({ details }: JsonObject): string | undefined {
  const { timestamp, viewTimestamp } = isObject(details) ? details : {};
  const time = timestamp ?? viewTimestamp;
  return typeof time === 'string' ? time : undefined;
}
