import type { Context, MethodRow } from '../method-row';
import { alreadyExists, failedPrecondition, notFound, notModelled, ZitadelError } from '../errors';
import { child, type JsonObject, text } from '../json-object';
import { cut } from '../pagination';
import { now } from '../time';
import { type IdpLink, touch, writeDetails } from '../user';
import { embedded, type MessageRule, runes } from '../validation';
import { id, userIdOnly } from './rules';
import { findUser, requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

const urls: MessageRule = {
  name: 'RedirectURLs',
  fields: [
    ['SuccessUrl', 'successUrl', runes(1, 2048)],
    ['FailureUrl', 'failureUrl', runes(1, 2048)],
  ],
};

const startRule: MessageRule = {
  name: 'StartIdentityProviderIntentRequest',
  fields: [
    ['IdpId', 'idpId', id],
    ['Urls', 'urls', embedded(urls)],
  ],
};

const retrieveRule: MessageRule = {
  name: 'RetrieveIdentityProviderIntentRequest',
  fields: [
    ['IdpIntentId', 'idpIntentId', id],
    ['IdpIntentToken', 'idpIntentToken', runes(1, 200)],
  ],
};

const link: MessageRule = {
  name: 'IDPLink',
  fields: [
    ['IdpId', 'idpId', id],
    ['UserId', 'userId', id],
    ['UserName', 'userName', runes(1, 200)],
  ],
};

const addRule: MessageRule = {
  name: 'AddIDPLinkRequest',
  fields: [
    ['UserId', 'userId', id],
    ['IdpLink', 'idpLink', embedded(link)],
  ],
};

const removeRule: MessageRule = {
  name: 'RemoveIDPLinkRequest',
  fields: [
    ['UserId', 'userId', id],
    ['IdpId', 'idpId', id],
    ['LinkedUserId', 'linkedUserId', id],
  ],
};

export const identityProviders: Record<string, MethodRow> = {
  [`${service}/StartIdentityProviderIntent`]: { rule: startRule, handle: start },
  [`${service}/RetrieveIdentityProviderIntent`]: { rule: retrieveRule, handle: retrieve },
  [`${service}/AddIDPLink`]: { rule: addRule, handle: add },
  [`${service}/ListIDPLinks`]: { rule: userIdOnly('ListIDPLinksRequest'), handle: list },
  [`${service}/RemoveIDPLink`]: { rule: removeRule, handle: remove },
};

// Nobody can sign in at the provider from here, so an intent is started and never finished.
function start({ state, issuer }: Context, request: JsonObject): JsonObject {
  if (child(request, 'ldap')) throw notModelled('an intent with LDAP');
  if (!child(request, 'urls'))
    throw new ZitadelError('unimplemented', 'type oneOf not implemented', 'USERv2-S2g21');
  const provider = state.identityProviders.get(text(request, 'idpId'));
  if (!provider) throw unknownProvider(state.release.unknownProvider);
  const authUrl = new URL(provider.authorizationEndpoint);
  authUrl.searchParams.set('client_id', provider.clientId);
  authUrl.searchParams.set('redirect_uri', `${issuer}/idps/callback`);
  authUrl.searchParams.set('response_type', 'code');
  authUrl.searchParams.set('scope', provider.scopes);
  authUrl.searchParams.set('state', state.newId());
  return {
    details: { sequence: '1', changeDate: now(), resourceOwner: state.instanceId },
    authUrl: authUrl.href,
  };
}

function retrieve(): JsonObject {
  throw new ZitadelError('permission_denied', 'Intent Token is invalid', 'CRYPTO-Swg31');
}

function add(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const user = requireHuman(context, request, () =>
    failedPrecondition('User could not be found', 'COMMAND-vzktar7b7f'),
  );
  selfOr(context, user, 'user.write');
  const given = readLink(child(request, 'idpLink') ?? {});
  if (!state.identityProviders.has(given.idpId)) throw unknownProvider('COMMAND-39nf2');
  const everyLink = [...state.users.values()].flatMap(({ human }) => human?.idpLinks ?? []);
  if (everyLink.some((known) => known.idpId === given.idpId && known.userId === given.userId)) {
    throw alreadyExists('External IDP already taken', 'V3-DKcYh');
  }
  user.human.idpLinks.push(given);
  touch(user, 'user.human.externalidp.added');
  return { details: writeDetails(user) };
}

function list(context: Context, request: JsonObject): JsonObject {
  const user = findUser(context, request);
  if (user) selfOr(context, user, 'user.read');
  const links = user?.human?.idpLinks ?? [];
  return {
    details: { totalResult: String(links.length), timestamp: now() },
    result: cut(links, child(request, 'query')).map((found) => ({ ...found })),
  };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const missing = (): Error => notFound('External IDP not found', 'COMMAND-1M9xR');
  const user = requireHuman(context, request, missing);
  const wanted = { idpId: text(request, 'idpId'), userId: text(request, 'linkedUserId') };
  const found = user.human.idpLinks.find(
    ({ idpId, userId }) => idpId === wanted.idpId && userId === wanted.userId,
  );
  if (!found) throw missing();
  selfOr(context, user, 'user.write');
  user.human.idpLinks = user.human.idpLinks.filter((known) => known !== found);
  touch(user, 'user.human.externalidp.removed');
  return { details: writeDetails(user) };
}

function readLink(given: JsonObject): IdpLink {
  return { idpId: text(given, 'idpId'), userId: text(given, 'userId'), userName: text(given, 'userName') };
}

function unknownProvider(errorId: string): ZitadelError {
  return failedPrecondition("Identity Provider Configuration doesn't exist", errorId);
}
