import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { addMachine } from '../new-user';
import { inSeconds, isPast } from '../time';
import { additionDetails, touch } from '../user';
import { type MessageRule, optional, runes } from '../validation';
import { id } from './rules';
import { tokenScopes } from './tokens';

const service = 'zitadel.management.v1.ManagementService';

// A token without an expiration date is good until then.
const centuries = 1000 * 365 * 24 * 60 * 60;

const machineRule: MessageRule = {
  name: 'AddMachineUserRequest',
  fields: [
    ['UserName', 'userName', runes(1, 200)],
    ['Name', 'name', runes(1, 200)],
    ['Description', 'description', optional(runes(0, 500))],
  ],
};

const tokenRule: MessageRule = {
  name: 'AddPersonalAccessTokenRequest',
  fields: [['UserId', 'userId', id]],
};

/** The service users of the older API, which every release has. The replies are as the message types have them. */
export const machineUsersV1: Record<string, MethodRow> = {
  [`${service}/AddMachineUser`]: { rule: machineRule, handle: addMachineUser },
  [`${service}/AddPersonalAccessToken`]: { rule: tokenRule, handle: addToken },
};

function addMachineUser({ state, caller }: Context, request: JsonObject): JsonObject {
  const place = {
    organizationId: caller.organizationId,
    userId: text(request, 'userId'),
    username: text(request, 'userName'),
  };
  const { user } = addMachine(state, place, request);
  return { userId: user.id, details: additionDetails(user) };
}

function addToken({ state, caller }: Context, request: JsonObject): JsonObject {
  const user = state.users.get(text(request, 'userId'));
  if (user?.organizationId !== caller.organizationId) throw notModelled('the tokens of an unknown user');
  if (!user.machine) throw failedPrecondition('Not allowed for this user type', 'COMMAND-Df2f1');
  const expires = text(request, 'expirationDate') || inSeconds(centuries);
  if (isPast(expires)) throw notModelled('a token that has expired already');
  const tokenId = state.newId();
  touch(user, 'user.pat.added', { tokenId, expiration: expires, scopes: tokenScopes });
  const token = state.addToken({ id: tokenId, userId: user.id, expires });
  return { tokenId, token, details: additionDetails(user) };
}
