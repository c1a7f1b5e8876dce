import type { INodeProperties } from 'n8n-workflow';

import { innerLocator } from './fields';

/** Which credential the node uses; a person's is for what concerns their own account. */
export const AUTHENTICATION: INodeProperties = {
  displayName: 'Authentication',
  name: 'authentication',
  type: 'options',
  options: [
    { name: 'Service User', value: 'zitadelApi', description: 'A token or key of a service user' },
    {
      name: 'Person (OAuth2)',
      value: 'zitadelOAuth2Api',
      description: 'A person who signs in, for My Account',
    },
  ],
  default: 'zitadelApi',
};

/** "Options" entry that every Zitadel operation has: the organization a call is made in. */
export const ORGANIZATION_OPTION: INodeProperties = {
  ...innerLocator('organizationId', 'Organization', 'searchOrganizations'),
  description: 'Organization in which the call is made, if not that of the credential',
};

/** "Options" entry of reads that a list can answer. */
export const READ_IN_BATCHES: INodeProperties = {
  displayName: 'Read in Batches',
  name: 'readInBatches',
  type: 'boolean',
  default: false,
  description:
    'Whether to answer many items with few list requests. The list may be a moment older than a single read.',
};

/** "Options" entry of lists: Zitadel makes them a moment after a write. */
export const WAIT_FOR_WRITES: INodeProperties = {
  displayName: 'Wait for Recent Writes',
  name: 'waitForWrites',
  type: 'boolean',
  default: false,
  description:
    'Whether to wait, at most for Timeout, until the list shows what this execution has written before',
};

/** "Options" entry of what replies with bytes. */
export const DECODE_BYTES: INodeProperties = {
  displayName: 'Decode Base64',
  name: 'decodeBytes',
  type: 'boolean',
  default: false,
  description: 'Whether to output values that Zitadel keeps as bytes as the text that they are',
};
