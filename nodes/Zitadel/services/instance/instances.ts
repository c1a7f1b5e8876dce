import type { ZitadelOperation } from '../../operation';
import { pagination } from '../fields';
import { filters } from '../filters';
import { choice, text, texts } from '../inputs';
import { instanceId, ownInstanceId } from './fields';

/** Instances themselves. */
export const instanceOperations: ZitadelOperation[] = [
  {
    value: 'deleteInstance',
    name: 'Delete',
    action: 'Delete an instance',
    description: 'Deletes an instance permanently, with everything in it; takes a system user',
    fields: [instanceId],
  },
  {
    value: 'getInstance',
    name: 'Get',
    action: 'Get an instance',
    description: 'Retrieves an instance with its domains and version',
    additionalFields: [ownInstanceId],
  },
  {
    value: 'listInstances',
    name: 'Get Many',
    action: 'Get many instances',
    description: 'Retrieves the instances of an installation; takes a system user',
    filters: filters(
      'instances',
      [
        {
          displayName: 'Custom Domains',
          name: 'customDomainsFilter',
          values: [
            texts('Custom Domains', 'domains', 'Add Domain', { placeholder: 'e.g. login.example.org' }),
          ],
        },
        {
          displayName: 'Instance IDs',
          name: 'inIdsFilter',
          values: [texts('Instance IDs', 'ids', 'Add Instance ID')],
        },
      ],
      { customDomainsFilter: { domains: ['login.example.org'] } },
    ),
    additionalFields: [
      pagination,
      choice('Sort By', 'sortingColumn', 'FIELD_NAME_', {
        'Creation Date': 'CREATION_DATE',
        ID: 'ID',
        Name: 'NAME',
        Unspecified: 'UNSPECIFIED',
      }),
    ],
    list: true,
  },
  {
    value: 'updateInstance',
    name: 'Update',
    action: 'Update an instance',
    description: 'Changes the name of an instance',
    fields: [text('Instance Name', 'instanceName', { required: true, placeholder: 'e.g. Acme' })],
    additionalFields: [ownInstanceId],
  },
];
