import type { ZitadelOperation } from '../../operation';
import { pagination, textFilterMethod } from '../fields';
import { filters } from '../filters';
import { metadata, metadataEntries } from '../user/metadata';
import { organizationId } from './fields';
import { DECODE_BYTES } from '../options';

const ownFilters = filters(
  'entries',
  [
    {
      displayName: 'Key',
      name: 'keyFilter',
      values: [
        { displayName: 'Key', name: 'key', type: 'string', default: '', placeholder: 'e.g. team' },
        textFilterMethod,
      ],
    },
  ],
  { keyFilter: { key: 'team', method: 'TEXT_FILTER_METHOD_STARTS_WITH' } },
);

/** Keys and values that belong to an organization. */
export const metadataOperations: ZitadelOperation[] = [
  {
    value: 'deleteOrganizationMetadata',
    name: 'Delete Metadata',
    action: 'Delete metadata of organization',
    description: 'Deletes entries of the metadata of an organization by their keys',
    fields: [
      organizationId,
      {
        displayName: 'Keys',
        name: 'keys',
        type: 'string',
        typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Key' },
        default: [],
        required: true,
        placeholder: 'e.g. team',
        description: 'Keys of the entries to delete',
      },
    ],
  },
  {
    value: 'listOrganizationMetadata',
    name: 'Get Many Metadata Entries',
    action: 'Get many metadata entries of organization',
    description: 'Retrieves the metadata of an organization. Values are base64.',
    options: [DECODE_BYTES],
    fields: [organizationId],
    filters: ownFilters,
    additionalFields: [pagination],
    list: true,
  },
  {
    value: 'setOrganizationMetadata',
    name: 'Set Metadata',
    action: 'Set metadata of organization',
    description: 'Adds entries to the metadata of an organization, or changes those whose keys exist',
    fields: [
      organizationId,
      { ...metadataEntries, description: 'Keys and values that Zitadel keeps with the organization' },
      { ...metadata, default: '' },
    ],
  },
];
