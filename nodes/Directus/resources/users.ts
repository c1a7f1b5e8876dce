import type { INodeProperties } from 'n8n-workflow';

import { PAGE_SETTINGS } from '../../shared/page/settings';
import type { DirectusTable } from '../operation';
import { readEmails } from '../request/emails';
import { crud } from './crud';
import { actAs, itemQuery, listQuery, otp, totpSecret } from './fields';
import { optional, secretText, text } from './inputs';
import { locator, role } from './locators';

const STATUSES = ['active', 'archived', 'draft', 'invited', 'suspended', 'unverified'];

/** Fields of directus_users that a client may write; instances add their own. */
const USER_FIELDS = [
  'appearance',
  'auth_data',
  'avatar',
  'description',
  'email',
  'email_notifications',
  'external_identifier',
  'first_name',
  'id',
  'language',
  'last_name',
  'location',
  'password',
  'policies',
  'provider',
  'role',
  'status',
  'tags',
  'text_direction',
  'tfa_secret',
  'theme_dark',
  'theme_dark_overrides',
  'theme_light',
  'theme_light_overrides',
  'title',
  'token',
];

const email: INodeProperties = {
  displayName: 'Email',
  name: 'email',
  type: 'string',
  default: '',
  placeholder: 'e.g. ada@example.org',
  description: 'Email address that the user signs in with',
};

const password: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'string',
  typeOptions: { password: true },
  default: '',
};

const additionalFields: INodeProperties[] = [
  { displayName: 'Description', name: 'description', type: 'string', default: '' },
  {
    displayName: 'Email Notifications',
    name: 'email_notifications',
    type: 'boolean',
    default: true,
    description: 'Whether to send notifications by email too',
  },
  { displayName: 'External Identifier', name: 'external_identifier', type: 'string', default: '' },
  { displayName: 'First Name', name: 'first_name', type: 'string', default: '' },
  {
    displayName: 'Language',
    name: 'language',
    type: 'string',
    default: '',
    placeholder: 'e.g. de-DE',
  },
  { displayName: 'Last Name', name: 'last_name', type: 'string', default: '' },
  { displayName: 'Location', name: 'location', type: 'string', default: '' },
  {
    displayName: 'Policies',
    name: 'policies',
    type: 'json',
    default: '[]',
    description:
      'IDs of all policies of the user, in addition to those of the role. Policies not listed are removed. To only add some, write {"create": [{"policy": "…"}]}.',
  },
  { displayName: 'Provider', name: 'provider', type: 'string', default: 'default' },
  {
    displayName: 'Status',
    name: 'status',
    type: 'options',
    options: STATUSES.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
    default: 'active',
  },
  {
    displayName: 'Static Token',
    name: 'token',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description: 'Token for calling the API as this user',
  },
  { displayName: 'Tags', name: 'tags', type: 'json', default: '[]', description: 'List of texts' },
  {
    displayName: 'TOTP Secret',
    name: 'tfa_secret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description: 'Base32 secret of an authenticator app, so that 2FA is on from the start',
  },
  { displayName: 'Title', name: 'title', type: 'string', default: '' },
];

const user = locator('User', 'id', 'searchUsers');
const emailOfPerson = { ...email, required: true };
const passwordOfPerson = { ...password, required: true };

/** directus_users */
export const users: DirectusTable = {
  value: 'users',
  name: 'User',
  description: 'People and programs that can sign in to Directus',
  operations: [
    ...crud({
      resource: 'users',
      record: 'user',
      simplify: 'user',
      exists: { by: ['email'], keeps: ['password', 'tfa_secret', 'token', 'auth_data'] },
      fields: USER_FIELDS,
      form: [
        email,
        { ...password, description: 'Password to sign in with. Without one, the user cannot sign in.' },
        { ...role, description: 'Role of the user. Without one, the user has no permissions.' },
      ],
      additional: additionalFields,
      id: user,
      choices: { status: STATUSES },
    }),
    {
      value: 'disable2FA',
      name: 'Disable 2FA',
      action: 'Disable two factor sign in',
      description: "Turns off 2FA for the credential's user, or for a person who signs in",
      verb: 'POST',
      path: '/users/me/tfa/disable',
      actAs: true,
      settings: actAs('disable2FA'),
      data: { fields: ['otp'] },
      fields: [
        otp,
        totpSecret('Secret of the account, to generate the code from if Code is empty: either one will do'),
      ],
      code: { field: 'otp', secretField: 'secret', sendSecret: false },
      emptyReply: { disabled: true },
    },
    {
      value: 'disableUser2FA',
      name: 'Disable 2FA of User',
      action: 'Disable two factor sign in of a user',
      description:
        'Turns off 2FA for another user, e.g. because the phone was lost. Requires an administrator.',
      verb: 'POST',
      path: '/users/:id/tfa/disable',
      fields: [user],
      existsAt: '/users/:id',
      emptyReply: { disabled: true },
    },
    {
      value: 'enable2FA',
      name: 'Enable 2FA',
      action: 'Enable two factor sign in',
      description: 'Turns on 2FA with the secret from Generate 2FA',
      verb: 'POST',
      path: '/users/me/tfa/enable',
      actAs: true,
      settings: actAs('enable2FA'),
      data: { fields: ['secret', 'otp'], required: ['secret'] },
      fields: [{ ...totpSecret('Secret that Generate 2FA returned'), required: true }, otp],
      code: { field: 'otp', secretField: 'secret', sendSecret: true },
      emptyReply: { enabled: true },
    },
    {
      value: 'generate2FA',
      name: 'Generate 2FA',
      action: 'Generate a two factor secret',
      description: 'Generates a secret for an authenticator app. Nothing changes until Enable 2FA.',
      verb: 'POST',
      path: '/users/me/tfa/generate',
      actAs: true,
      settings: actAs('generate2FA'),
      data: { fields: ['password'], required: ['password'] },
      fields: [{ ...password, required: true, description: 'Password of the account' }],
      qrCode: 'otpauth_url',
    },
    {
      value: 'setUp2FAAndWait',
      name: 'Set Up 2FA and Wait',
      action: 'Set up two factor sign in with a user and wait',
      description:
        'Waits until the person has signed in and turned on 2FA on the page at $execution.resumeUrl. Send that link in a node before this one.',
      waits: true,
      verb: 'POST',
      path: '/users/me/tfa/enable',
      data: { fields: ['email'] },
      fields: [
        {
          ...email,
          description: 'Email address of the person. Leave empty to allow anyone who signs in.',
        },
      ],
      settings: PAGE_SETTINGS,
    },
    {
      value: 'getCurrent',
      name: 'Get Current',
      action: 'Get the current user',
      description: 'Retrieves the user of the credential',
      verb: 'GET',
      path: '/users/me',
      query: true,
      fields: [itemQuery],
      simplify: 'user',
    },
    {
      value: 'acceptUserInvite',
      name: 'Accept Invite',
      action: 'Accept a user invite',
      description: 'Sets the password of an invited user with the token from the email',
      verb: 'POST',
      path: '/users/invite/accept',
      withoutToken: true,
      data: { fields: ['token', 'password'], required: ['token', 'password'] },
      fields: [
        secretText('Token', 'token', { required: true, description: 'Token from the email' }),
        passwordOfPerson,
      ],
      emptyReply: { accepted: true },
    },
    {
      value: 'inviteUser',
      name: 'Invite',
      action: 'Invite a user',
      description:
        'Creates users and emails them a link for setting their password. The output has the result for each address.',
      verb: 'POST',
      path: '/users/invite',
      data: { fields: ['email', 'role', 'invite_url'], required: ['email', 'role'] },
      fields: [
        {
          ...emailOfPerson,
          description: 'Email address to invite. Separate several with commas, or use a list.',
        },
        { ...role, required: true },
        text('Invite URL', 'invite_url', {
          placeholder: 'e.g. https://app.example.org/accept',
          description: 'Page that the email links to. The server must allow it.',
        }),
      ],
      check: readEmails('email'),
      send: 'inviteUser',
    },
    {
      value: 'register',
      name: 'Register',
      action: 'Register a user',
      description: 'Registers a user publicly, if the project allows it',
      verb: 'POST',
      path: '/users/register',
      withoutToken: true,
      data: {
        fields: ['email', 'password', 'first_name', 'last_name', 'verification_url'],
        required: ['email', 'password'],
      },
      fields: [emailOfPerson, passwordOfPerson],
      additionalFields: [
        text('First Name', 'first_name'),
        text('Last Name', 'last_name'),
        text('Verification URL', 'verification_url', {
          description: 'Page that the email links to. The server must allow it.',
        }),
      ],
      emptyReply: { registered: true },
      available: { from: '10.12', instead: 'Create the user, or invite it.' },
    },
    {
      value: 'verifyEmail',
      name: 'Verify Email',
      action: 'Verify the email of a user',
      description: 'Activates a registered user with the token from the email',
      verb: 'GET',
      path: '/users/register/verify-email',
      withoutToken: true,
      query: ['token'],
      fields: [secretText('Token', 'token', { required: true, description: 'Token from the email' })],
      reply: 'location',
      available: { from: '10.12', instead: 'Set the status of the user to active.' },
    },
    {
      value: 'trackPage',
      name: 'Track Page',
      action: 'Track the last page',
      description: "Records which page of the app the credential's user saw last",
      verb: 'PATCH',
      path: '/users/me/track/page',
      data: { fields: ['last_page'], required: ['last_page'] },
      fields: [text('Page', 'last_page', { required: true, placeholder: 'e.g. /content/articles' })],
      emptyReply: { tracked: true },
    },
    {
      value: 'updateMe',
      name: 'Update Current',
      action: 'Update the current user',
      description: 'Changes the user of the credential',
      verb: 'PATCH',
      path: '/users/me',
      query: true,
      data: {
        fields: USER_FIELDS,
        choices: { status: STATUSES },
        collection: 'directus_users',
        notEmpty: true,
      },
      additionalFields: optional([email, password, ...additionalFields]),
      emptyReply: { updated: true },
    },
    {
      value: 'listWithout2FA',
      name: 'Get Many Without 2FA',
      action: 'Get many users without two factor sign in',
      description: 'Retrieves the active users who have no second factor',
      verb: 'GET',
      path: '/users',
      query: true,
      records: 'directus_users',
      filters: listQuery,
      simplify: 'user',
      filter: { _and: [{ tfa_secret: { _null: true } }, { status: { _eq: 'active' } }] },
      list: true,
    },
  ],
};
