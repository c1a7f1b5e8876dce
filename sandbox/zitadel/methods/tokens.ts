import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notFound, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { filterRows, type Filters, page } from '../pagination';
import type { Token } from '../state';
import { isPast, now } from '../time';
import { touch, type User } from '../user';
import type { MessageRule } from '../validation';
import { addPersonalAccessToken as addPersonalAccessTokenRule, id } from './rules';
import { findUser, mayRead, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

/** What every personal access token is good for. */
export const tokenScopes = [
  'openid',
  'profile',
  'urn:zitadel:iam:user:metadata',
  'urn:zitadel:iam:user:resourceowner',
];

const removeRule: MessageRule = {
  name: 'RemovePersonalAccessTokenRequest',
  fields: [
    ['UserId', 'userId', id],
    ['TokenId', 'tokenId', id],
  ],
};

export const tokens: Record<string, MethodRow> = {
  [`${service}/AddPersonalAccessToken`]: { rule: addPersonalAccessTokenRule, handle: add },
  [`${service}/ListPersonalAccessTokens`]: { handle: list },
  [`${service}/RemovePersonalAccessToken`]: { rule: removeRule, handle: remove },
};

const filters: Filters<Token> = {
  tokenIdFilter: (token, filter) => token.id === text(filter, 'id'),
  userIdFilter: (token, filter) => token.userId === text(filter, 'id'),
};

function add(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const user = requireUser(context, request);
  const expires = text(request, 'expirationDate');
  if (isPast(expires)) throw notModelled('a token that has expired already');
  if (!user.machine) throw failedPrecondition('Not allowed for this user type', 'COMMAND-Df2f1');
  const tokenId = state.newId();
  touch(user, 'user.pat.added', { tokenId, expiration: expires, scopes: tokenScopes });
  const token = state.addToken({ id: tokenId, userId: user.id, expires });
  return { creationDate: user.changed, tokenId, token };
}

function list(context: Context, request: JsonObject): JsonObject {
  const { state } = context;
  const known = [...state.tokens.values()].filter((token) => token.id && mayRead(context, token.userId));
  const { pagination, rows } = page(filterRows(known, request, filters), request);
  const result = rows.map((token) => ({
    creationDate: token.created,
    changeDate: token.created,
    id: token.id,
    userId: token.userId,
    organizationId: state.users.get(token.userId)?.organizationId,
    expirationDate: token.expires,
  }));
  return { pagination, result };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  const tokenId = text(request, 'tokenId');
  const found = [...context.state.tokens].find(
    ([, token]) => token.userId === user.id && token.id === tokenId,
  );
  if (!found) throw notFound('Personal Access Token not found', 'COMMAND-4m77G');
  context.state.tokens.delete(found[0]);
  touch(user, 'user.pat.removed', { tokenId });
  return { deletionDate: now() };
}

function requireUser(context: Context, request: JsonObject): User {
  const user = findUser(context, request);
  if (!user) throw notModelled('the tokens of an unknown user');
  selfOr(context, user, 'user.write');
  return user;
}
