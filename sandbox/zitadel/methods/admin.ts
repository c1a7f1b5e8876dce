import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, notModelled } from '../errors';
import { child, type JsonObject, list, text } from '../json-object';
import { cut } from '../pagination';
import { now } from '../time';
import { addition } from './addition';
import { printOrganization } from './organization-v1';
import { matchingOrganizations } from './organizations';
import { type MessageRule, runes } from '../validation';

const service = 'zitadel.admin.v1.AdminService';

const complexity = {
  minLength: '8',
  hasUppercase: true,
  hasLowercase: true,
  hasNumber: true,
  hasSymbol: true,
};

const addProviderRule: MessageRule = {
  name: 'AddGenericOAuthProviderRequest',
  fields: [
    ['Name', 'name', runes(1, 200)],
    ['ClientId', 'clientId', runes(1, 200)],
    ['ClientSecret', 'clientSecret', runes(1, 200)],
    ['AuthorizationEndpoint', 'authorizationEndpoint', runes(1, 200)],
    ['TokenEndpoint', 'tokenEndpoint', runes(1, 200)],
    ['UserEndpoint', 'userEndpoint', runes(1, 200)],
  ],
};

export const admin: Record<string, MethodRow> = {
  [`${service}/GetMyInstance`]: { handle: getMyInstance },
  [`${service}/ListOrgs`]: { handle: listOrgs },
  [`${service}/ListIAMMembers`]: { handle: listMembers },
  [`${service}/UpdatePasswordComplexityPolicy`]: { handle: updateComplexity },
  [`${service}/AddGenericOAuthProvider`]: { rule: addProviderRule, handle: addProvider },
};

function getMyInstance({ state }: Context): JsonObject {
  const details = state.instanceDetails();
  const [own = '', generated = ''] = state.domains;
  return {
    instance: {
      id: state.instanceId,
      details,
      state: 'STATE_RUNNING',
      name: 'ZITADEL',
      version: state.release.version ?? details.creationDate,
      domains: [
        { details, domain: generated, generated: true },
        { details, domain: own, primary: true },
      ],
    },
  };
}

function listOrgs({ state }: Context, request: JsonObject): JsonObject {
  if (text(request, 'sortingColumn') !== '') throw notModelled('organizations sorted');
  const found = matchingOrganizations(state, request);
  return {
    details: { totalResult: String(found.length), viewTimestamp: now() },
    result: cut(found, child(request, 'query')).map(printOrganization),
  };
}

function listMembers({ state }: Context, request: JsonObject): JsonObject {
  if (list(request, 'queries').length > 0) throw notModelled('members filtered');
  const members = state.memberships.filter(({ scopeId }) => scopeId === state.instanceId);
  return {
    details: { totalResult: String(members.length), viewTimestamp: now() },
    result: cut(members, child(request, 'query')).map(({ userId, roles }) => {
      const user = state.users.get(userId);
      if (!user?.machine) throw notModelled('a member who is a person');
      return {
        userId,
        details: state.instanceDetails(),
        roles,
        preferredLoginName: user.username,
        displayName: user.machine.name,
        userType: 'TYPE_MACHINE',
        userResourceOwner: user.organizationId,
      };
    }),
  };
}

function updateComplexity(_: Context, request: JsonObject): JsonObject {
  const fields = Object.entries(complexity);
  const isSame = fields.every(([name, value]) => String(request[name]) === String(value));
  if (!isSame) throw notModelled('another password policy than the default');
  throw failedPrecondition('Default Password Complexity Policy has not been changed', 'INSTANCE-9jlsf');
}

function addProvider({ state }: Context, request: JsonObject): JsonObject {
  const provider = {
    id: state.newId(),
    clientId: text(request, 'clientId'),
    authorizationEndpoint: text(request, 'authorizationEndpoint'),
    scopes: list(request, 'scopes').join(' '),
  };
  state.identityProviders.set(provider.id, provider);
  return { details: addition(1, state.instanceId), id: provider.id };
}
