import type { ZitadelOperation } from '../../operation';
import { pagination } from '../fields';
import { filters, organizationFilter, projectFilter } from '../filters';
import { choice, dateTime, text } from '../inputs';
import { DECODE_BYTES } from '../options';
import { projectId } from '../project/fields';
import { applicationId } from './fields';

const keyId = text('Key ID', 'keyId', { required: true, placeholder: 'e.g. 163840776835432705' });
const { required: _, ...filteredId } = applicationId;

/** Keys with which applications sign the JWT that they authenticate with. */
export const keyOperations: ZitadelOperation[] = [
  {
    value: 'createApplicationKey',
    name: 'Create Key',
    action: 'Create a key for an application',
    description:
      'Creates a key that an application authenticates with. Only this output has the key file, in "keyDetails" as base64.',
    fields: [projectId, applicationId],
    additionalFields: [
      dateTime('Expiration Date', 'expirationDate', {
        description: 'When the key stops working; as late as Zitadel allows if you leave it empty',
      }),
    ],
    options: [DECODE_BYTES],
  },
  {
    value: 'deleteApplicationKey',
    name: 'Delete Key',
    action: 'Delete a key of an application',
    description: 'Deletes a key, which stops working at once',
    fields: [projectId, applicationId, keyId],
  },
  {
    value: 'getApplicationKey',
    name: 'Get Key',
    action: 'Get a key of an application',
    description: 'Retrieves when a key was created and when it expires',
    fields: [keyId],
  },
  {
    value: 'listApplicationKeys',
    name: 'Get Many Keys',
    action: 'Get many keys of applications',
    description: 'Retrieves keys of applications, without the keys themselves',
    filters: filters(
      'keys',
      [
        { displayName: 'Application', name: 'applicationIdFilter', values: [filteredId] },
        organizationFilter('organizationIdFilter', 'organizationId'),
        projectFilter('projectIdFilter', 'projectId'),
      ],
      { applicationIdFilter: { applicationId: '163840776835432705' } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'APPLICATION_KEYS_SORT_BY_', {
        'Creation Date': 'CREATION_DATE',
        'Application ID': 'APPLICATION_ID',
        'Expiration Date': 'EXPIRATION',
        ID: 'ID',
        'Organization ID': 'ORGANIZATION_ID',
        'Project ID': 'PROJECT_ID',
        Type: 'TYPE',
      }),
    ],
    list: true,
  },
];
