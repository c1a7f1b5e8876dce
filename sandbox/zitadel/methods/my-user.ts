import type { Context, MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { type JsonObject, text } from '../json-object';
import { hasMembership } from '../permissions';
import { type Human, readDetails, touch, writeDetails } from '../user';
import { updateMyProfile as updateMyProfileRule } from './rules';

const service = 'zitadel.auth.v1.AuthService';

export const myUser: Record<string, MethodRow> = {
  [`${service}/GetMyUser`]: { handle: getMyUser },
  [`${service}/GetMyProfile`]: { handle: getMyProfile },
  [`${service}/UpdateMyProfile`]: { rule: updateMyProfileRule, handle: updateMyProfile },
  [`${service}/ListMyZitadelPermissions`]: { handle: listMyZitadelPermissions },
};

function getMyUser({ caller: { user } }: Context): JsonObject {
  const { human, machine } = user;
  return {
    user: {
      id: user.id,
      details: readDetails(user),
      state: user.state,
      userName: user.username,
      loginNames: [user.username],
      preferredLoginName: user.username,
      human: human && {
        profile: printProfile(human),
        email: { email: human.email.value, isEmailVerified: human.email.isVerified },
        phone: { phone: human.phone.value, isPhoneVerified: human.phone.isVerified },
        passwordChanged: human.password?.changed,
      },
      machine: machine && {
        name: machine.name,
        description: machine.description,
        hasSecret: machine.secret !== undefined,
      },
    },
  };
}

function getMyProfile({ caller: { user } }: Context): JsonObject {
  if (!user.human) throw notModelled('the profile of a service user');
  return { details: readDetails(user), profile: printProfile(user.human) };
}

function updateMyProfile({ caller: { user } }: Context, request: JsonObject): JsonObject {
  if (!user.human) throw notModelled('the profile of a service user');
  const profile = {
    givenName: text(request, 'firstName'),
    familyName: text(request, 'lastName'),
    nickName: text(request, 'nickName'),
    displayName: text(request, 'displayName'),
    preferredLanguage: text(request, 'preferredLanguage'),
    gender: text(request, 'gender'),
  };
  if (JSON.stringify(profile) === JSON.stringify(user.human.profile)) {
    throw notModelled('a profile that is set to what it is');
  }
  user.human.profile = profile;
  touch(user, 'user.human.profile.changed');
  return { details: writeDetails(user) };
}

function listMyZitadelPermissions({ state, caller }: Context): JsonObject {
  // The roles here carry only the permissions in use, so a list made from them would be too short.
  if (hasMembership(state, caller.user.id, caller.organizationId)) {
    throw notModelled('the permissions of a user with roles');
  }
  return {};
}

function printProfile({ profile }: Human): JsonObject {
  return {
    firstName: profile.givenName,
    lastName: profile.familyName,
    nickName: profile.nickName,
    displayName: profile.displayName,
    preferredLanguage: profile.preferredLanguage || 'und',
    gender: profile.gender || undefined,
  };
}
