import type { Call, JsonObject, Outcome, Reply } from '../shared/operation';
import { asText, isObject } from '../shared/parse';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './transport';

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
 * alone, so that its error is its own: the list may be moments old.
 */
export async function readTogether(calls: ReadableCall[]): Promise<Outcome[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { connection, call } = first.payload;
  const userIds = [...new Set(calls.map(idOf))];
  const request: JsonObject = {
    query: { limit: userIds.length },
    queries: [{ inUserIdsQuery: { userIds } }],
  };
  const reply = await callZitadel(connection, { ...call, method: 'listUsers', request });
  const users = Array.isArray(reply.result) ? reply.result.filter(isObject) : [];
  const found = new Map(users.map((user) => [asText(user.userId), user]));
  return await Promise.all(calls.map((one) => outcomeOf(one, found.get(idOf(one)))));
}

async function outcomeOf(call: ReadableCall, user: JsonObject | undefined): Promise<Outcome> {
  if (user !== undefined) {
    return { reply: call.payload.finish([{ json: { details: user.details ?? {}, user } }]) };
  }
  try {
    return { reply: await call.send() };
  } catch (error) {
    return { error };
  }
}

function idOf({ payload }: ReadableCall): string {
  return asText(payload.call.request.userId);
}
