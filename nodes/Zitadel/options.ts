import type { INodeProperties } from 'n8n-workflow';

/** "Options" entry that every Zitadel operation has: the organization a call is made in. */
export const ORGANIZATION_OPTION: INodeProperties = {
  displayName: 'Organization ID',
  name: 'organizationId',
  type: 'string',
  default: '',
  placeholder: 'e.g. 163840776835432705',
  description: 'Organization in which the call is made, if not that of the credential',
};
