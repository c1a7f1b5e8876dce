import { embedded, type MessageRule, optional, runes } from '../validation';
import { email, hashedPassword, id, password, phone, profile } from './rules';

const short = optional(runes(1, 200));

const setPassword: MessageRule = {
  name: 'SetPassword',
  fields: [
    ['Password', 'password', embedded(password)],
    ['HashedPassword', 'hashedPassword', embedded(hashedPassword)],
    ['CurrentPassword', 'currentPassword', short],
    ['VerificationCode', 'verificationCode', optional(runes(1, 20))],
  ],
};

export const updateHumanUser: MessageRule = {
  name: 'UpdateHumanUserRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Username', 'username', short],
    ['Profile', 'profile', embedded(profile)],
    ['Email', 'email', embedded(email)],
    ['Phone', 'phone', embedded(phone)],
    ['Password', 'password', embedded(setPassword)],
  ],
};

const humanProfile: MessageRule = {
  name: 'UpdateUserRequest_Human_Profile',
  fields: [
    ['GivenName', 'givenName', short],
    ['FamilyName', 'familyName', short],
    ['NickName', 'nickName', short],
    ['DisplayName', 'displayName', short],
    ['PreferredLanguage', 'preferredLanguage', optional(runes(1, 10))],
  ],
};

const human: MessageRule = {
  name: 'UpdateUserRequest_Human',
  fields: [
    ['Profile', 'profile', embedded(humanProfile)],
    ['Email', 'email', embedded(email)],
    ['Phone', 'phone', embedded(phone)],
    ['Password', 'password', embedded(setPassword)],
  ],
};

const machine: MessageRule = {
  name: 'UpdateUserRequest_Machine',
  fields: [
    ['Name', 'name', optional(runes(0, 200))],
    ['Description', 'description', optional(runes(0, 500))],
  ],
};

export const updateUser: MessageRule = {
  name: 'UpdateUserRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Username', 'username', short],
    ['Human', 'human', embedded(human)],
    ['Machine', 'machine', embedded(machine)],
  ],
};

/** A request to set the password of a user. */
export const setPasswordRequest: MessageRule = {
  name: 'SetPasswordRequest',
  fields: [
    ['UserId', 'userId', id],
    ['NewPassword', 'newPassword', embedded(password)],
    ['CurrentPassword', 'currentPassword', short],
    ['VerificationCode', 'verificationCode', optional(runes(1, 20))],
  ],
};
