import { emailAddress } from '../email-address';
import { all, bytes, embedded, type MessageRule, onlyTrue, optional, required, runes } from '../validation';

/** An id that must be given. */
export const id = runes(1, 200);

/** The rule of a request whose one checked field is the user's id. */
export function userIdOnly(name: string): MessageRule {
  return { name, fields: [['UserId', 'userId', id]] };
}

export const profile: MessageRule = {
  name: 'SetHumanProfile',
  fields: [
    ['GivenName', 'givenName', runes(1, 200)],
    ['FamilyName', 'familyName', runes(1, 200)],
    ['NickName', 'nickName', optional(runes(0, 200))],
    ['DisplayName', 'displayName', optional(runes(0, 200))],
    ['PreferredLanguage', 'preferredLanguage', optional(runes(0, 10))],
  ],
};

export const sendEmailVerificationCode: MessageRule = {
  name: 'SendEmailVerificationCode',
  fields: [['UrlTemplate', 'urlTemplate', optional(runes(1, 200))]],
};

export const email: MessageRule = {
  name: 'SetHumanEmail',
  fields: [
    ['Email', 'email', all(runes(1, 200), emailAddress)],
    ['SendCode', 'sendCode', embedded(sendEmailVerificationCode)],
  ],
};

export const phone: MessageRule = {
  name: 'SetHumanPhone',
  fields: [
    ['Phone', 'phone', runes(0, 200)],
    ['IsVerified', 'isVerified', optional(onlyTrue)],
  ],
};

const metadataEntry: MessageRule = {
  name: 'SetMetadataEntry',
  fields: [
    ['Key', 'key', runes(1, 200)],
    ['Value', 'value', bytes(1, 500_000)],
  ],
};

export const metadata: MessageRule = {
  name: 'Metadata',
  fields: [
    ['Key', 'key', runes(1, 200)],
    ['Value', 'value', bytes(0, 500_000)],
  ],
};

export const password: MessageRule = { name: 'Password', fields: [['Password', 'password', runes(1, 200)]] };

export const hashedPassword: MessageRule = {
  name: 'HashedPassword',
  fields: [['Hash', 'hash', runes(1, 200)]],
};

const person: MessageRule['fields'] = [
  ['Profile', 'profile', all(required, embedded(profile))],
  ['Email', 'email', all(required, embedded(email))],
  ['Phone', 'phone', embedded(phone)],
];

const secrets: MessageRule['fields'] = [
  ['Password', 'password', embedded(password)],
  ['HashedPassword', 'hashedPassword', embedded(hashedPassword)],
  ['TotpSecret', 'totpSecret', optional(runes(1, 200))],
];

export const addHumanUser: MessageRule = {
  name: 'AddHumanUserRequest',
  fields: [
    ...person,
    ['Metadata', 'metadata', embedded(metadataEntry)],
    ...secrets,
    ['UserId', 'userId', optional(id)],
    ['Username', 'username', optional(id)],
  ],
};

const human: MessageRule = {
  name: 'CreateUserRequest_Human',
  fields: [...person, ['Metadata', 'metadata', embedded(metadata)], ...secrets],
};

const machine: MessageRule = {
  name: 'CreateUserRequest_Machine',
  fields: [
    ['Name', 'name', runes(1, 200)],
    ['Description', 'description', optional(runes(1, 500))],
  ],
};

export const createUser: MessageRule = {
  name: 'CreateUserRequest',
  fields: [
    ['OrganizationId', 'organizationId', id],
    ['UserType', ['human', 'machine'], required],
    ['Human', 'human', embedded(human)],
    ['Machine', 'machine', embedded(machine)],
    ['UserId', 'userId', optional(id)],
    ['Username', 'username', optional(id)],
  ],
};

export const verifyTotp: MessageRule = {
  name: 'VerifyTOTPRegistrationRequest',
  fields: [
    ['UserId', 'userId', id],
    ['Code', 'code', runes(1, 200)],
  ],
};

export const addPersonalAccessToken: MessageRule = {
  name: 'AddPersonalAccessTokenRequest',
  fields: [
    ['UserId', 'userId', id],
    ['ExpirationDate', 'expirationDate', required],
  ],
};

export const updateMyProfile: MessageRule = {
  name: 'UpdateMyProfileRequest',
  fields: [
    ['FirstName', 'firstName', runes(1, 200)],
    ['LastName', 'lastName', runes(1, 200)],
    ['NickName', 'nickName', runes(0, 200)],
    ['DisplayName', 'displayName', runes(1, 200)],
    ['PreferredLanguage', 'preferredLanguage', runes(0, 10)],
  ],
};

export const verifyMyTotp: MessageRule = {
  name: 'VerifyMyAuthFactorOTPRequest',
  fields: [['Code', 'code', runes(1, 200)]],
};

export const addProject: MessageRule = {
  name: 'AddProjectRequest',
  fields: [['Name', 'name', runes(1, 200)]],
};

export const addOidcApp: MessageRule = {
  name: 'AddOIDCAppRequest',
  fields: [
    ['ProjectId', 'projectId', runes(1, 200)],
    ['Name', 'name', runes(1, 200)],
  ],
};

export const updateOrgMember: MessageRule = {
  name: 'UpdateOrgMemberRequest',
  fields: [['UserId', 'userId', runes(1, 200)]],
};

export const removeOrgMember: MessageRule = {
  name: 'RemoveOrgMemberRequest',
  fields: [['UserId', 'userId', runes(1, 200)]],
};

export const addOrgMember: MessageRule = {
  name: 'AddOrgMemberRequest',
  fields: [['UserId', 'userId', runes(1, 200)]],
};
