import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';

/** The details of a record have one date more than those that a change is answered with. */
export function asOfChange(reply: JsonObject): JsonObject {
  if (!isObject(reply.details)) return reply;
  const { creationDate: _, ...details } = reply.details;
  return { ...reply, details };
}

/** What a change of a user is answered with, as far as it can be read: when they were changed last. */
export async function changeOfUser(connection: ZitadelConnection, call: ZitadelRequest): Promise<JsonObject> {
  const { service, method, request } = call;
  const fields = service.messages[service.methods[method]?.response ?? ''] ?? {};
  const { userId } = request;
  if (service.methods.getUserByID === undefined || typeof userId !== 'string') return {};
  const read = { ...call, method: 'getUserByID', request: { userId } };
  const { user } = await callZitadel(connection, read).catch((): JsonObject => ({}));
  const details = isObject(user) ? user.details : undefined;
  if (!isObject(details)) return {};
  if ('details' in fields) return asOfChange({ details });
  const { changeDate } = details;
  return 'changeDate' in fields && changeDate !== undefined ? { changeDate } : {};
}
