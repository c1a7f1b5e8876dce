import type { Context, MethodRow } from '../method-row';
import { notFound, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { additionDetails, setMetadata, touch, type User, writeDetails } from '../user';
import { bytes, type MessageRule, runes } from '../validation';
import { id } from './rules';

const service = 'zitadel.management.v1.ManagementService';

const setRule: MessageRule = {
  name: 'SetUserMetadataRequest',
  fields: [
    ['Id', 'id', id],
    ['Key', 'key', runes(1, 200)],
    ['Value', 'value', bytes(1, 500_000)],
  ],
};

export const userMetadataV1: Record<string, MethodRow> = {
  [`${service}/SetUserMetadata`]: { rule: setRule, handle: set },
  [`${service}/GetUserMetadata`]: { rule: keyRule('GetUserMetadataRequest'), handle: get },
  [`${service}/RemoveUserMetadata`]: { rule: keyRule('RemoveUserMetadataRequest'), handle: remove },
};

function set(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  setMetadata(user, text(request, 'key'), text(request, 'value'));
  return { details: additionDetails(user) };
}

function get(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  const key = text(request, 'key');
  const entry = user.metadata.get(key);
  if (!entry) throw notFound('Metadata not found', 'QUERY-Rgh32');
  const details = {
    sequence: String(entry.sequence),
    creationDate: entry.created,
    changeDate: entry.changed,
    resourceOwner: user.organizationId,
  };
  return { metadata: { details, key, value: entry.value } };
}

function remove(context: Context, request: JsonObject): JsonObject {
  const user = requireUser(context, request);
  const key = text(request, 'key');
  if (!user.metadata.delete(key)) throw notModelled('removing metadata that is not there');
  touch(user, 'user.metadata.removed', { key });
  return { details: writeDetails(user) };
}

// The interceptor asked for the permission in the caller's organization; the user is to be in it too.
function requireUser({ state, caller }: Context, request: JsonObject): User {
  const user = state.users.get(text(request, 'id'));
  if (user?.organizationId !== caller.organizationId) throw notModelled('metadata of an unknown user');
  return user;
}

function keyRule(name: string): MessageRule {
  return {
    name,
    fields: [
      ['Id', 'id', id],
      ['Key', 'key', runes(1, 200)],
    ],
  };
}
