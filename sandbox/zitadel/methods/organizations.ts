import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notModelled } from '../errors';
import { child, children, count, flag, isObject, type JsonObject, list, text } from '../json-object';
import {
  newOrganization,
  type Organization,
  organizationDetails,
  rename,
  touchOrganization,
} from '../organization';
import { hasPermission } from '../permissions';
import type { State } from '../state';
import { compareTexts } from '../text-methods';
import { now } from '../time';
import { type MessageRule, optional, runes } from '../validation';
import { id } from './rules';

const v2 = 'zitadel.org.v2.OrganizationService';
const beta = 'zitadel.org.v2beta.OrganizationService';

export const organizations: Record<string, MethodRow> = {
  [`${v2}/AddOrganization`]: { rule: addRule('AddOrganizationRequest'), handle: addOrganization },
  [`${v2}/ListOrganizations`]: { handle: listOrganizations },
  [`${beta}/AddOrganization`]: { rule: addRule('AddOrganizationRequest'), handle: addOrganization },
  [`${beta}/CreateOrganization`]: { rule: addRule('CreateOrganizationRequest'), handle: createOrganization },
  ...changes(v2, 'organizationId', 'OrganizationId'),
  ...changes(beta, 'id', 'Id'),
};

const queries: Record<string, (organization: Organization, query: JsonObject) => boolean> = {
  idQuery: (organization, query) => organization.id === text(query, 'id'),
  nameQuery: ({ name }, query) => compareTexts(name, text(query, 'name'), text(query, 'method')),
  stateQuery: (organization, query) => stateOf(organization) === text(query, 'state'),
};

/** The organizations that pass every query, each of a kind in the table. */
export function matchingOrganizations(state: State, request: JsonObject): Organization[] {
  const wanted = children(request, 'queries').flatMap((query) => Object.entries(query));
  return [...state.organizations.values()].filter((organization) =>
    wanted.every(([kind, query]) => {
      const matches = queries[kind];
      if (!matches) throw notModelled(`organizations listed by ${kind}`);
      return matches(organization, isObject(query) ? query : {});
    }),
  );
}

function addOrganization({ state }: Context, request: JsonObject): JsonObject {
  if (list(request, 'admins').length > 0) throw notModelled('an organization added with its admins');
  const organization = add(state, text(request, 'name'));
  const { id: organizationId, sequence, changed } = organization;
  return {
    details: { sequence: String(sequence), changeDate: changed, resourceOwner: organizationId },
    organizationId,
  };
}

function createOrganization({ state }: Context, request: JsonObject): JsonObject {
  if (list(request, 'admins').length > 0 || text(request, 'id') !== '') {
    throw notModelled('an organization created with its admins or its id');
  }
  const organization = add(state, text(request, 'name'));
  return { creationDate: organization.created, id: organization.id };
}

function add(state: State, name: string): Organization {
  if ([...state.organizations.values()].some((known) => known.name === name)) {
    throw alreadyExists(state.release.nameTaken, 'V3-DKcYh');
  }
  const organization = newOrganization(state.newId(), name);
  state.organizations.set(organization.id, organization);
  return organization;
}

function listOrganizations({ state, caller }: Context, request: JsonObject): JsonObject {
  const query = child(request, 'query') ?? {};
  const direction = flag(query, 'asc') ? 1 : -1;
  const found = state.projections
    .shown(matchingOrganizations(state, request))
    .filter(({ id: organizationId }) => hasPermission(state, caller.user.id, organizationId, 'org.read'))
    .sort((one, other) => direction * compare(one, other, text(request, 'sortingColumn')));
  const offset = count(query, 'offset');
  const limit = count(query, 'limit') || found.length;
  return {
    details: {
      totalResult: String(found.length),
      timestamp: state.projections.lastChange(state.organizations.values()),
    },
    result: found.slice(offset, offset + limit).map((organization) => ({
      id: organization.id,
      details: organizationDetails(organization),
      state: stateOf(organization),
      name: organization.name,
      primaryDomain: organization.primaryDomain,
    })),
  };
}

// Without a column the order was seen only for lists of one.
function compare(one: Organization, other: Organization, sortingColumn: string): number {
  const [first, second] =
    sortingColumn === 'ORGANIZATION_FIELD_NAME_NAME' ? [one.name, other.name] : [one.id, other.id];
  return first < second ? -1 : Number(first > second);
}

/** The methods that change an organization, which both versions have alike but for the name of the id. */
function changes(service: string, field: string, goField: string): Record<string, MethodRow> {
  const row = (
    name: string,
    date: string,
    apply: (context: Context, organization: Organization, request: JsonObject) => void,
    rules: MessageRule['fields'] = [],
  ): Record<string, MethodRow> => ({
    [`${service}/${name}`]: {
      rule: { name: `${name}Request`, fields: [[goField, field, id], ...rules] },
      handle: (context, request) => {
        const organization = context.state.organizations.get(text(request, field));
        if (!organization) throw notModelled('a change of an unknown organization');
        apply(context, organization, request);
        return { [date]: organization.changed };
      },
    },
  });
  // The two methods of v2beta that name the id as v2 does were not recorded there.
  const v2Only =
    service === v2
      ? {
          ...row('SetOrganizationMetadata', 'setDate', setMetadata),
          ...row('AddOrganizationDomain', 'creationDate', addDomain, [['Domain', 'domain', runes(1, 200)]]),
          ...row('DeactivateOrganization', 'changeDate', setActive(false)),
          ...row('ActivateOrganization', 'changeDate', setActive(true)),
        }
      : {};
  return {
    ...row('UpdateOrganization', 'changeDate', update, [['Name', 'name', runes(1, 200)]]),
    ...v2Only,
    [`${service}/DeleteOrganization`]: {
      rule: { name: 'DeleteOrganizationRequest', fields: [[goField, field, id]] },
      handle: ({ state }, request) => remove(state, text(request, field)),
    },
  };
}

function update({ state }: Context, organization: Organization, request: JsonObject): void {
  const name = text(request, 'name');
  if ([...state.organizations.values()].some((known) => known.name === name)) {
    throw notModelled('a new name that an organization has already');
  }
  rename(organization, name);
}

function setMetadata(_: Context, organization: Organization, request: JsonObject): void {
  const entries = children(request, 'metadata');
  if (entries.length === 0) throw notModelled('an organization set no metadata');
  for (const entry of entries) organization.metadata.set(text(entry, 'key'), text(entry, 'value'));
  touchOrganization(organization);
}

function addDomain({ state }: Context, organization: Organization, request: JsonObject): void {
  const domain = text(request, 'domain');
  const taken = [...state.organizations.values()].some(
    (known) => known.primaryDomain === domain || known.domains.has(domain),
  );
  if (taken) throw notModelled('a domain that is taken');
  organization.domains.add(domain);
  touchOrganization(organization);
}

function setActive(isActive: boolean): (context: Context, organization: Organization) => void {
  return (_, organization) => {
    if (organization.isActive === isActive) throw notModelled('an organization in that state already');
    organization.isActive = isActive;
    touchOrganization(organization);
  };
}

// Deleting what is gone succeeds too.
function remove(state: State, organizationId: string): JsonObject {
  const gone = state.deletedOrganizations.get(organizationId);
  if (gone !== undefined) return { deletionDate: gone };
  if (!state.organizations.has(organizationId)) throw notModelled('deleting an unknown organization');
  if (organizationId === state.organization.id)
    throw notModelled("deleting the instance's first organization");
  state.removeOrganization(organizationId);
  return { deletionDate: now() };
}

function addRule(name: string): MessageRule {
  return {
    name,
    fields: [
      ['Name', 'name', runes(1, 200)],
      ['Id', 'id', optional(id)],
    ],
  };
}

function stateOf({ isActive }: Organization): string {
  return isActive ? 'ORGANIZATION_STATE_ACTIVE' : 'ORGANIZATION_STATE_INACTIVE';
}
