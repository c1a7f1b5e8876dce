import { type Check, embedded, type MessageRule, required, runes } from '../validation';

/** The kinds of query: JSON name, then Go's and JSON's name of the field that is checked, and the check. */
const kinds: readonly (readonly [string, string, string, Check])[] = [
  ['userNameQuery', 'UserName', 'userName', runes(1, 200)],
  ['firstNameQuery', 'FirstName', 'firstName', runes(1, 200)],
  ['lastNameQuery', 'LastName', 'lastName', runes(1, 200)],
  ['nickNameQuery', 'NickName', 'nickName', runes(1, 200)],
  ['displayNameQuery', 'DisplayName', 'displayName', runes(1, 200)],
  ['emailQuery', 'EmailAddress', 'emailAddress', runes(0, 200)],
  ['phoneQuery', 'Number', 'number', runes(0, 20)],
  ['loginNameQuery', 'LoginName', 'loginName', runes(1, 200)],
  ['organizationIdQuery', 'OrganizationId', 'organizationId', runes(1, 200)],
  ['orQuery', 'Queries', 'queries', embedded(() => searchQuery)],
  ['andQuery', 'Queries', 'queries', embedded(() => searchQuery)],
  ['notQuery', 'Query', 'query', embedded(() => searchQuery)],
];

/** The kinds without a check of their own. */
const unchecked = [
  'stateQuery',
  'typeQuery',
  'inUserIdsQuery',
  'inUserEmailsQuery',
  'metadataKeyFilter',
  'metadataValueFilter',
];

const searchQuery: MessageRule = {
  name: 'SearchQuery',
  fields: [
    ['Query', [...kinds.map(([kind]) => kind), ...unchecked], required],
    ...kinds.map(([kind, goName, jsonName, check]): MessageRule['fields'][number] => [
      goCase(kind),
      kind,
      embedded({ name: goCase(kind), fields: [[goName, jsonName, check]] }),
    ]),
  ],
};

export const listUsers: MessageRule = {
  name: 'ListUsersRequest',
  fields: [['Queries', 'queries', embedded(searchQuery)]],
};

function goCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
