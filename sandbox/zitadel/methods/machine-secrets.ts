import { generateKeyPairSync } from 'node:crypto';
import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { filterRows, type Filters, page } from '../pagination';
import { isPast, now } from '../time';
import { type MachineKey, type MachineUser, touch, type User } from '../user';
import { type MessageRule, required } from '../validation';
import { id, userIdOnly } from './rules';
import { mayRead, requireMachine, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

const addKeyRule: MessageRule = {
  name: 'AddKeyRequest',
  fields: [
    ['UserId', 'userId', id],
    ['ExpirationDate', 'expirationDate', required],
  ],
};

const removeKeyRule: MessageRule = {
  name: 'RemoveKeyRequest',
  fields: [
    ['UserId', 'userId', id],
    ['KeyId', 'keyId', id],
  ],
};

export const machineSecrets: Record<string, MethodRow> = {
  [`${service}/AddSecret`]: { rule: userIdOnly('AddSecretRequest'), handle: addSecret },
  [`${service}/RemoveSecret`]: { rule: userIdOnly('RemoveSecretRequest'), handle: removeSecret },
  [`${service}/AddKey`]: { rule: addKeyRule, handle: addKey },
  [`${service}/ListKeys`]: { handle: listKeys },
  [`${service}/RemoveKey`]: { rule: removeKeyRule, handle: removeKey },
};

interface OwnedKey {
  user: User;
  key: MachineKey;
}

const keyFilters: Filters<OwnedKey> = {
  keyIdFilter: ({ key }, filter) => key.id === text(filter, 'id'),
  userIdFilter: ({ user }, filter) => user.id === text(filter, 'id'),
  organizationIdFilter: ({ user }, filter) => user.organizationId === text(filter, 'id'),
};

function addSecret(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  user.machine.secret = context.state.newSecret();
  touch(user, 'user.machine.secret.set');
  return { creationDate: user.changed, clientSecret: user.machine.secret };
}

function removeSecret(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  if (user.machine.secret === undefined) throw failedPrecondition("Secret doesn't exist", 'COMMAND-coi82n');
  user.machine.secret = undefined;
  touch(user, 'user.machine.secret.removed');
  return { deletionDate: user.changed };
}

// Without a public key the server makes the pair and gives the private half out once, as a key file.
function addKey(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  const expires = text(request, 'expirationDate');
  if (text(request, 'publicKey') !== '') throw notModelled('a key of which the public half is given');
  if (isPast(expires)) throw notModelled('a key that has expired already');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  touch(user, 'user.machine.key.added');
  const keyId = context.state.newId();
  user.machine.keys.set(keyId, { id: keyId, created: user.changed, expires, publicKey });
  const file = { type: 'serviceaccount', keyId, key: privateKey, expirationDate: expires, userId: user.id };
  const keyContent = Buffer.from(JSON.stringify(file)).toString('base64');
  return { creationDate: user.changed, keyId, keyContent };
}

function listKeys(context: Context, request: JsonObject): JsonObject {
  const known = [...context.state.users.values()]
    .filter((user) => mayRead(context, user.id))
    .flatMap((user) => [...(user.machine?.keys.values() ?? [])].map((key) => ({ user, key })));
  const { pagination, rows } = page(filterRows(known, request, keyFilters), request);
  const result = rows.map(({ user, key }) => ({
    creationDate: key.created,
    changeDate: key.created,
    id: key.id,
    userId: user.id,
    organizationId: user.organizationId,
    expirationDate: key.expires,
  }));
  return { pagination, result };
}

function removeKey(context: Context, request: JsonObject): JsonObject {
  const user = requireOwner(context, request);
  if (!user.machine.keys.delete(text(request, 'keyId'))) throw notModelled('removing an unknown key');
  touch(user, 'user.machine.key.removed');
  return { deletionDate: now() };
}

function requireOwner(context: Context, request: JsonObject): MachineUser {
  const user = requireMachine(context, request, () =>
    notModelled('a secret or key of an unknown user or a person'),
  );
  selfOr(context, user, 'user.write');
  return user;
}
