import { noteVerification, readAddress } from './address';
import { alreadyExists, failedPrecondition, notModelled } from './errors';
import { passwordHash } from './event-payloads';
import { child, children, type JsonObject, list, text, textOrNothing } from './json-object';
import { readPassword } from './password';
import type { State } from './state';
import { type Human, setMetadata, touch, type User } from './user';

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
    throw failedPrecondition(notThere, 'COMMAND-39nf2');
  }
  if (child(request, 'hashedPassword')) throw notModelled('a password given as a hash');
  const email = readAddress(child(request, 'email') ?? {}, 'email');
  const phone = readAddress(child(request, 'phone') ?? {}, 'phone');
  const password = child(request, 'password');
  const human: Human = {
    profile: readProfile(child(request, 'profile') ?? {}),
    email: email.address,
    phone: phone.address,
    password: password && readPassword(password),
    totp: readTotp(textOrNothing(request, 'totpSecret')),
    otpSms: false,
    otpEmail: false,
    webAuthn: [],
    recoveryCodes: [],
    idpLinks: [],
  };
  const username = place.username || email.address.value;
  const user = addUser(state, { ...place, username }, { human });
  noteVerification(user, 'email', email);
  noteVerification(user, 'phone', phone);
  for (const entry of children(request, 'metadata')) {
    setMetadata(user, text(entry, 'key'), text(entry, 'value'));
  }
  return { user, emailCode: email.returnedCode, phoneCode: phone.returnedCode };
}

/**
 * Adds a service user.
 * @throws ZitadelError when the id or the name is taken
 */
export function addMachine(state: State, place: Place, request: JsonObject): NewUser {
  const machine = { name: text(request, 'name'), description: text(request, 'description'), keys: new Map() };
  return { user: addUser(state, place, { machine }) };
}

/**
 * Checks that a username is free.
 * @throws ZitadelError ALREADY_EXISTS
 */
export function requireFreeUsername(state: State, username: string): void {
  if ([...state.users.values()].some((user) => user.username === username)) {
    throw alreadyExists('User already exists', 'V3-DKcYh');
  }
}

function addUser(state: State, place: Place, kind: Pick<User, 'human' | 'machine'>): User {
  if (state.users.has(place.userId)) {
    throw failedPrecondition('Errors.User.AlreadyExisting', 'COMMAND-7yiox1isql');
  }
  const id = place.userId || state.newId();
  const username = place.username || id;
  requireFreeUsername(state, username);
  const user: User = {
    id,
    username,
    organizationId: place.organizationId,
    state: 'USER_STATE_ACTIVE',
    created: '',
    changed: '',
    sequence: 0,
    metadata: new Map(),
    journal: state.journal,
    ...kind,
  };
  touch(user, ...addition(user));
  user.created = user.changed;
  state.users.set(id, user);
  return user;
}

// What was not given is left out; a description, a nickname and a gender were not recorded.
function addition({ username: userName, human, machine }: User): [type: string, payload: JsonObject] {
  if (!human) return ['user.machine.added', { userName, name: machine?.name }];
  const { profile, email, phone, password } = human;
  const payload = {
    userName,
    firstName: profile.givenName,
    lastName: profile.familyName,
    displayName: profile.displayName,
    preferredLanguage: profile.preferredLanguage || 'und',
    email: email.value,
    phone: phone.value || undefined,
    encodedHash: password && passwordHash(),
    changeRequired: password?.changeRequired || undefined,
  };
  return ['user.human.added', payload];
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

// The real server takes such a secret as verified without looking at it.
function readTotp(secret: string | undefined): Human['totp'] {
  return secret === undefined ? undefined : { secret, isVerified: true };
}
