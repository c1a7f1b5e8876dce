import type { JsonObject } from './json-object';
import { now } from './time';

/** After how many wrong tries in a row a user is locked; 0 for never. */
export interface LockoutPolicy {
  maxPasswordAttempts: number;
  maxOtpAttempts: number;
}

export interface Organization {
  id: string;
  name: string;
  primaryDomain: string;
  isActive: boolean;
  created: string;
  changed: string;
  sequence: number;
  /** Values are base64. */
  metadata: Map<string, string>;
  /** The domains beside the primary one. */
  domains: Set<string>;
  /** Its own policy; without one that of the instance, which locks nobody, holds. */
  lockout?: LockoutPolicy;
}

/** An organization as it starts. */
export function newOrganization(id: string, name: string): Organization {
  const created = now();
  return {
    id,
    name,
    primaryDomain: defaultDomain(name),
    isActive: true,
    created,
    changed: created,
    sequence: 1,
    metadata: new Map(),
    domains: new Set(),
  };
}

/** Gives an organization another name; the domain that was made of the old one follows. */
export function rename(organization: Organization, name: string): void {
  if (organization.primaryDomain === defaultDomain(organization.name)) {
    organization.primaryDomain = defaultDomain(name);
  }
  organization.name = name;
  touchOrganization(organization);
}

/** Notes that something about an organization changed. */
export function touchOrganization(organization: Organization): void {
  organization.sequence += 1;
  organization.changed = now();
}

/** The details of a reply to a read. */
export function organizationDetails({ id, created, changed, sequence }: Organization): JsonObject {
  return { sequence: String(sequence), creationDate: created, changeDate: changed, resourceOwner: id };
}

function defaultDomain(name: string): string {
  return `${name.toLowerCase().replace(/\s+/g, '-')}.localhost`;
}
