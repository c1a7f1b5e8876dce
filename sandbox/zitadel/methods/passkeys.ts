import { newCode } from '../codes';
import type { Context, MethodRow } from '../method-row';
import { invalidArgument } from '../errors';
import { child, type JsonObject, text, textOrNothing } from '../json-object';
import { now } from '../time';
import { checkUrlTemplate } from '../url-template';
import { touch, writeDetails } from '../user';
import { embedded, type MessageRule, optional, required, runes } from '../validation';
import { id, userIdOnly } from './rules';
import { findUser } from './user-access';
import { begin, finish, listReady, remove, requireOwner } from './web-authn';

const service = 'zitadel.user.v2.UserService';

const registrationCode: MessageRule = {
  name: 'PasskeyRegistrationCode',
  fields: [
    ['Id', 'id', id],
    ['Code', 'code', runes(1, 200)],
  ],
};

const sendLink: MessageRule = {
  name: 'SendPasskeyRegistrationLink',
  fields: [['UrlTemplate', 'urlTemplate', optional(runes(1, 200))]],
};

const createLinkRule: MessageRule = {
  name: 'CreatePasskeyRegistrationLinkRequest',
  fields: [
    ['UserId', 'userId', id],
    ['SendLink', 'sendLink', embedded(sendLink)],
  ],
};

const registerRule: MessageRule = {
  name: 'RegisterPasskeyRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Code', 'code', embedded(registrationCode)],
  ],
};

const verifyRule: MessageRule = {
  name: 'VerifyPasskeyRegistrationRequest',
  fields: [
    ['UserId', 'userId', id],
    ['PasskeyId', 'passkeyId', id],
    ['PublicKeyCredential', 'publicKeyCredential', required],
    ['PasskeyName', 'passkeyName', runes(1, 200)],
  ],
};

const removeRule: MessageRule = {
  name: 'RemovePasskeyRequest',
  fields: [
    ['UserId', 'userId', id],
    ['PasskeyId', 'passkeyId', id],
  ],
};

export const passkeys: Record<string, MethodRow> = {
  [`${service}/CreatePasskeyRegistrationLink`]: { rule: createLinkRule, handle: createLink },
  [`${service}/RegisterPasskey`]: { rule: registerRule, handle: register },
  [`${service}/VerifyPasskeyRegistration`]: { rule: verifyRule, handle: verify },
  [`${service}/ListPasskeys`]: { rule: userIdOnly('ListPasskeysRequest'), handle: list },
  [`${service}/RemovePasskey`]: { rule: removeRule, handle: removePasskey },
};

// The user need not exist.
function createLink(context: Context, request: JsonObject): JsonObject {
  const link = child(request, 'sendLink') ?? {};
  checkUrlTemplate(textOrNothing(link, 'urlTemplate'), ['CodeID']);
  const { state, caller } = context;
  const userId = text(request, 'userId');
  const code = { id: state.newId(), code: newCode(12) };
  const codes = state.passkeyCodes.get(userId) ?? new Map<string, string>();
  state.passkeyCodes.set(userId, codes.set(code.id, code.code));
  const user = findUser(context, request);
  if (user) touch(user, 'user.human.passwordless.initialization.code.added');
  const nobody = { sequence: String(codes.size), changeDate: now(), resourceOwner: caller.organizationId };
  return {
    details: user ? writeDetails(user) : nobody,
    code: child(request, 'returnCode') && code,
  };
}

function register(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  const code = child(request, 'code');
  const codes = context.state.passkeyCodes.get(user.id);
  if (code && codes?.get(text(code, 'id')) !== text(code, 'code')) {
    throw invalidArgument('Code is invalid', 'COMMAND-Eeb2a');
  }
  const { token, options } = begin(context, user, 'passkey', request);
  if (code) codes?.delete(text(code, 'id'));
  return {
    details: writeDetails(user),
    passkeyId: token.id,
    publicKeyCredentialCreationOptions: options,
  };
}

function verify(context: Context, request: JsonObject): JsonObject {
  return { details: writeDetails(finish(context, request, 'passkey', text(request, 'passkeyName'))) };
}

function list(context: Context, request: JsonObject): JsonObject {
  const found = listReady(context, request, 'passkey');
  return {
    details: { totalResult: String(found.length), timestamp: now() },
    result: found.map(({ id, name }) => ({ id, state: 'AUTH_FACTOR_STATE_READY', name })),
  };
}

function removePasskey(context: Context, request: JsonObject): JsonObject {
  return { details: writeDetails(remove(context, request, 'passkey', text(request, 'passkeyId'))) };
}
