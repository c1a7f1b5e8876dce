import type { Journal } from './journal';
import type { JsonObject } from './json-object';
import type { WebAuthnToken } from './webauthn-tokens';

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
  /** The code that would verify it, when one is pending. */
  code?: string;
}

export interface Password {
  value: string;
  changed: string;
  changeRequired: boolean;
  failedAttempts: number;
}

/** An account at an identity provider that a person can sign in with. */
export interface IdpLink {
  idpId: string;
  userId: string;
  userName: string;
}

/** A person, with everything that belongs to signing in. */
export interface Human {
  profile: Profile;
  email: Address;
  phone: Address;
  password?: Password;
  /** The code that would let somebody set a new password. */
  passwordCode?: string;
  /** The code of an invitation; one that was returned cannot be sent again. */
  invite?: { code: string; isReturned: boolean };
  totp?: { secret: string; isVerified: boolean };
  otpSms: boolean;
  otpEmail: boolean;
  webAuthn: WebAuthnToken[];
  recoveryCodes: string[];
  idpLinks: IdpLink[];
  mfaInitSkipped?: string;
}

export interface MachineKey {
  id: string;
  created: string;
  expires: string;
  /** PEM. */
  publicKey: string;
}

export interface Machine {
  name: string;
  description: string;
  secret?: string;
  keys: Map<string, MachineKey>;
}

/** One metadata entry; its value is base64. */
export interface MetadataEntry {
  value: string;
  created: string;
  changed: string;
  sequence: number;
}

export interface User {
  id: string;
  organizationId: string;
  username: string;
  state: 'USER_STATE_ACTIVE' | 'USER_STATE_INACTIVE' | 'USER_STATE_LOCKED';
  created: string;
  changed: string;
  sequence: number;
  metadata: Map<string, MetadataEntry>;
  journal: Journal;
  human?: Human;
  machine?: Machine;
}

export type HumanUser = User & { human: Human };
export type MachineUser = User & { machine: Machine };

/** Whether a user is a person. */
export function isHuman(user: User): user is HumanUser {
  return user.human !== undefined;
}

/** Whether a user is a service user. */
export function isMachine(user: User): user is MachineUser {
  return user.machine !== undefined;
}

/** Notes that something happened to a user: its sequence and change date move on. */
export function touch(user: User, type: string, payload?: JsonObject): void {
  user.sequence += 1;
  user.changed = user.journal.time;
  const { id: aggregateId, organizationId: resourceOwner, sequence, changed: created } = user;
  user.journal.add({ type, payload, aggregateType: 'user', aggregateId, resourceOwner, sequence, created });
}

/** Sets one metadata entry of a user. */
export function setMetadata(user: User, key: string, value: string): void {
  touch(user, 'user.metadata.set', { key, value });
  const { changed, sequence } = user;
  const created = user.metadata.get(key)?.created ?? changed;
  user.metadata.set(key, { value, created, changed, sequence });
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
