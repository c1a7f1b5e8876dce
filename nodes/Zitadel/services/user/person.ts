import type { DisplayCondition, INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import { email, phone } from './contact';
import { idpLinkEntries, idpLinks } from './identityProviders';
import { metadata, metadataEntries } from './metadata';
import { hashedPassword, password } from './password';
import { profile } from './profile';

/** For a person who has an authenticator app already. */
export const totpSecret: INodeProperties = {
  displayName: 'TOTP Secret',
  name: 'totpSecret',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description:
    'Base32 secret of an authenticator app that the person already uses, so that 2FA is on from the start',
};

/** The oneof "userType", whose members hold what people or service users have. */
export const userType: INodeProperties = {
  displayName: 'Type',
  name: 'userType',
  type: 'options',
  options: [
    { name: 'Human', value: '{"human":{}}', description: 'A person' },
    { name: 'Machine', value: '{"machine":{}}', description: 'A service user' },
  ],
  default: '{"human":{}}',
  description: 'Whether the user is a person or a service user',
};

/** What a person has. */
export const human: FormField = {
  displayName: 'Human',
  name: 'human',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  displayOptions: { show: { userType: ['{"human":{}}'] } },
  options: [
    email,
    hashedPassword,
    idpLinkEntries,
    idpLinks,
    metadataEntries,
    metadata,
    password,
    phone,
    profile,
    totpSecret,
  ],
};

/**
 * A field of a person that stands for one inside "human". It gives way where that holds the same, as in workflows that
 * are written by hand.
 *
 * @param part what of "human" has the same
 */
function ofPerson(part: string, requestField: string, field: INodeProperties): FormField {
  const text: DisplayCondition[] = [{ _cnd: { regex: '^[={]' } }];
  const isGiven: DisplayCondition[] = [{ _cnd: { exists: true } }];
  return {
    ...field,
    requestField,
    displayOptions: {
      show: { userType: ['{"human":{}}'] },
      hide: { [`/human.${part}`]: isGiven, '/machine.name': isGiven, human: text },
    },
  };
}

/** What everybody asks for of a new person. */
export const personFields: FormField[] = [
  ofPerson('profile', 'human.profile.givenName', {
    displayName: 'Given Name',
    name: 'givenName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Ada',
  }),
  ofPerson('profile', 'human.profile.familyName', {
    displayName: 'Family Name',
    name: 'familyName',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Lovelace',
  }),
  ofPerson('email', 'human.email.email', {
    displayName: 'Email',
    name: 'emailAddress',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. ada@example.org',
    description:
      'Zitadel sends a code to verify it, unless you choose otherwise in More About the Person > Email',
  }),
];

/** The password of a new person. */
export const initialPassword = ofPerson('password', 'human.password.password', {
  displayName: 'Password',
  name: 'initialPassword',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description: 'Leave empty for no password, e.g. if you invite the person to choose one',
});

/** What a new person may have besides. */
export const moreOfPerson: FormField = {
  ...human,
  displayName: 'More About the Person',
  default: {},
  description: 'Further details of the person. Email, Password and Profile override the fields above.',
};
