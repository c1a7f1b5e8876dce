import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { flag, type JsonObject } from '../json-object';
import { now } from '../time';

const service = 'zitadel.feature.v2.FeatureService';

export const features: Record<string, MethodRow> = {
  [`${service}/SetInstanceFeatures`]: { handle: set },
  [`${service}/GetInstanceFeatures`]: { handle: get },
};

function set({ state }: Context, request: JsonObject): JsonObject {
  const other = Object.keys(request).find((name) => name !== 'userSchema');
  if (other !== undefined || request.userSchema === undefined) throw notModelled(`the feature ${other}`);
  const sequence = (state.features?.sequence ?? 0) + 1;
  state.features = { userSchema: request.userSchema === true, sequence, changed: now() };
  return { details: details(state.features, state.instanceId) };
}

// Only the feature that can be set here changes; before it is set nothing of it was recorded.
function get({ state }: Context, request: JsonObject): JsonObject {
  if (!flag(request, 'inheritance') || !state.features) throw notModelled('features that were never set');
  const instance = { enabled: true, source: 'SOURCE_INSTANCE' };
  const system = { enabled: true, source: 'SOURCE_SYSTEM' };
  return {
    details: details(state.features, state.instanceId),
    loginDefaultOrg: instance,
    userSchema: { ...instance, enabled: state.features.userSchema },
    oidcTokenExchange: system,
    improvedPerformance: {},
    debugOidcParentError: {},
    oidcSingleV1SessionTermination: {},
    enableBackChannelLogout: system,
    loginV2: { source: 'SOURCE_INSTANCE' },
    permissionCheckV2: {},
    consoleUseV2UserApi: instance,
    enableRelationalTables: {},
    ...state.release.features,
  };
}

function details({ sequence, changed }: { sequence: number; changed: string }, owner: string): JsonObject {
  return { sequence: String(sequence), changeDate: changed, resourceOwner: owner };
}
