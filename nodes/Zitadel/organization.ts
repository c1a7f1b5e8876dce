import type { JsonObject } from '../shared/json';
import { isObject } from '../shared/parse';

/** The organization that a request names by ID, with the field that names it. */
export interface NamedOrganization {
  field: string;
  id: string;
}

/**
 * The organization that a request itself names, which wins over the one of the call.
 *
 * @returns undefined where it names none, or one by its domain
 */
export function organizationIn(request: JsonObject): NamedOrganization | undefined {
  const { organization, organizationId } = request;
  const nested = isObject(organization) ? organization.orgId : undefined;
  const [field, id] =
    nested === undefined ? ['organizationId', organizationId] : ['organization.orgId', nested];
  return typeof id === 'string' && id !== '' ? { field, id } : undefined;
}
