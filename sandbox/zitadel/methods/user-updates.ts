import { readAddress } from '../address';
import type { Context, MethodRow } from '../method-row';
import { invalidArgument, notFound, notModelled } from '../errors';
import { profilePayload } from '../event-payloads';
import { child, type JsonObject, text, textOrNothing } from '../json-object';
import { requireFreeUsername } from '../new-user';
import { type HumanUser, type Profile, touch, type User, writeDetails } from '../user';
import { dropPhone, mayChange, noteChange } from './addresses';
import { changePassword } from './passwords';
import { updateHumanUser as updateHumanUserRule, updateUser as updateUserRule } from './update-rules';
import { findUser, requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

export const userUpdates: Record<string, MethodRow> = {
  [`${service}/UpdateHumanUser`]: { rule: updateHumanUserRule, handle: updateHumanUser },
  [`${service}/UpdateUser`]: { rule: updateUserRule, handle: updateUser },
};

interface Codes extends JsonObject {
  emailCode?: string;
  phoneCode?: string;
}

function updateHumanUser(context: Context, request: JsonObject): JsonObject {
  const user = requirePerson(context, request);
  if (text(child(request, 'phone') ?? { phone: 'none given' }, 'phone') === '') {
    throw notModelled('removing a phone with UpdateHumanUser');
  }
  const codes = updateHuman(context, user, text(request, 'username'), request);
  return { details: writeDetails(user), ...codes };
}

function updateUser(context: Context, request: JsonObject): JsonObject {
  const human = child(request, 'human');
  const machine = child(request, 'machine');
  const username = text(request, 'username');
  if (human) {
    const user = requirePerson(context, request);
    const codes = updateHuman(context, user, username, human);
    return { changeDate: user.changed, ...codes };
  }
  if (!machine) throw notModelled('an update without a type of user');
  const user = findUser(context, request);
  if (!user?.machine) throw notModelled('updating an unknown user or a person as a service user');
  selfOr(context, user, 'user.write');
  rename(context, user, username);
  updateMachine(user, machine);
  return { changeDate: user.changed };
}

function requirePerson(context: Context, request: JsonObject): HumanUser {
  return requireHuman(context, request, () => notFound('User could not be found', 'COMMAND-ugjs0upun6'));
}

function updateHuman(context: Context, user: HumanUser, username: string, request: JsonObject): Codes {
  selfOr(context, user, 'user.write');
  const profile = child(request, 'profile');
  const password = child(request, 'password');
  const codes = {
    emailCode: updateAddress(context, user, 'email', child(request, 'email')),
    phoneCode: updateAddress(context, user, 'phone', child(request, 'phone')),
  };
  rename(context, user, username);
  if (profile) updateProfile(user, profile);
  if (password) updatePassword(context, user, password);
  return codes;
}

function rename({ state }: Context, user: User, username: string): void {
  if (username === '' || username === user.username) return;
  requireFreeUsername(state, username);
  user.username = username;
  touch(user, 'user.username.changed', { userName: username });
}

// Only what is given is changed.
function updateProfile(user: HumanUser, given: JsonObject): void {
  const names = Object.keys(user.human.profile) as (keyof Profile)[];
  const changed = names.filter(
    (name) => given[name] !== undefined && given[name] !== user.human.profile[name],
  );
  for (const name of changed) user.human.profile[name] = text(given, name);
  if (changed.length === 0) return;
  touch(user, 'user.human.profile.changed', profilePayload(user.human.profile, changed));
}

function updateAddress(
  context: Context,
  user: HumanUser,
  kind: 'email' | 'phone',
  request: JsonObject | undefined,
): string | undefined {
  if (!request) return undefined;
  mayChange(context, user, request);
  if (text(request, kind) === '') {
    if (Object.keys(request).length > 1) {
      throw invalidArgument('Errors.User.Phone.VerifyingRemovalIsNotSupported', 'USERv2-4f3d6');
    }
    if (user.human.phone.value !== '') dropPhone(user);
    return undefined;
  }
  const changed = readAddress(request, kind);
  const { address } = changed;
  if (address.value === user.human[kind].value) {
    if (address.isVerified !== user.human[kind].isVerified) throw notModelled(`verifying the same ${kind}`);
    return undefined;
  }
  user.human[kind] = address;
  noteChange(user, kind, changed);
  return changed.returnedCode;
}

function updatePassword(context: Context, user: HumanUser, request: JsonObject): void {
  const password = child(request, 'password');
  if (request.hashedPassword !== undefined) throw notModelled('a password given as a hash');
  if (!password) throw invalidArgument('Password not found', 'COMMAND-3klek4sbns');
  changePassword(context, user, password, request);
}

function updateMachine(user: User, given: JsonObject): void {
  const name = textOrNothing(given, 'name') ?? user.machine?.name ?? '';
  const description = (given.description as string | undefined) ?? user.machine?.description ?? '';
  if (!user.machine || (name === user.machine.name && description === user.machine.description)) return;
  Object.assign(user.machine, { name, description });
  touch(user, 'user.machine.changed');
}
