import { notModelled } from '../errors';
import { child, children, isObject, type JsonObject, list, text, texts } from '../json-object';
import { compareTexts } from '../text-methods';
import type { User } from '../user';

type Predicate = (user: User, query: JsonObject) => boolean;

/** The texts of a user that can be searched and sorted; users without one have undefined. */
const columns = {
  userName: (user: User) => user.username,
  firstName: (user: User) => user.human?.profile.givenName,
  lastName: (user: User) => user.human?.profile.familyName,
  nickName: (user: User) => user.human?.profile.nickName,
  displayName: (user: User) => user.human?.profile.displayName,
  email: (user: User) => user.human?.email.value,
  phone: (user: User) => user.human?.phone.value,
  state: (user: User) => user.state,
  type: (user: User) => (user.human ? 'TYPE_HUMAN' : 'TYPE_MACHINE'),
};

const predicates: Record<string, Predicate> = {
  userNameQuery: byText(columns.userName, 'userName'),
  firstNameQuery: byText(columns.firstName, 'firstName'),
  lastNameQuery: byText(columns.lastName, 'lastName'),
  nickNameQuery: byText(columns.nickName, 'nickName'),
  displayNameQuery: byText(columns.displayName, 'displayName'),
  emailQuery: byText(columns.email, 'emailAddress'),
  phoneQuery: byText(columns.phone, 'number'),
  loginNameQuery: byText(columns.userName, 'loginName'),
  stateQuery: (user, query) => columns.state(user) === text(query, 'state'),
  typeQuery: (user, query) => columns.type(user) === text(query, 'type'),
  inUserIdsQuery: (user, query) => list(query, 'userIds').includes(user.id),
  inUserEmailsQuery: (user, query) => texts(query, 'userEmails').includes(user.human?.email.value ?? ''),
  organizationIdQuery: (user, query) => user.organizationId === text(query, 'organizationId'),
  orQuery: (user, query) => children(query, 'queries').some((inner) => matchesOne(user, inner)),
  andQuery: (user, query) => children(query, 'queries').every((inner) => matchesOne(user, inner)),
  notQuery: (user, query) => !matchesOne(user, child(query, 'query') ?? {}),
};

const sortingColumns: Record<string, (user: User) => string | undefined> = {
  '': (user) => user.id,
  USER_FIELD_NAME_USER_NAME: columns.userName,
  USER_FIELD_NAME_FIRST_NAME: columns.firstName,
  USER_FIELD_NAME_LAST_NAME: columns.lastName,
  USER_FIELD_NAME_NICK_NAME: columns.nickName,
  USER_FIELD_NAME_DISPLAY_NAME: columns.displayName,
  USER_FIELD_NAME_EMAIL: columns.email,
  USER_FIELD_NAME_STATE: columns.state,
  USER_FIELD_NAME_TYPE: columns.type,
  USER_FIELD_NAME_CREATION_DATE: (user) => user.created,
};

/**
 * Whether a user passes all queries of a ListUsersRequest.
 * @throws ZitadelError UNIMPLEMENTED for the metadata filters
 */
export function matches(user: User, request: JsonObject): boolean {
  return children(request, 'queries').every((query) => matchesOne(user, query));
}

/** Orders two users by a sorting column, those without a value last. */
export function compareUsers(one: User, other: User, sortingColumn: string): number {
  const value = sortingColumns[sortingColumn] ?? columns.userName;
  const [first, second] = [value(one), value(other)];
  if (first === undefined || second === undefined)
    return Number(first === undefined) - Number(second === undefined);
  return first < second ? -1 : Number(first > second);
}

function matchesOne(user: User, query: JsonObject): boolean {
  const [kind, value] = Object.entries(query)[0] ?? ['a query without a kind', {}];
  const predicate = predicates[kind];
  if (!predicate) throw notModelled(`listing users by ${kind}`);
  return predicate(user, isObject(value) ? value : {});
}

function byText(column: (user: User) => string | undefined, field: string): Predicate {
  return (user, query) => {
    const value = column(user);
    if (value === undefined) return false;
    return compareTexts(value, text(query, field), text(query, 'method'));
  };
}
