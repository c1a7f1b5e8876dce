import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notFound, notModelled } from '../errors';
import { children, type JsonObject, text, texts } from '../json-object';
import { page } from '../pagination';
import { now } from '../time';
import { setMetadata, touch, type User } from '../user';
import { embedded, type MessageRule, runes } from '../validation';
import { id, metadata, userIdOnly } from './rules';
import { findUser, mustHave, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

const setUserMetadata: MessageRule = {
  name: 'SetUserMetadataRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Metadata', 'metadata', embedded(metadata)],
  ],
};

const deleteUserMetadata: MessageRule = {
  name: 'DeleteUserMetadataRequest',
  fields: [['Keys', 'keys', runes(1, 200)]],
};

export const userMetadata: Record<string, MethodRow> = {
  [`${service}/SetUserMetadata`]: { rule: setUserMetadata, handle: set },
  [`${service}/ListUserMetadata`]: { rule: userIdOnly('ListUserMetadataRequest'), handle: list },
  [`${service}/DeleteUserMetadata`]: { rule: deleteUserMetadata, handle: remove },
};

function set(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  mustHave(context, user, 'user.write');
  const entries = children(request, 'metadata');
  if (entries.length === 0) throw failedPrecondition('Metadata list is empty', 'META-9mm2d');
  for (const entry of entries) setMetadata(user, text(entry, 'key'), text(entry, 'value'));
  return { setDate: now() };
}

function list(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  selfOr(context, user, 'user.read');
  if (children(request, 'filters').length > 0) throw notModelled('metadata filtered');
  const { pagination, rows } = page([...user.metadata], request);
  const metadata = rows.map(([key, { created, changed, value }]) => ({
    creationDate: created,
    changeDate: changed,
    key,
    value,
  }));
  return { pagination, metadata };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  mustHave(context, user, 'user.write');
  const keys = texts(request, 'keys');
  if (keys.length === 0) throw notModelled('metadata removed without keys');
  if (!keys.every((key) => user.metadata.has(key))) {
    throw notFound('One or more keys do not exist', 'META-2nnds');
  }
  for (const key of keys) {
    user.metadata.delete(key);
    touch(user, 'user.metadata.removed', { key });
  }
  return { deletionDate: now() };
}

function requireUser(context: Context, request: JsonObject): User {
  const user = findUser(context, request);
  if (!user) throw notModelled('metadata of an unknown user');
  return user;
}
