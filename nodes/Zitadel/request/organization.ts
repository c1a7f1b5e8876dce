import { InputError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { organizationIn } from '../organization';

/** Services that are about the whole instance: no organization changes what they do. */
const OF_INSTANCE = ['AdminService', 'SystemService', 'InstanceService', 'ZITADELActions'];

/**
 * Checks that "Organization" under Options and the request do not name two organizations.
 *
 * @param organizationId of the options; '' for none
 * @throws InputError with both
 */
export function checkOrganization(request: JsonObject, organizationId: string): void {
  const named = organizationIn(request);
  if (named === undefined || organizationId === '' || named.id === organizationId) return;
  throw new InputError(
    `Organization under Options is ${organizationId}, but the request names ${named.id} (${named.field})`,
    'Zitadel goes by the request. Choose the same organization in both, or remove it from Options.',
  );
}

/**
 * Why "Organization" under Options has no effect.
 *
 * @param service value of the service's table
 * @returns undefined where it has one
 */
export function whyIneffective(service: string, request: JsonObject): string | undefined {
  if (OF_INSTANCE.includes(service)) {
    return 'Organization under Options has no effect here: this service is about the whole instance.';
  }
  const { organization } = request;
  const byDomain = isObject(organization) && organization.orgDomain !== undefined;
  return byDomain
    ? 'Organization under Options has no effect here: the request names an organization by its domain, and Zitadel goes by that.'
    : undefined;
}
