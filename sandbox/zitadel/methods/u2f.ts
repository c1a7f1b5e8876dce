import type { Context, MethodRow } from '../method-row';
import { type JsonObject, text } from '../json-object';
import { writeDetails } from '../user';
import { type MessageRule, required, runes } from '../validation';
import { id, userIdOnly } from './rules';
import { begin, finish, remove, requireOwner } from './web-authn';

const service = 'zitadel.user.v2.UserService';

const verifyRule: MessageRule = {
  name: 'VerifyU2FRegistrationRequest',
  fields: [
    ['UserId', 'userId', id],
    ['U2fId', 'u2fId', id],
    ['PublicKeyCredential', 'publicKeyCredential', required],
    ['TokenName', 'tokenName', runes(1, 200)],
  ],
};

const removeRule: MessageRule = {
  name: 'RemoveU2FRequest',
  fields: [
    ['UserId', 'userId', id],
    ['U2fId', 'u2fId', id],
  ],
};

export const u2f: Record<string, MethodRow> = {
  [`${service}/RegisterU2F`]: { rule: userIdOnly('RegisterU2FRequest'), handle: register },
  [`${service}/VerifyU2FRegistration`]: { rule: verifyRule, handle: verify },
  [`${service}/RemoveU2F`]: { rule: removeRule, handle: removeU2f },
};

function register(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  const { token, options } = begin(context, user, 'u2f', request);
  return { details: writeDetails(user), u2fId: token.id, publicKeyCredentialCreationOptions: options };
}

function verify(context: Context, request: JsonObject): JsonObject {
  return { details: writeDetails(finish(context, request, 'u2f', text(request, 'tokenName'))) };
}

function removeU2f(context: Context, request: JsonObject): JsonObject {
  return { details: writeDetails(remove(context, request, 'u2f', text(request, 'u2fId'))) };
}
