import type { INodeProperties } from 'n8n-workflow';

import { TLS_FIELDS } from './tls';

/** Address of Zitadel. */
export const URL_FIELD: INodeProperties = {
  displayName: 'URL',
  name: 'url',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. https://my-instance.zitadel.cloud',
  description: 'URL of your Zitadel instance, with port if needed',
};

/** How Zitadel is reached; the same in each of its credentials. */
export const CONNECTION_FIELDS: INodeProperties[] = [
  {
    displayName: 'Transport',
    name: 'transport',
    type: 'options',
    options: [
      { name: 'gRPC', value: 'grpc', description: 'Over HTTP/2; the fastest' },
      { name: 'HTTP/JSON', value: 'http', description: 'For networks and proxies that block HTTP/2' },
    ],
    default: 'grpc',
    description: 'How to call Zitadel. The results are the same.',
  },
  {
    displayName: 'Instance Host',
    name: 'instanceHost',
    type: 'string',
    default: '',
    placeholder: 'e.g. id.example.org',
    description:
      'External domain of the instance, with port if needed, if URL has another name, e.g. in a Docker network. Start with https:// if URL starts with http:// but the external domain uses https.',
  },
  ...TLS_FIELDS,
];
