import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';

/**
 * A user as one flat row. What a user does not have is null.
 *
 * @param row reply of `getUserByID` or `getMyUser`, or a row of `listUsers`
 */
export function simplifyUser(row: JsonObject): JsonObject {
  const user = isObject(row.user) ? row.user : row;
  return {
    userId: at(user, 'userId') ?? at(user, 'id'),
    username: at(user, 'username') ?? at(user, 'userName'),
    state: at(user, 'state'),
    ...(isObject(user.machine) ? simplifyMachine(user.machine) : simplifyHuman(user.human)),
    preferredLoginName: at(user, 'preferredLoginName'),
    organizationId: at(user, 'details', 'resourceOwner'),
    creationDate: at(user, 'details', 'creationDate'),
    changeDate: at(user, 'details', 'changeDate'),
  };
}

/** A person, under the names of version 2 whichever version replied. */
function simplifyHuman(human: Json | undefined): JsonObject {
  const isTrue = (field: string, ...names: string[]): boolean =>
    names.some((name) => at(human, field, name) === true);
  return {
    type: 'human',
    givenName: at(human, 'profile', 'givenName') ?? at(human, 'profile', 'firstName'),
    familyName: at(human, 'profile', 'familyName') ?? at(human, 'profile', 'lastName'),
    displayName: at(human, 'profile', 'displayName'),
    preferredLanguage: at(human, 'profile', 'preferredLanguage'),
    email: at(human, 'email', 'email'),
    isEmailVerified: isTrue('email', 'isVerified', 'isEmailVerified'),
    phone: at(human, 'phone', 'phone'),
    isPhoneVerified: isTrue('phone', 'isVerified', 'isPhoneVerified'),
  };
}

function simplifyMachine(machine: JsonObject): JsonObject {
  return {
    type: 'machine',
    displayName: at(machine, 'name'),
    description: at(machine, 'description'),
    hasSecret: machine.hasSecret === true,
  };
}

/** The value at a path, or null where there is none: replies leave out what is empty. */
function at(value: Json | undefined, ...path: string[]): Json {
  let found: Json | undefined = value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found ?? null;
}
