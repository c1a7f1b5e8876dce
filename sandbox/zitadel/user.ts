import type { JsonObject } from './json-object';
import { now } from './time';

export interface Profile {
  givenName: string;
  familyName: string;
  nickName: string;
  displayName: string;
  preferredLanguage: string;
  gender: string;
}

export interface Address {
  value: string;
  isVerified: boolean;
  /** The code that would verify it, when one was asked for. */
  code?: string;
}

/** A person, with everything that belongs to signing in. */
export interface Human {
  profile: Profile;
  email: Address;
  phone: Address;
  password?: { value: string; changed: string; changeRequired: boolean; failedAttempts: number };
  totp?: { secret: string; isVerified: boolean };
  otpSms: boolean;
  otpEmail: boolean;
}

export interface Machine {
  name: string;
  description: string;
}

export interface User {
  id: string;
  organizationId: string;
  username: string;
  state: 'USER_STATE_ACTIVE';
  created: string;
  changed: string;
  sequence: number;
  /** Values are base64. */
  metadata: Map<string, string>;
  human?: Human;
  machine?: Machine;
}

/** Notes that something about a user changed: its sequence and change date move on. */
export function touch(user: User): void {
  user.sequence += 1;
  user.changed = now();
}

/** The details of a reply to a write (v2). */
export function writeDetails(user: User): JsonObject {
  return {
    sequence: String(user.sequence),
    changeDate: user.changed,
    resourceOwner: user.organizationId,
  };
}

/** The details of a reply to a read, of every version. */
export function readDetails(user: User): JsonObject {
  return { ...writeDetails(user), creationDate: user.created };
}

/** The details of a reply to an addition (v1): it names the event's time the creation date. */
export function additionDetails(user: User): JsonObject {
  return {
    sequence: String(user.sequence),
    creationDate: user.changed,
    resourceOwner: user.organizationId,
  };
}
