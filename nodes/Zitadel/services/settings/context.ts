import { innerLocator } from '../fields';
import { member, oneOf, toggle } from '../inputs';

const organization = innerLocator('orgId', 'Organization', 'searchOrganizations');

/** Whose settings are read: the members of the oneof "resource_owner". */
export const context = oneOf(
  'Settings Of',
  'ctx',
  [
    member({ ...toggle('Instance', 'instance', 'to read the settings of the instance'), default: true }),
    member(organization),
  ],
  {
    placeholder: 'Choose Owner',
    description: 'Whose settings to read. Leave empty for the organization of the call.',
  },
);
