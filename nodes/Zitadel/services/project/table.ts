import type { ZitadelTable } from '../../operation';
import { grantOperations } from './grants';
import { projectOperations } from './projects';
import { roleOperations } from './roles';

/** zitadel.project.v2.ProjectService */
export const projectService: ZitadelTable = {
  value: 'ProjectService',
  name: 'Project',
  description: 'Projects with their roles and grants',
  operations: [...projectOperations, ...roleOperations, ...grantOperations],
};
