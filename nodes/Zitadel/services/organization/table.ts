import type { ZitadelTable } from '../../operation';
import { domainOperations } from './domains';
import { metadataOperations } from './metadata';
import { organizationOperations } from './organizations';

/** zitadel.org.v2.OrganizationService */
export const organizationService: ZitadelTable = {
  value: 'OrganizationService',
  name: 'Organization',
  description: 'Organizations with their domains and metadata',
  operations: [...organizationOperations, ...domainOperations, ...metadataOperations],
};
