import type { Method } from './definitions';
import { notModelled } from './errors';
import { isObject, type JsonObject } from './json-object';

/** Fields of requests that the server has and the package lacks. Dropping them in silence would be a wrong answer. */
const fields: Record<string, readonly string[] | undefined> = {
  'zitadel.action.v2.ActionService/CreateTarget': ['payloadType'],
  'zitadel.action.v2.ActionService/UpdateTarget': ['payloadType'],
  'zitadel.org.v2.OrganizationService/AddOrganization': ['organizationId'],
  'zitadel.user.v2.UserService/CreateUser': ['metadata', 'machine.accessTokenType'],
  'zitadel.user.v2.UserService/StartIdentityProviderIntent': ['urls.loginHint'],
  'zitadel.user.v2.UserService/UpdateUser': ['metadata', 'machine.accessTokenType'],
};

/**
 * Refuses a request that has a field which only the real server knows.
 * @throws ZitadelError UNIMPLEMENTED
 */
export function refuseServerOnlyFields({ key }: Method, request: JsonObject): void {
  const found = fields[key]?.find((path) => isSet(request, path.split('.')));
  if (found !== undefined) throw notModelled(`${key} with ${found}`);
}

function isSet(json: unknown, [name = '', ...rest]: string[]): boolean {
  if (!isObject(json) || json[name] === undefined) return false;
  return rest.length === 0 || isSet(json[name], rest);
}
