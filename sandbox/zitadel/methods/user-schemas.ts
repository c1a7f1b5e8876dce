import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notModelled } from '../errors';
import { child, count, flag, type JsonObject, text, texts } from '../json-object';
import { filterRows, type Filters } from '../pagination';
import type { UserSchema } from '../state';
import { compareTexts } from '../text-methods';
import { now } from '../time';
import { all, embedded, type MessageRule, optional, required, runes } from '../validation';
import { id } from './rules';

const service = 'zitadel.resources.userschema.v3alpha.ZITADELUserSchemas';
const usualLimit = 100;

const createRule: MessageRule = {
  name: 'CreateUserSchemaRequest',
  fields: [
    [
      'UserSchema',
      'userSchema',
      all(required, embedded({ name: 'UserSchema', fields: [['Type', 'type', runes(1, 200)]] })),
    ],
  ],
};

const patchRule: MessageRule = {
  name: 'PatchUserSchemaRequest',
  fields: [
    ['Id', 'id', id],
    [
      'UserSchema',
      'userSchema',
      embedded({ name: 'PatchUserSchema', fields: [['Type', 'type', optional(runes(1, 200))]] }),
    ],
  ],
};

export const userSchemas: Record<string, MethodRow> = {
  [`${service}/CreateUserSchema`]: { rule: createRule, handle: enabled(create) },
  [`${service}/GetUserSchema`]: { rule: idOnly('GetUserSchemaRequest'), handle: enabled(get) },
  [`${service}/SearchUserSchemas`]: { handle: enabled(search) },
  [`${service}/PatchUserSchema`]: { rule: patchRule, handle: enabled(patch) },
  [`${service}/DeactivateUserSchema`]: {
    rule: idOnly('DeactivateUserSchemaRequest'),
    handle: enabled(setActive(false)),
  },
  [`${service}/ReactivateUserSchema`]: {
    rule: idOnly('ReactivateUserSchemaRequest'),
    handle: enabled(setActive(true)),
  },
  [`${service}/DeleteUserSchema`]: { rule: idOnly('DeleteUserSchemaRequest'), handle: enabled(remove) },
};

const filters: Filters<UserSchema> = {
  typeFilter: ({ type }, filter) => compareTexts(type, text(filter, 'type'), text(filter, 'method')),
  idFilter: (schema, filter) => schema.id === text(filter, 'id'),
};

function enabled(handle: MethodRow['handle']): MethodRow['handle'] {
  return (context, request) => {
    if (context.state.features?.userSchema) return handle(context, request);
    throw failedPrecondition('Feature "User Schema" is not enabled', 'SCHEMA-SFjk3');
  };
}

function create({ state }: Context, request: JsonObject): JsonObject {
  const given = child(request, 'userSchema') ?? {};
  const created = now();
  const schema: UserSchema = {
    id: state.newId(),
    type: text(given, 'type'),
    schema: readSchema(given),
    possibleAuthenticators: texts(given, 'possibleAuthenticators'),
    isActive: true,
    revision: 1,
    created,
    changed: created,
  };
  state.userSchemas.set(schema.id, schema);
  return { details: writeDetails(schema, state.instanceId) };
}

function get({ state }: Context, request: JsonObject): JsonObject {
  return { userSchema: print(requireSchema({ state }, request), state.instanceId) };
}

function search({ state }: Context, request: JsonObject): JsonObject {
  const query = child(request, 'query') ?? {};
  // They are kept in the order in which they were created.
  const column = text(request, 'sortingColumn') || 'FIELD_NAME_CREATION_DATE';
  if (flag(query, 'desc') || column !== 'FIELD_NAME_CREATION_DATE') throw notModelled('user schemas sorted');
  const found = filterRows([...state.userSchemas.values()], request, filters);
  const limit = count(query, 'limit') || usualLimit;
  const offset = count(query, 'offset');
  return {
    details: { appliedLimit: String(limit), totalResult: String(found.length), timestamp: now() },
    result: found.slice(offset, offset + limit).map((schema) => print(schema, state.instanceId)),
  };
}

function patch({ state }: Context, request: JsonObject): JsonObject {
  const schema = requireSchema({ state }, request);
  const given = child(request, 'userSchema') ?? {};
  if (given.schema !== undefined || texts(given, 'possibleAuthenticators').length > 0) {
    throw notModelled('a patch of more than the type');
  }
  schema.type = text(given, 'type') || schema.type;
  schema.changed = now();
  return { details: writeDetails(schema, state.instanceId) };
}

function setActive(isActive: boolean): MethodRow['handle'] {
  return ({ state }, request) => {
    const schema = requireSchema({ state }, request);
    if (schema.isActive === isActive) throw notModelled('a user schema in that state already');
    schema.isActive = isActive;
    schema.changed = now();
    return { details: writeDetails(schema, state.instanceId) };
  };
}

function remove({ state }: Context, request: JsonObject): JsonObject {
  const schema = state.userSchemas.get(text(request, 'id'));
  if (!schema) throw failedPrecondition('User Schema does not exist', 'COMMA-Grg41');
  state.userSchemas.delete(schema.id);
  schema.changed = now();
  return { details: writeDetails(schema, state.instanceId) };
}

function requireSchema({ state }: Pick<Context, 'state'>, request: JsonObject): UserSchema {
  const schema = state.userSchemas.get(text(request, 'id'));
  if (!schema) throw notModelled('an unknown user schema');
  return schema;
}

function readSchema(given: JsonObject): JsonObject {
  const schema = child(given, 'schema');
  if (!schema) throw notModelled('a user schema without a schema');
  return schema;
}

function writeDetails({ id: schemaId, changed }: UserSchema, instanceId: string): JsonObject {
  return { id: schemaId, changed, owner: { type: 'OWNER_TYPE_INSTANCE', id: instanceId } };
}

function print(schema: UserSchema, instanceId: string): JsonObject {
  return {
    details: { ...writeDetails(schema, instanceId), created: schema.created },
    config: {
      type: schema.type,
      schema: schema.schema,
      possibleAuthenticators: schema.possibleAuthenticators,
    },
    state: schema.isActive ? 'STATE_ACTIVE' : 'STATE_INACTIVE',
    revision: schema.revision,
  };
}

function idOnly(name: string): MessageRule {
  return { name, fields: [['Id', 'id', id]] };
}
