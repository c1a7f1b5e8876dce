import { randomInt } from 'node:crypto';
import { notModelled, ZitadelError } from './errors';
import { child, children, flag, type JsonObject, list, text, textOrNothing } from './json-object';
import { checkComplexity } from './password';
import { normalizePhone } from './phone';
import type { State } from './state';
import { now } from './time';
import type { Address, Human, User } from './user';

/** Where a new user goes, and under which name; an empty id or name is made up. */
export interface Place {
  organizationId: string;
  userId: string;
  username: string;
}

/** A new user, with the codes that the request asked to have returned. */
export interface NewUser {
  user: User;
  emailCode?: string;
  phoneCode?: string;
}

/**
 * Adds a person. `request` has the fields that AddHumanUserRequest and CreateUserRequest.Human share.
 * @throws ZitadelError when the id, the name, the phone or the password cannot be taken
 */
export function addHuman(state: State, place: Place, request: JsonObject): NewUser {
  if (list(request, 'idpLinks').length > 0) {
    const notThere = "Identity Provider Configuration doesn't exist";
    throw new ZitadelError('failed_precondition', notThere, 'COMMAND-39nf2');
  }
  if (child(request, 'hashedPassword')) throw notModelled('a password given as a hash');
  const email = readAddress(child(request, 'email') ?? {}, 'email');
  const phone = readAddress(child(request, 'phone') ?? {}, 'phone');
  const human: Human = {
    profile: readProfile(child(request, 'profile') ?? {}),
    email,
    phone: { ...phone, value: phone.value && normalizePhone(phone.value) },
    password: readPassword(child(request, 'password')),
    totp: readTotp(textOrNothing(request, 'totpSecret')),
    otpSms: false,
    otpEmail: false,
  };
  const user = addUser(state, { ...place, username: place.username || email.value }, { human });
  for (const entry of children(request, 'metadata'))
    user.metadata.set(text(entry, 'key'), text(entry, 'value'));
  return { user, emailCode: email.code, phoneCode: phone.code };
}

/**
 * Adds a service user.
 * @throws ZitadelError when the id or the name is taken
 */
export function addMachine(state: State, place: Place, request: JsonObject): NewUser {
  const machine = { name: text(request, 'name'), description: text(request, 'description') };
  return { user: addUser(state, place, { machine }) };
}

function addUser(state: State, place: Place, kind: Pick<User, 'human' | 'machine'>): User {
  if (state.users.has(place.userId)) {
    throw new ZitadelError('failed_precondition', 'Errors.User.AlreadyExisting', 'COMMAND-7yiox1isql');
  }
  const id = place.userId || state.newId();
  const username = place.username || id;
  if ([...state.users.values()].some((user) => user.username === username)) {
    throw new ZitadelError('already_exists', 'User already exists', 'V3-DKcYh');
  }
  const created = now();
  const user: User = {
    id,
    username,
    organizationId: place.organizationId,
    state: 'USER_STATE_ACTIVE',
    created,
    changed: created,
    sequence: 1,
    metadata: new Map(),
    ...kind,
  };
  state.users.set(id, user);
  return user;
}

function readProfile(profile: JsonObject): Human['profile'] {
  const givenName = text(profile, 'givenName');
  const familyName = text(profile, 'familyName');
  return {
    givenName,
    familyName,
    nickName: text(profile, 'nickName'),
    displayName: text(profile, 'displayName') || `${givenName} ${familyName}`,
    preferredLanguage: text(profile, 'preferredLanguage'),
    gender: text(profile, 'gender'),
  };
}

function readAddress(address: JsonObject, field: 'email' | 'phone'): Address {
  const chosen = ['sendCode', 'returnCode', 'isVerified'].filter((name) => address[name] !== undefined);
  if (chosen.length > 1) throw notModelled(`${chosen.join(' and ')} together, which exclude each other`);
  return {
    value: text(address, field),
    isVerified: flag(address, 'isVerified'),
    code: child(address, 'returnCode') && newCode(),
  };
}

function readPassword(password: JsonObject | undefined): Human['password'] {
  if (!password) return undefined;
  checkComplexity(text(password, 'password'));
  return {
    value: text(password, 'password'),
    changed: now(),
    changeRequired: flag(password, 'changeRequired'),
    failedAttempts: 0,
  };
}

// The real server takes such a secret as verified without looking at it.
function readTotp(secret: string | undefined): Human['totp'] {
  return secret === undefined ? undefined : { secret, isVerified: true };
}

function newCode(): string {
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return Array.from({ length: 6 }, () => characters.charAt(randomInt(characters.length))).join('');
}
