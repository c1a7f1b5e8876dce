import type { JsonObject } from '../json-object';
import type { State } from '../state';

/** The kinds of aggregates, each with its name where the server has one. */
const names: Record<string, string | undefined> = {
  action: 'Action',
  auth_request: 'Auth Request',
  debug: undefined,
  device_auth: 'Device Auth',
  execution: 'Execution',
  feature: 'Feature',
  group: undefined,
  idpintent: 'IDP Intent',
  instance: 'Instance',
  key_pair: 'Key Pair',
  limits: 'Limits',
  milestone: 'Milestone',
  notification: undefined,
  oidc_session: 'OIDC Session',
  org: 'Organization',
  organization_settings: undefined,
  permission: undefined,
  project: 'Project',
  quota: 'Quota',
  restrictions: 'Restrictions',
  saml_request: 'SAML Request',
  saml_session: 'SAML Session',
  schemauser: undefined,
  session: 'Session',
  session_logout: undefined,
  system: 'System',
  target: 'Target',
  user: 'User',
  user_schema: 'User Schema',
  usergrant: 'User grant',
  web_key: 'Web Key',
};

const all: JsonObject[] = Object.entries(names).map(([type, name]) => {
  const key = `AggregateTypes.${type}`;
  return { type, localized: { key, localizedMessage: name ?? key } };
});

/** The kinds of aggregates that the release knows which the stand-in stands for. */
export function aggregateTypesOf({ release }: State): JsonObject[] {
  return all.filter(({ type }) => !release.withoutAggregates.some((name) => name === type));
}
