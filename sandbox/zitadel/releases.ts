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
  /** Whether it creates people in an organization that does not exist. */
  acceptsUnknownOrganization: boolean;
  /** Its word for a name that another organization has. */
  nameTaken: string;
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
  acceptsUnknownOrganization: false,
  nameTaken: "Organisation's name or id already taken",
};

const rows: Record<Release, ReleaseRow> = {
  '2025-02': {
    ...common,
    acceptsUnknownOrganization: true,
    name: '2025-02',
    connect: false,
    wrongVerb: 405,
    created: ['zitadel.user.v2.UserService/AddHumanUser'],
    withoutCreationDate: ['zitadel.user.v2.UserService', 'zitadel.org.v2.OrganizationService'],
    noInstance: (host) =>
      ` Parent=(unable to get instance by host: instanceHost ${host}, publicHost : ID=QUERY-1kIjX Message=Errors.IAM.NotFound)`,
    withoutLanguages: ['ar', 'ro', 'tr', 'uk'],
    verifiedIsInitialized: true,
    createsInviteOnce: true,
    nameTaken: "Organisation's name already taken",
  },
  '2025-12': {
    ...common,
    acceptsUnknownOrganization: true,
    name: '2025-12',
    noInstance: (host) =>
      ` Parent=(unable to get instance by domain: instanceDomain ${host}, publicHostname ${host}: ID=QUERY-1kIjX Message=Errors.IAM.NotFound)`,
    withoutLanguages: ['ar'],
    createsInviteOnce: true,
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
