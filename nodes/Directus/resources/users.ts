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
  description: 'Address that the user signs in with',
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
    description: 'Whether notifications are also sent by e-mail',
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
      'IDs of all policies of the user beside those of the role: others are taken away. To add some, write {"create": [{"policy": "…"}]}.',
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
    description: 'Token that the user can call the API with',
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
  description: 'People and programs that may sign in to Directus',
  operations: [
    ...crud({
      resource: 'users',
      record: 'user',
      simplify: 'user',
      exists: { by: ['email'], keeps: ['password', 'tfa_secret', 'token', 'auth_data'] },
      fields: USER_FIELDS,
      form: [
        email,
        { ...password, description: 'Password to sign in with; without one the user cannot sign in' },
        { ...role, description: 'Role of the user; without one the user may do nothing' },
      ],
      additional: additionalFields,
      id: user,
      choices: { status: STATUSES },
    }),
    {
      value: 'disable2FA',
      name: 'Disable 2FA',
      action: 'Disable two factor sign in',
      description: 'Switches 2FA of the own account off, or of a person that signs in for it',
      verb: 'POST',
      path: '/users/me/tfa/disable',
      actAs: true,
      settings: actAs('disable2FA'),
      data: { fields: ['otp'] },
      fields: [otp, totpSecret('Secret of the account, to make the code of this moment from')],
      code: { field: 'otp', secretField: 'secret', sendSecret: false },
      emptyReply: { disabled: true },
    },
    {
      value: 'disableUser2FA',
      name: 'Disable 2FA of User',
      action: 'Disable two factor sign in of a user',
      description:
        'Switches 2FA of somebody else off, e.g. because the phone was lost. Takes an administrator.',
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
      description: 'Switches 2FA on with the secret that Generate 2FA returned',
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
      description: 'Makes a secret for an authenticator app. Nothing changes until Enable 2FA.',
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
        'Waits until the person has switched 2FA on at the page at $execution.resumeUrl, where they sign in. Send that link in a node before this one.',
      waits: true,
      verb: 'POST',
      path: '/users/me/tfa/enable',
      data: { fields: ['email'] },
      fields: [
        {
          ...email,
          description: 'Address of the person who is to do it; whoever signs in if empty',
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
      description: 'Sets the password of a user who was invited, with the token out of the e-mail',
      verb: 'POST',
      path: '/users/invite/accept',
      withoutToken: true,
      data: { fields: ['token', 'password'], required: ['token', 'password'] },
      fields: [
        secretText('Token', 'token', { required: true, description: 'Token out of the e-mail' }),
        passwordOfPerson,
      ],
      emptyReply: { accepted: true },
    },
    {
      value: 'inviteUser',
      name: 'Invite',
      action: 'Invite a user',
      description:
        'Creates users and sends them an e-mail with which they set their password; says what became of each address',
      verb: 'POST',
      path: '/users/invite',
      data: { fields: ['email', 'role', 'invite_url'], required: ['email', 'role'] },
      fields: [
        {
          ...emailOfPerson,
          description: 'Address to invite; several as a list, or with commas between',
        },
        { ...role, required: true },
        text('Invite URL', 'invite_url', {
          placeholder: 'e.g. https://app.example.org/accept',
          description: 'Page that the e-mail links to; the server must allow it',
        }),
      ],
      check: readEmails('email'),
      send: 'inviteUser',
    },
    {
      value: 'register',
      name: 'Register',
      action: 'Register a user',
      description: 'Registers a user as anybody may, where the project allows it',
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
          description: 'Page that the e-mail links to; the server must allow it',
        }),
      ],
      emptyReply: { registered: true },
      available: { from: '10.12', instead: 'Create the user, or invite it.' },
    },
    {
      value: 'verifyEmail',
      name: 'Verify Email',
      action: 'Verify the email of a user',
      description: 'Activates a user who registered, with the token out of the e-mail',
      verb: 'GET',
      path: '/users/register/verify-email',
      withoutToken: true,
      query: ['token'],
      fields: [secretText('Token', 'token', { required: true, description: 'Token out of the e-mail' })],
      reply: 'location',
      available: { from: '10.12', instead: 'Set the status of the user to active.' },
    },
    {
      value: 'trackPage',
      name: 'Track Page',
      action: 'Track the last page',
      description: 'Notes which page of the app the user of the credential saw last',
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
