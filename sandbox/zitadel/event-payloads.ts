import { randomBytes } from 'node:crypto';
import type { Journal } from './journal';
import type { JsonObject } from './json-object';
import type { Profile } from './user';

const hour = 3_600_000_000_000;

/** The names of a profile's fields in events, as far as they were recorded. */
const profileNames: Partial<Record<keyof Profile, string>> = {
  givenName: 'firstName',
  familyName: 'lastName',
  displayName: 'displayName',
};

/** A code that was made: encrypted, with how long it is good for. */
export function codePayload(
  { origin: triggerOrigin }: Journal,
  isReturned: boolean,
  urlTemplate?: string,
): JsonObject {
  return {
    code: encrypted('userKey'),
    expiry: hour,
    url_template: urlTemplate,
    code_returned: isReturned ? true : undefined,
    triggerOrigin,
  };
}

/** The code of an invitation: its fields are spelled otherwise. */
export function invitePayload({ origin: triggerOrigin }: Journal, isReturned: boolean): JsonObject {
  const codeReturned = isReturned ? true : undefined;
  return { code: encrypted('userKey'), expiry: 72 * hour, triggerOrigin, codeReturned };
}

/** A password that was set. */
export function passwordPayload({ origin: triggerOrigin }: Journal, changeRequired: boolean): JsonObject {
  return { encodedHash: passwordHash(), changeRequired, triggerOrigin };
}

/** What was changed of a profile. */
export function profilePayload(profile: Profile, changed: (keyof Profile)[]): JsonObject {
  return Object.fromEntries(changed.map((name) => [profileNames[name] ?? name, profile[name]]));
}

/** The form of a password's hash; nobody can read it there, so it may be any characters. */
export function passwordHash(): string {
  return `$2a$14$${randomBytes(40).toString('base64').replace(/[+=]/g, '.').slice(0, 53)}`;
}

/** The form of an encrypted secret or code, of which the same is true. */
export function encrypted(KeyID: string): JsonObject {
  const Crypted = randomBytes(KeyID === 'otpKey' ? 48 : 22).toString('base64');
  return { CryptoType: 0, Algorithm: 'aes', KeyID, Crypted };
}
