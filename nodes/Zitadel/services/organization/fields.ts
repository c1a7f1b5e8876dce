import { locator } from '../fields';

/** The organization that an operation is about. */
export const organizationId = locator('organizationId', 'Organization', 'searchOrganizations');
