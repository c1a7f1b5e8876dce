import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Call, Outcome, Reply } from '../../shared/run/call';
import { forEachBounded } from '../../shared/run/concurrency';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';

/** A call that may be answered out of a list. */
export interface ReadableCall extends Call {
  payload: {
    connection: ZitadelConnection;
    call: ZitadelRequest;
    /** What is done with a reply before it is put out. */
    finish: (reply: Reply) => Reply;
  };
}

/** The only method whose reply a list has whole: `ListUsers` gives users as `GetUserByID` does. */
const READABLE = 'zitadel.user.v2.UserService/GetUserByID';

/** How the server refuses a list for what it asks; a token or a lost connection fails each call alike. */
const REFUSALS = ['INVALID_ARGUMENT', 'PERMISSION_DENIED', 'NOT_FOUND', 'FAILED_PRECONDITION'];
/** Calls of those that the list lacks that are under way at the same time. */
const ALONE_AT_ONCE = 10;

/**
 * The key under which calls may be answered by one list.
 *
 * @param isWanted whether the option "Read in Batches" is on
 * @param organizationId organization in which the calls are made
 * @returns undefined where a call must go out alone
 */
export function batchKeyOf(
  { service, method }: ZitadelRequest,
  isWanted: boolean,
  organizationId: string,
): string | undefined {
  const name = `${service.service}/${service.methods[method]?.name ?? ''}`;
  return isWanted && name === READABLE ? `${name} ${organizationId}` : undefined;
}

/**
 * Reads users with one list by their IDs, each in the form of its own call. An ID that the list lacks is asked for
 * alone, so that its error is its own: the list may be moments old. So is every ID where the list is refused.
 */
export async function readTogether(calls: ReadableCall[]): Promise<Outcome[]> {
  const found = await listUsers(calls);
  const outcomes = calls.map((call) => outcomeOf(call, found.get(idOf(call))));
  const alone = outcomes.flatMap((outcome, index) => (outcome === undefined ? [index] : []));
  await forEachBounded(alone, ALONE_AT_ONCE, async (index) => {
    outcomes[index] = await sendAlone(calls[index] as ReadableCall);
  });
  return outcomes as Outcome[];
}

/** Users by ID, as a list has them. */
async function listUsers(calls: ReadableCall[]): Promise<Map<string, JsonObject>> {
  const [first] = calls;
  if (first === undefined) return new Map();
  const { connection, call } = first.payload;
  const userIds = [...new Set(calls.map(idOf))];
  const request: JsonObject = {
    query: { limit: userIds.length },
    queries: [{ inUserIdsQuery: { userIds } }],
  };
  const reply = await callZitadel(connection, { ...call, method: 'listUsers', request }).catch(noneIfRefused);
  const users = Array.isArray(reply.result) ? reply.result.filter(isObject) : [];
  return new Map(users.map((user) => [asText(user.userId), user]));
}

function noneIfRefused(error: unknown): JsonObject {
  if (error instanceof ServiceError && REFUSALS.includes(error.refusal.code)) return {};
  throw error;
}

/** The reply to a call out of the list; undefined where the list lacks its user. */
function outcomeOf({ payload }: ReadableCall, user: JsonObject | undefined): Outcome | undefined {
  if (user === undefined) return undefined;
  return { reply: payload.finish([{ json: { details: user.details ?? {}, user } }]) };
}

async function sendAlone(call: ReadableCall): Promise<Outcome> {
  try {
    return { reply: await call.send() };
  } catch (error) {
    return { error };
  }
}

function idOf({ payload }: ReadableCall): string {
  return asText(payload.call.request.userId);
}
