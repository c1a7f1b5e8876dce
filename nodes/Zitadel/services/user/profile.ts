import type { INodeProperties } from 'n8n-workflow';

/** Name and language of a person. */
export const profile: INodeProperties = {
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
