import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';
import { pagination, textFilterMethod } from '../fields';
import { filters } from '../filters';

const idPlaceholder = 'e.g. 163840776835432705';

const targetId: INodeProperties = {
  displayName: 'Target ID',
  name: 'id',
  type: 'string',
  default: '',
  required: true,
  placeholder: idPlaceholder,
  description: 'ID of the target, as Create Target returns it',
};

const name: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. n8n',
  description: 'Name by which people tell the target from others',
};

const endpoint: INodeProperties = {
  displayName: 'Endpoint URL',
  name: 'endpoint',
  type: 'string',
  default: '',
  placeholder: 'e.g. https://n8n.example.org/webhook/zitadel',
  description:
    'Address that Zitadel calls with POST. It refuses those on localhost and private networks unless HTTPClient.DenyList of its configuration lets them pass.',
};

/** Members of the oneof "target_type", with what they contain. */
const targetType: INodeProperties = {
  displayName: 'Type',
  name: 'targetType',
  type: 'options',
  options: [
    {
      name: 'Async',
      value: '{"restAsync":{}}',
      description: 'Call and do not wait; the usual choice for events',
    },
    {
      name: 'Call',
      value: '{"restCall":{}}',
      description: 'Wait for the answer and use it: it may change the request or response',
    },
    {
      name: 'Call, Stop on Error',
      value: '{"restCall":{"interruptOnError":true}}',
      description: 'Use the answer; when the target fails, so does what Zitadel was doing',
    },
    {
      name: 'Webhook',
      value: '{"restWebhook":{}}',
      description: 'Wait for the status of the answer and ignore what it says',
    },
    {
      name: 'Webhook, Stop on Error',
      value: '{"restWebhook":{"interruptOnError":true}}',
      description: 'Wait for the status; when the target fails, so does what Zitadel was doing',
    },
  ],
  default: '{"restAsync":{}}',
  description: 'How the target is called and what becomes of its answer',
};

const timeout: INodeProperties = {
  displayName: 'Timeout',
  name: 'timeout',
  type: 'string',
  default: '10s',
  placeholder: 'e.g. 10s',
  description: 'How long Zitadel waits for the target, in seconds with an "s"; at most 270s',
};

const ownFilters = filters(
  'targets',
  [
    {
      displayName: 'IDs',
      name: 'inTargetIdsFilter',
      values: [
        {
          displayName: 'Target IDs',
          name: 'targetIds',
          type: 'string',
          typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
          default: [],
          placeholder: idPlaceholder,
          description: 'IDs of which a target must have one',
        },
      ],
    },
    {
      displayName: 'Name',
      name: 'targetNameFilter',
      values: [
        { displayName: 'Name', name: 'targetName', type: 'string', default: '', placeholder: 'e.g. n8n' },
        textFilterMethod,
      ],
    },
  ],
  { targetNameFilter: { targetName: 'n8n', method: 'TEXT_FILTER_METHOD_STARTS_WITH' } },
);

const sortingColumn: INodeProperties = {
  displayName: 'Sort By',
  name: 'sortingColumn',
  type: 'options',
  options: [
    { name: 'Change Date', value: 'TARGET_FIELD_NAME_CHANGED_DATE' },
    { name: 'Creation Date', value: 'TARGET_FIELD_NAME_CREATED_DATE' },
    { name: 'Endpoint URL', value: 'TARGET_FIELD_NAME_URL' },
    { name: 'ID', value: 'TARGET_FIELD_NAME_ID' },
    { name: 'Name', value: 'TARGET_FIELD_NAME_NAME' },
    { name: 'Stop on Error', value: 'TARGET_FIELD_NAME_INTERRUPT_ON_ERROR' },
    { name: 'Timeout', value: 'TARGET_FIELD_NAME_TIMEOUT' },
    { name: 'Type', value: 'TARGET_FIELD_NAME_TARGET_TYPE' },
    { name: 'Unspecified', value: 'TARGET_FIELD_NAME_UNSPECIFIED' },
  ],
  default: 'TARGET_FIELD_NAME_CREATED_DATE',
};

const signingKeyLifetime: FormField = {
  displayName: 'New Signing Key After',
  name: 'expirationSigningKey',
  type: 'string',
  default: '0s',
  placeholder: 'e.g. 0s',
  description:
    'Makes a new signing key, which the output contains, and says how long the old one stays. Servers take only 0s so far: the old key ends at once.',
};

/** Addresses that Zitadel calls. */
export const targetOperations: ZitadelOperation[] = [
  {
    value: 'createTarget',
    name: 'Create Target',
    action: 'Create target',
    description:
      'Creates an address that Zitadel can call. The output has the key that its calls are signed with. Set Execution says when it is called.',
    fields: [{ ...name, required: true }, { ...endpoint, required: true }, targetType, timeout],
  },
  {
    value: 'deleteTarget',
    name: 'Delete Target',
    action: 'Delete target',
    description: 'Deletes a target, and takes it out of all executions. Succeeds where there is none.',
    fields: [targetId],
  },
  {
    value: 'getTarget',
    name: 'Get Target',
    action: 'Get target',
    description: 'Retrieves a target by ID, with its signing key',
    fields: [targetId],
  },
  {
    value: 'listTargets',
    name: 'Get Many Targets',
    action: 'Get many targets',
    description: 'Retrieves targets, filtered and sorted. One created moments ago may be missing.',
    filters: ownFilters,
    additionalFields: [pagination, sortingColumn],
    list: true,
  },
  {
    value: 'searchTargets',
    method: 'listTargets',
    name: 'Search Targets (Old Name)',
    action: 'Search targets',
    description: 'Does the same as Get Many Targets, under the name that it had in earlier versions',
    filters: ownFilters,
    additionalFields: [pagination, sortingColumn],
    list: true,
  },
  {
    value: 'updateTarget',
    name: 'Update Target',
    action: 'Update target',
    description: 'Changes a target. What is left out stays as it is.',
    fields: [targetId],
    additionalFields: [endpoint, name, signingKeyLifetime, timeout, targetType],
  },
];
