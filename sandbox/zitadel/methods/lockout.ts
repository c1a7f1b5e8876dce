import type { Context, MethodRow } from '../method-row';
import { alreadyExists, notFound } from '../errors';
import { child, count, type JsonObject, text } from '../json-object';
import { type LockoutPolicy, type Organization, touchOrganization } from '../organization';
import { now } from '../time';
import { addition } from './addition';

const management = 'zitadel.management.v1.ManagementService';

// None of the replies was recorded: they are the details that the response types have.
export const lockout: Record<string, MethodRow> = {
  [`${management}/AddCustomLockoutPolicy`]: { handle: add },
  [`${management}/UpdateCustomLockoutPolicy`]: { handle: update },
  [`${management}/ResetLockoutPolicyToDefault`]: { handle: reset },
  'zitadel.settings.v2.SettingsService/GetLockoutSettings': { handle: get },
};

function add(context: Context, request: JsonObject): JsonObject {
  const organization = own(context);
  if (organization.lockout) throw alreadyExists('Lockout Policy already exists', 'ORG-0olDf');
  organization.lockout = read(request);
  touchOrganization(organization);
  return { details: addition(organization.sequence, organization.id) };
}

function update(context: Context, request: JsonObject): JsonObject {
  const organization = requireCustom(context);
  organization.lockout = read(request);
  return { details: change(organization) };
}

function reset(context: Context): JsonObject {
  const organization = requireCustom(context);
  organization.lockout = undefined;
  return { details: change(organization) };
}

// The default policy locks nobody.
function get({ state }: Context, request: JsonObject): JsonObject {
  const policy = state.organizations.get(text(child(request, 'ctx') ?? {}, 'orgId'))?.lockout;
  return {
    details: state.instanceDetails(),
    settings: {
      maxPasswordAttempts: String(policy?.maxPasswordAttempts ?? 0),
      maxOtpAttempts: String(policy?.maxOtpAttempts ?? 0),
      resourceOwnerType: policy ? 'RESOURCE_OWNER_TYPE_ORG' : 'RESOURCE_OWNER_TYPE_INSTANCE',
    },
  };
}

function own({ state, caller }: Context): Organization {
  return state.organizations.get(caller.organizationId) ?? state.organization;
}

function requireCustom(context: Context): Organization {
  const organization = own(context);
  if (!organization.lockout) throw notFound('Lockout Policy not found', 'ORG-ADfs1');
  return organization;
}

function read(request: JsonObject): LockoutPolicy {
  return {
    maxPasswordAttempts: count(request, 'maxPasswordAttempts'),
    maxOtpAttempts: count(request, 'maxOtpAttempts'),
  };
}

function change(organization: Organization): JsonObject {
  touchOrganization(organization);
  return { sequence: String(organization.sequence), changeDate: now(), resourceOwner: organization.id };
}
