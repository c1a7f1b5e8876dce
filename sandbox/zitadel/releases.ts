import methodsByVersion from '../../scripts/catalogue/methods-by-version.json';
import { isObject, type JsonObject } from './json-object';

/** The states of the real server that the stand-in can stand for, by month. */
export const releases = ['2025-02', '2025-12', '2026-07'] as const;
export type Release = (typeof releases)[number];

/** What differs between the releases beyond the methods that they have. */
export interface ReleaseRow {
  name: Release;
  /** Whether it has Connect JSON; without, those paths are unknown to the REST gateway. */
  connect: boolean;
  /** HTTP status for a path that is known with another verb. */
  wrongVerb: number;
  /** Methods whose REST success is 201 in this release alone. */
  created: readonly string[];
  /** Services whose replies have no `details.creationDate`. */
  withoutCreationDate: readonly string[];
  /** How it says why no instance was found. */
  noInstance: (host: string) => string;
  /** Languages of later releases. */
  withoutLanguages: readonly string[];
  /** Whether somebody whose e-mail address is verified counts as initialized, and gets no invitation. */
  verifiedIsInitialized: boolean;
  /** Whether creating an invitation a second time sends the first one again. */
  createsInviteOnce: boolean;
  /** Its word for a name that another organization has. */
  nameTaken: string;
  /** Its word for a name that another target has. */
  targetNameTaken: string;
  /** Whether the address of a target has to be one. */
  checksTargetAddress: boolean;
  /** What it calls its version; a server built from source calls it by the time it was built. */
  version?: string;
  /** Whether the total of a list counts those users too whom the caller may not see. */
  countsUnseen: boolean;
  /** Its ID for an identity provider that does not exist, of an intent. */
  unknownProvider: string;
  /** Whether it says how often a password was wrong when it is changed. */
  countsFailedAttempts: boolean;
  /** Whether it looks for the user whose authenticator app is verified. */
  looksForUser: boolean;
  /** Whether a session that began before its user had a second factor is refused after. */
  asksForSecondFactor: boolean;
  /** Whether the details of new recovery codes say when. */
  datesRecoveryCodes: boolean;
  /** Kinds of aggregates of other releases. */
  withoutAggregates: readonly string[];
  /** Features of the instance that are not as in the newest release. */
  features: JsonObject;
  /** Fields of the login settings that are not as in the newest release. */
  loginSettings: JsonObject;
  /** Fields of its replies that the package does not know, so that gRPC cannot carry them here: method -> field. */
  unknownFields: Record<string, JsonObject | undefined>;
}

const common: ReleaseRow = {
  name: '2026-07',
  connect: true,
  wrongVerb: 501,
  created: [],
  withoutCreationDate: [],
  noInstance: () => '',
  withoutLanguages: [],
  verifiedIsInitialized: false,
  createsInviteOnce: false,
  nameTaken: "Organisation's name or id already taken",
  targetNameTaken: 'Target already exists',
  checksTargetAddress: true,
  countsUnseen: false,
  unknownProvider: 'COMMAND-as02jin',
  countsFailedAttempts: true,
  looksForUser: true,
  asksForSecondFactor: true,
  datesRecoveryCodes: true,
  withoutAggregates: ['notification'],
  features: {},
  loginSettings: {},
  unknownFields: {},
};

const unset: JsonObject = {};

const rows: Record<Release, ReleaseRow> = {
  '2025-02': {
    ...common,
    name: '2025-02',
    connect: false,
    wrongVerb: 405,
    created: ['zitadel.user.v2.UserService/AddHumanUser'],
    withoutCreationDate: [
      'zitadel.user.v2.UserService',
      'zitadel.org.v2.OrganizationService',
      'zitadel.settings.v2.SettingsService',
    ],
    noInstance: (host) =>
      ` Parent=(unable to get instance by host: instanceHost ${host}, publicHost : ID=QUERY-1kIjX Message=Errors.IAM.NotFound)`,
    withoutLanguages: ['ar', 'ro', 'tr', 'uk'],
    verifiedIsInitialized: true,
    createsInviteOnce: true,
    nameTaken: "Organisation's name already taken",
    countsUnseen: true,
    unknownProvider: 'COMMAND-39n221fs',
    countsFailedAttempts: false,
    looksForUser: false,
    asksForSecondFactor: false,
    withoutAggregates: ['group', 'organization_settings', 'permission'],
    features: {
      oidcTokenExchange: unset,
      enableBackChannelLogout: unset,
      loginV2: unset,
      consoleUseV2UserApi: unset,
      enableRelationalTables: undefined,
    },
    loginSettings: { allowLocalAuthentication: undefined },
    unknownFields: {
      'zitadel.feature.v2.FeatureService/GetInstanceFeatures': {
        oidcTriggerIntrospectionProjections: unset,
        oidcLegacyIntrospection: unset,
        actions: unset,
        webKey: unset,
        disableUserTokenEvent: unset,
      },
    },
  },
  '2025-12': {
    ...common,
    name: '2025-12',
    noInstance: (host) =>
      ` Parent=(unable to get instance by domain: instanceDomain ${host}, publicHostname ${host}: ID=QUERY-1kIjX Message=Errors.IAM.NotFound)`,
    withoutLanguages: ['ar'],
    createsInviteOnce: true,
    version: 'v4-main-15e89078',
    targetNameTaken: 'Errors.Target.AlreadyExists',
    checksTargetAddress: false,
    datesRecoveryCodes: false,
    features: {
      oidcTokenExchange: unset,
      enableBackChannelLogout: unset,
      loginV2: { required: true, source: 'SOURCE_INSTANCE' },
    },
  },
  '2026-07': common,
};

/** What a release does in its own way. */
export function releaseRow(release: Release): ReleaseRow {
  return rows[release];
}

/** The months in which each method was there; what is not in the table was always there. */
const months = methodsByVersion as unknown as Record<
  string,
  Record<string, readonly string[] | string> | string
>;

/** Whether a release has a method. */
export function hasMethod(release: Release, service: string, method: string): boolean {
  const known = months[service];
  const seen = known === undefined || typeof known === 'string' ? undefined : known[method];
  return seen === undefined || typeof seen === 'string' || seen.includes(release);
}

/** A reply as a release without creation dates gives it. */
export function withoutCreationDates(reply: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(reply).map(([name, value]): [string, JsonObject[string]] => {
      if (Array.isArray(value)) {
        return [name, value.map((entry) => (isObject(entry) ? withoutCreationDates(entry) : entry))];
      }
      if (!isObject(value)) return [name, value];
      const { creationDate: _, ...details } = value;
      return [name, name === 'details' ? details : withoutCreationDates(value)];
    }),
  );
}
