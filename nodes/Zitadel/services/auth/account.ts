import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { listQuery, textQueryMethod } from '../fields';
import { filters } from '../filters';
import { DECODE_BYTES } from '../options';

const changeQuery: INodeProperties = {
  displayName: 'Order and Range',
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
      description: 'Whether to sort from oldest to newest',
    },
    {
      displayName: 'Sequence',
      name: 'sequence',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'Number of the change to start from, as returned earlier',
    },
  ],
};

const metadataFilters = filters(
  'entries',
  [
    {
      displayName: 'Key',
      name: 'keyQuery',
      values: [
        { displayName: 'Key', name: 'key', type: 'string', default: '', placeholder: 'e.g. team' },
        textQueryMethod,
      ],
    },
  ],
  { keyQuery: { key: 'team', method: 'TEXT_QUERY_METHOD_STARTS_WITH' } },
  'queries',
);

const profileFields: INodeProperties[] = [
  {
    displayName: 'First Name',
    name: 'firstName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Ada',
  },
  {
    displayName: 'Last Name',
    name: 'lastName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Lovelace',
  },
  {
    displayName: 'Display Name',
    name: 'displayName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Ada L.',
    description: 'Name that others see',
  },
];

const furtherProfileFields: INodeProperties[] = [
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
  { displayName: 'Nickname', name: 'nickName', type: 'string', default: '' },
  {
    displayName: 'Preferred Language',
    name: 'preferredLanguage',
    type: 'string',
    default: '',
    placeholder: 'e.g. en',
    description: 'Language tag, e.g. "de" or "pt-BR"',
  },
];

/** The own user, its profile, its metadata, its password. */
export const accountOperations: ZitadelOperation[] = [
  {
    value: 'getMyMetadata',
    name: 'Get My Metadata',
    action: 'Get my metadata',
    description: 'Retrieves one metadata entry of your account. Its value is base64.',
    options: [DECODE_BYTES],
    fields: [
      {
        displayName: 'Key',
        name: 'key',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. team',
        description: 'Key of the entry',
      },
    ],
  },
  {
    value: 'getMyProfile',
    name: 'Get My Profile',
    action: 'Get my profile',
    description: 'Retrieves the name, language and gender of your account',
    simplify: 'myProfile',
  },
  {
    value: 'getMyUser',
    name: 'Get My User',
    action: 'Get my user',
    description: 'Retrieves the user of the credential, whether a person or a service user',
    simplify: 'user',
  },
  {
    value: 'listMyMetadata',
    name: 'Get Many of My Metadata Entries',
    action: 'Get many of my metadata entries',
    description: 'Retrieves the metadata of your account. Values are base64.',
    options: [DECODE_BYTES],
    filters: metadataFilters,
    additionalFields: [listQuery],
    list: true,
  },
  {
    value: 'listMyUserChanges',
    name: 'Get Many of My Changes',
    action: 'Get many of my changes',
    description: 'Retrieves the changes to your account, with when and by whom',
    additionalFields: [changeQuery],
    list: true,
  },
  {
    value: 'removeMyAvatar',
    name: 'Remove My Avatar',
    action: 'Remove my avatar',
    description: 'Removes your profile picture',
  },
  {
    value: 'removeMyUser',
    name: 'Delete My User',
    action: 'Delete my user',
    description: 'Deletes your account permanently',
  },
  {
    value: 'updateMyPassword',
    name: 'Update My Password',
    action: 'Update my password',
    description: 'Changes the password of your account',
    fields: [
      {
        displayName: 'Current Password',
        name: 'oldPassword',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        description: 'Password to replace',
      },
      {
        displayName: 'New Password',
        name: 'newPassword',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        description: 'The new password; Get My Password Rules returns what it must contain',
      },
    ],
  },
  {
    value: 'updateMyProfile',
    name: 'Update My Profile',
    action: 'Update my profile',
    description: "Replaces the profile of your account. Fields you don't set are emptied.",
    fields: profileFields,
    additionalFields: furtherProfileFields,
  },
  {
    value: 'updateMyUserName',
    name: 'Update My Username',
    action: 'Update my username',
    description: 'Changes the name that you sign in with',
    fields: [
      {
        displayName: 'Username',
        name: 'userName',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. ada',
        description: 'The new name; it must be unique',
      },
    ],
  },
];
