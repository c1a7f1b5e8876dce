import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { innerLocator, listQuery, locator, userId } from '../fields';
import { READ_IN_BATCHES } from '../options';
import { email, phone } from './contact';
import { idpLinkEntries, idpLinks } from './identityProviders';
import { metadata, metadataEntries } from './metadata';
import { hashedPassword, newPassword, password } from './password';
import { human, initialPassword, moreOfPerson, personFields, totpSecret, userType } from './person';
import { profile } from './profile';
import { userFilters } from './queries';

const username: INodeProperties = {
  displayName: 'Username',
  name: 'username',
  type: 'string',
  default: '',
  placeholder: 'e.g. ada',
  description: 'Name to sign in with; the e-mail address if left empty',
};

const newUsername: INodeProperties = { ...username, description: 'Another name to sign in with' };

const newUserId: INodeProperties = {
  displayName: 'User ID',
  name: 'userId',
  type: 'string',
  default: '',
  description: 'ID to give the user; one is made if not given',
};

/** An organization by its ID or its domain. */
export const organization: INodeProperties = {
  displayName: 'Organization',
  name: 'organization',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  description: 'Where the user belongs, by ID or by domain; that of the credential if not given',
  options: [
    innerLocator('orgId', 'Organization', 'searchOrganizations'),
    {
      displayName: 'Organization Domain',
      name: 'orgDomain',
      type: 'string',
      default: '',
      placeholder: 'e.g. acme.example.org',
    },
  ],
};

const machineName: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. Nightly sync',
  description: 'Name by which people tell the service user from others',
};

const machine: INodeProperties = {
  displayName: 'Machine',
  name: 'machine',
  type: 'collection',
  placeholder: 'Add Field',
  default: { name: '' },
  displayOptions: { show: { userType: ['{"machine":{}}'] } },
  description: 'What a service user has. Metadata is added with Set Metadata.',
  options: [{ displayName: 'Description', name: 'description', type: 'string', default: '' }, machineName],
};

const changedPhone: INodeProperties = {
  ...phone,
  description: 'Another number. An empty one without Verification removes the number.',
};

const changedHuman: INodeProperties = {
  ...human,
  default: {},
  description: 'What changes of a person',
  options: [
    { ...email, default: {}, description: 'Another address' },
    newPassword,
    changedPhone,
    { ...profile, default: {}, description: 'Another name or language; what is not given stays' },
  ],
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

/** Users themselves. */
export const peopleOperations: ZitadelOperation[] = [
  {
    value: 'createUser',
    name: 'Create',
    action: 'Create a user',
    description: 'Creates a person or a service user in an organization',
    fields: [
      userType,
      ...personFields,
      username,
      initialPassword,
      locator('organizationId', 'Organization', 'searchOrganizations'),
      machine,
      moreOfPerson,
    ],
    additionalFields: [newUserId],
  },
  {
    value: 'addHumanUser',
    name: 'Create Human User (Deprecated)',
    action: 'Create a human user',
    description: 'Creates a person, also on older servers. Deprecated: use Create.',
    fields: [username, profile, email],
    additionalFields: [
      hashedPassword,
      idpLinkEntries,
      idpLinks,
      metadataEntries,
      metadata,
      organization,
      password,
      phone,
      totpSecret,
      newUserId,
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
    options: [READ_IN_BATCHES],
    simplify: 'user',
  },
  {
    value: 'listUsers',
    name: 'Get Many',
    action: 'Get many users',
    description: 'Retrieves users, filtered and sorted. A user created moments ago may be missing.',
    filters: userFilters,
    additionalFields: [listQuery, sortingColumn],
    list: true,
    simplify: 'user',
  },
  {
    value: 'updateUser',
    name: 'Update',
    action: 'Update a user',
    description: 'Changes what is given of a person or a service user',
    fields: [
      userId,
      userType,
      changedHuman,
      { ...machine, default: {}, description: 'What changes of a service user' },
    ],
    additionalFields: [newUsername],
  },
  {
    value: 'updateHumanUser',
    name: 'Update Human User (Deprecated)',
    action: 'Update a human user',
    description: 'Changes what is given of a person, also on older servers. Deprecated: use Update.',
    fields: [userId],
    additionalFields: [
      { ...email, description: 'Another address' },
      newPassword,
      { ...phone, description: 'Another number' },
      { ...profile, description: 'Another name or language. Given and family name are required.' },
      newUsername,
    ],
  },
];
