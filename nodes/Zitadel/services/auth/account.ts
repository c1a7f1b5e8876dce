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
      description: 'Whether the oldest comes first',
    },
    {
      displayName: 'Sequence',
      name: 'sequence',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'Number of the change to start from, as an earlier reply has it',
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
    description: 'Retrieves one entry of the own metadata; its value is base64',
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
    description: 'Retrieves name, language and gender of the own account',
    simplify: 'myProfile',
  },
  {
    value: 'getMyUser',
    name: 'Get My User',
    action: 'Get my user',
    description: 'Retrieves the user whose token the credential has, be it a person or a service user',
    simplify: 'user',
  },
  {
    value: 'listMyMetadata',
    name: 'Get Many of My Metadata Entries',
    action: 'Get many of my metadata entries',
    description: 'Retrieves the metadata of the own account; the values are base64',
    options: [DECODE_BYTES],
    filters: metadataFilters,
    additionalFields: [listQuery],
    list: true,
  },
  {
    value: 'listMyUserChanges',
    name: 'Get Many of My Changes',
    action: 'Get many of my changes',
    description: 'Retrieves what was changed in the own account, when and by whom',
    additionalFields: [changeQuery],
    list: true,
  },
  {
    value: 'removeMyAvatar',
    name: 'Remove My Avatar',
    action: 'Remove my avatar',
    description: 'Removes the picture of the own account',
  },
  {
    value: 'removeMyUser',
    name: 'Delete My User',
    action: 'Delete my user',
    description: 'Deletes the own account for good',
  },
  {
    value: 'updateMyPassword',
    name: 'Update My Password',
    action: 'Update my password',
    description: 'Changes the password of the own account',
    fields: [
      {
        displayName: 'Current Password',
        name: 'oldPassword',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        description: 'The password that is to be replaced',
      },
      {
        displayName: 'New Password',
        name: 'newPassword',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        description: 'A password that meets the rules of Get My Password Rules',
      },
    ],
  },
  {
    value: 'updateMyProfile',
    name: 'Update My Profile',
    action: 'Update my profile',
    description: 'Replaces the profile of the own account. Give every field that is to keep its value.',
    fields: profileFields,
    additionalFields: furtherProfileFields,
  },
  {
    value: 'updateMyUserName',
    name: 'Update My Username',
    action: 'Update my username',
    description: 'Changes the name that the person signs in with',
    fields: [
      {
        displayName: 'Username',
        name: 'userName',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. ada',
        description: 'The new name, which no other user may have',
      },
    ],
  },
];
