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
  description: 'Address of Zitadel, with its port if it has one',
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
    description: 'How calls reach Zitadel; results are the same',
  },
  {
    displayName: 'Instance Host',
    name: 'instanceHost',
    type: 'string',
    default: '',
    placeholder: 'e.g. id.example.org',
    description:
      'External domain of the instance, with its port if it has one, where URL names the server differently, as in a Docker network. With https:// in front where URL begins with http://, but the instance is known by https://.',
  },
  ...TLS_FIELDS,
];
