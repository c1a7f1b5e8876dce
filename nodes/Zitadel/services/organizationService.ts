import type { ZitadelTable } from '../operation';
import { domainOperations } from './organization/domains';
import { metadataOperations } from './organization/metadata';
import { organizationOperations } from './organization/organizations';

/** zitadel.org.v2.OrganizationService */
export const organizationService: ZitadelTable = {
  value: 'OrganizationService',
  name: 'Organization',
  description: 'Organizations with their domains and metadata',
  operations: [...organizationOperations, ...domainOperations, ...metadataOperations],
};
