import type { ZitadelTable } from '../../operation';
import { applicationOperations } from './applications';
import { keyOperations } from './keys';

/** zitadel.application.v2.ApplicationService */
export const applicationService: ZitadelTable = {
  value: 'ApplicationService',
  name: 'Application',
  description: 'Applications of projects, and their keys',
  operations: [...applicationOperations, ...keyOperations],
};
