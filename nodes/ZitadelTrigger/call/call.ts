import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Moment } from './settings';

/** What the workflow gets of a call: one item. */
export type ZitadelCall = JsonObject & {
  type: Moment;
  /** e.g. "/zitadel.user.v2.UserService/SetEmail"; for a function its name. */
  fullMethod: string;
  instanceId: string;
  orgId: string;
  /** Who calls. */
  userId: string;
};

/** A call as a target is told of it. What a function is told has fields of its own, which come as they are. */
export function toCall(body: JsonObject, moment: Moment): ZitadelCall {
  const { fullMethod, instanceID, orgID, userID, headers, request, response, ...others } = body;
  const called = {
    type: moment,
    fullMethod: asText(fullMethod ?? others.function),
    instanceId: asText(instanceID),
    orgId: asText(orgID),
    userId: asText(userID),
  };
  if (moment === 'function') return { ...others, ...called };
  return {
    ...called,
    request: isObject(request) ? request : {},
    ...(moment === 'response' && { response: isObject(response) ? response : {} }),
    headers: isObject(headers) ? headers : {},
  };
}
