import type { JsonObject } from '../json-object';
import { type Organization, organizationDetails } from '../organization';

/** An organization as the v1 services print it. */
export function printOrganization(organization: Organization): JsonObject {
  return {
    id: organization.id,
    details: organizationDetails(organization),
    state: organization.isActive ? 'ORG_STATE_ACTIVE' : 'ORG_STATE_INACTIVE',
    name: organization.name,
    primaryDomain: organization.primaryDomain,
  };
}
