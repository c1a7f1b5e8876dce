import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';
import { pagination, textFilterMethod, userId } from '../fields';
import { filters } from '../filters';
import { DECODE_BYTES } from '../options';

const value: FormField = {
  displayName: 'Value',
  name: 'value',
  type: 'string',
  bytes: true,
  default: '',
  description: 'Text to keep under the key. Replies have it as base64, or as text with Decode Base64.',
};

const key: INodeProperties = {
  displayName: 'Key',
  name: 'key',
  type: 'string',
  default: '',
  placeholder: 'e.g. team',
};

/** Keys and values, entry by entry. */
export const metadataEntries: FormField = {
  displayName: 'Metadata',
  name: 'metadataUi',
  requestField: 'metadata',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Entry',
  default: {},
  description: 'Keys and values that Zitadel keeps with the user',
  options: [{ displayName: 'Entry', name: 'entry', values: [key, value] }],
};

/** Keys and values as a list. */
export const metadata: INodeProperties = {
  displayName: 'Metadata (JSON, Values as Base64)',
  name: 'metadata',
  type: 'json',
  default: '[{ "key": "team", "value": "Y29yZQ==" }]',
  description: 'List of further keys and values. Values are base64 here, and text above.',
};

const ownFilters = filters(
  'entries',
  [{ displayName: 'Key', name: 'keyFilter', values: [key, textFilterMethod] }],
  { keyFilter: { key: 'team', method: 'TEXT_FILTER_METHOD_STARTS_WITH' } },
);

/** Metadata of users. */
export const metadataOperations: ZitadelOperation[] = [
  {
    value: 'deleteUserMetadata',
    name: 'Delete Metadata',
    action: 'Delete metadata of a user',
    description: 'Deletes entries of the metadata by their keys. All keys must exist.',
    fields: [
      userId,
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
    value: 'listUserMetadata',
    name: 'Get Many Metadata Entries',
    action: 'Get many metadata entries of a user',
    description: 'Retrieves the metadata of a user. Values are base64.',
    options: [DECODE_BYTES],
    fields: [userId],
    filters: ownFilters,
    additionalFields: [pagination],
    list: true,
  },
  {
    value: 'setUserMetadata',
    name: 'Set Metadata',
    action: 'Set metadata of a user',
    description: 'Adds entries to the metadata, or changes those whose keys exist. Others stay.',
    fields: [userId, metadataEntries, { ...metadata, default: '' }],
  },
];
