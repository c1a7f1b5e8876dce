import type { JsonObject } from '../shared/json';
import { asText, isObject } from '../shared/parse';
import { withoutSecrets, type ZitadelEvent } from './event';
import { asError, isNotFound, type Ask } from './server';
import type { OutputSettings } from './settings';

/**
 * What goes into the workflow for an event.
 *
 * @param ask reads the user, where that is wanted
 * @throws ServiceError where the user cannot be read
 */
export async function toOutput(
  event: ZitadelEvent,
  { wholePayload, includeUser }: OutputSettings,
  ask: Ask,
): Promise<JsonObject> {
  const shown = wholePayload ? event : withoutSecrets(event);
  return includeUser ? { ...shown, user: await readUser(event, ask) } : shown;
}

/** The user that an event is about, as it is now; null where there is none, or none any more. */
async function readUser(event: ZitadelEvent, ask: Ask): Promise<JsonObject | null> {
  const { aggregateType, aggregateId, payload } = event;
  const userId = aggregateType === 'user' ? aggregateId : asText(payload.userId ?? payload.userID ?? '');
  if (userId === '') return null;
  try {
    const { user } = await ask('UserService', 'getUserByID', { userId });
    return isObject(user) ? user : null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw asError(error);
  }
}
