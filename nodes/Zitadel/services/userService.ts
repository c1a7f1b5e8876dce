import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelTable } from '../operation';
import { code, secret, userId } from './fields';

/** Members of the oneof "verification" of an e-mail address. */
const emailVerification: INodeProperties = {
  displayName: 'Verification',
  name: 'verification',
  type: 'options',
  options: [
    { name: 'Is Verified', value: '{"isVerified":true}', description: 'Trust the address as it is' },
    { name: 'Return Code', value: '{"returnCode":{}}', description: 'Put the code into the output' },
    { name: 'Send Code', value: '{"sendCode":{}}', description: 'Let Zitadel send the code to the address' },
  ],
  default: '{"isVerified":true}',
  description: 'How the address is verified',
};

const profile: INodeProperties = {
  displayName: 'Profile',
  name: 'profile',
  type: 'collection',
  placeholder: 'Add Field',
  default: { givenName: '', familyName: '' },
  required: true,
  description: 'Name and language of the person',
  options: [
    { displayName: 'Display Name', name: 'displayName', type: 'string', default: '' },
    {
      displayName: 'Family Name',
      name: 'familyName',
      type: 'string',
      default: '',
      placeholder: 'e.g. Lovelace',
    },
    {
      displayName: 'Gender',
      name: 'gender',
      type: 'options',
      options: [
        { name: 'Diverse', value: 'GENDER_DIVERSE' },
        { name: 'Female', value: 'GENDER_FEMALE' },
        { name: 'Male', value: 'GENDER_MALE' },
        { name: 'Unspecified', value: 'GENDER_UNSPECIFIED' },
      ],
      default: 'GENDER_UNSPECIFIED',
    },
    { displayName: 'Given Name', name: 'givenName', type: 'string', default: '', placeholder: 'e.g. Ada' },
    { displayName: 'Nickname', name: 'nickName', type: 'string', default: '' },
    {
      displayName: 'Preferred Language',
      name: 'preferredLanguage',
      type: 'string',
      default: '',
      placeholder: 'e.g. en',
      description: 'Language tag, e.g. "de" or "pt-BR"',
    },
  ],
};

const email: INodeProperties = {
  displayName: 'Email',
  name: 'email',
  type: 'collection',
  placeholder: 'Add Field',
  default: { email: '' },
  required: true,
  description: 'Address of the person, and how it is verified',
  options: [
    {
      displayName: 'Email Address',
      name: 'email',
      type: 'string',
      default: '',
      placeholder: 'e.g. ada@example.org',
    },
    emailVerification,
  ],
};

const phone: INodeProperties = {
  displayName: 'Phone',
  name: 'phone',
  type: 'collection',
  placeholder: 'Add Field',
  default: { phone: '' },
  options: [
    {
      displayName: 'Phone Number',
      name: 'phone',
      type: 'string',
      default: '',
      placeholder: 'e.g. +41791234567',
      description: 'Number with its country code',
    },
    { ...emailVerification, description: 'How the number is verified' },
  ],
};

const metadata: INodeProperties = {
  displayName: 'Metadata',
  name: 'metadata',
  type: 'json',
  default: '[{ "key": "team", "value": "Y29yZQ==" }]',
  description: 'List of keys and values; each value is base64',
};

const password: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'collection',
  placeholder: 'Add Field',
  default: { password: '' },
  options: [
    {
      displayName: 'Change Required',
      name: 'changeRequired',
      type: 'boolean',
      default: true,
      description: 'Whether the person must choose another password at the first sign-in',
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
    },
  ],
};

const organization: INodeProperties = {
  displayName: 'Organization',
  name: 'organization',
  type: 'collection',
  placeholder: 'Add Field',
  default: { orgId: '' },
  description: 'Where the user belongs; that of the credential if not given',
  options: [
    { displayName: 'Organization Domain', name: 'orgDomain', type: 'string', default: '' },
    { displayName: 'Organization ID', name: 'orgId', type: 'string', default: '' },
  ],
};

const userQueries: INodeProperties = {
  displayName: 'Filters',
  name: 'queries',
  type: 'json',
  default: '[{ "emailQuery": { "emailAddress": "@example.org", "method": "TEXT_QUERY_METHOD_ENDS_WITH" } }]',
  description:
    'List of queries that a user must all match; "orQuery", "andQuery" and "notQuery" combine others',
};

const sortingColumn: INodeProperties = {
  displayName: 'Sort By',
  name: 'sortingColumn',
  type: 'options',
  options: [
    { name: 'Creation Date', value: 'USER_FIELD_NAME_CREATION_DATE' },
    { name: 'Display Name', value: 'USER_FIELD_NAME_DISPLAY_NAME' },
    { name: 'Email', value: 'USER_FIELD_NAME_EMAIL' },
    { name: 'First Name', value: 'USER_FIELD_NAME_FIRST_NAME' },
    { name: 'Last Name', value: 'USER_FIELD_NAME_LAST_NAME' },
    { name: 'Nickname', value: 'USER_FIELD_NAME_NICK_NAME' },
    { name: 'State', value: 'USER_FIELD_NAME_STATE' },
    { name: 'Type', value: 'USER_FIELD_NAME_TYPE' },
    { name: 'User ID', value: 'USER_FIELD_NAME_UNSPECIFIED' },
    { name: 'Username', value: 'USER_FIELD_NAME_USER_NAME' },
  ],
  default: 'USER_FIELD_NAME_CREATION_DATE',
};

const listQuery: INodeProperties = {
  displayName: 'Order and Offset',
  name: 'query',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  options: [
    {
      displayName: 'Ascending',
      name: 'asc',
      type: 'boolean',
      default: true,
      description: 'Whether the smallest comes first',
    },
    {
      displayName: 'Offset',
      name: 'offset',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many users to pass over',
    },
  ],
};

/** zitadel.user.v2.UserService */
export const userService: ZitadelTable = {
  value: 'UserService',
  name: 'User',
  description: 'People and service users, and how they sign in',
  operations: [
    {
      value: 'addHumanUser',
      name: 'Create Human User',
      action: 'Create a human user',
      description: 'Creates a person. Newer servers also offer Create User, which is to replace it.',
      fields: [
        {
          displayName: 'Username',
          name: 'username',
          type: 'string',
          default: '',
          placeholder: 'e.g. ada',
          description: 'Name to sign in with; the e-mail address if left empty',
        },
        profile,
        email,
      ],
      additionalFields: [
        {
          displayName: 'Hashed Password',
          name: 'hashedPassword',
          type: 'json',
          default: '{ "hash": "$2a$14$…", "changeRequired": false }',
          description: 'Password hash from another system, instead of Password',
        },
        {
          displayName: 'Identity Provider Links',
          name: 'idpLinks',
          type: 'json',
          default: '[{ "idpId": "", "userId": "", "userName": "" }]',
          description: 'Accounts of identity providers that belong to the person',
        },
        metadata,
        organization,
        password,
        phone,
        {
          displayName: 'TOTP Secret',
          name: 'totpSecret',
          type: 'string',
          typeOptions: { password: true },
          default: '',
          description:
            'Base32 secret of an authenticator app that the person has already, so that 2FA is on at once',
        },
        {
          displayName: 'User ID',
          name: 'userId',
          type: 'string',
          default: '',
          description: 'ID to give the user; one is made if not given',
        },
      ],
    },
    {
      value: 'deleteUser',
      name: 'Delete',
      action: 'Delete a user',
      description: 'Deletes a user for good',
      fields: [userId],
    },
    {
      value: 'getUserByID',
      name: 'Get',
      action: 'Get a user',
      description: 'Retrieves a user by ID',
      fields: [userId],
    },
    {
      value: 'listUsers',
      name: 'Get Many',
      action: 'Get many users',
      description: 'Retrieves users, filtered and sorted. A user created moments ago may be missing.',
      additionalFields: [userQueries, listQuery, sortingColumn],
      list: true,
    },
    {
      value: 'listAuthenticationMethodTypes',
      name: 'Get Authentication Methods',
      action: 'Get authentication methods of a user',
      description:
        'Lists how a user can sign in: password, passkey, authenticator app and so on. Empty for an unknown user.',
      fields: [userId],
    },
    {
      value: 'registerTOTP',
      name: 'Register TOTP',
      action: 'Register TOTP for a user',
      description:
        'Starts adding an authenticator app: returns the secret and its address. Ends with Verify TOTP Registration; calling it again before that replaces the secret.',
      fields: [userId],
      qrCode: 'uri',
    },
    {
      value: 'removeTOTP',
      name: 'Remove TOTP',
      action: 'Remove TOTP of a user',
      description: 'Takes the authenticator app away from a user, e.g. because the phone was lost',
      fields: [userId],
    },
    {
      value: 'verifyTOTPRegistration',
      name: 'Verify TOTP Registration',
      action: 'Verify TOTP registration of a user',
      description: 'Ends adding an authenticator app: checks a code of the secret registered last',
      fields: [userId, code, secret],
      code: { field: 'code', secretField: 'secret', sendSecret: false },
    },
  ],
};
