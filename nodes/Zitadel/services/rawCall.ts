import type { ZitadelTable } from '../operation';

/** Any method of any service, by name. */
export const rawCall: ZitadelTable = {
  value: 'RawCall',
  name: 'Raw Call',
  description: 'Any method of any service, also what is newer than this node',
  operations: [
    {
      value: 'call',
      name: 'Call',
      action: 'Call any method',
      description: 'Calls a method by its name in the proto, with the request as JSON',
      isRawCall: true,
      fields: [
        {
          displayName: 'Service',
          name: 'serviceName',
          type: 'string',
          default: '',
          required: true,
          placeholder: 'e.g. zitadel.user.v2.UserService',
          description: 'Full name of the service in the proto',
        },
        {
          displayName: 'Method',
          name: 'methodName',
          type: 'string',
          default: '',
          required: true,
          placeholder: 'e.g. ListUsers',
        },
        {
          displayName: 'Request',
          name: 'request',
          type: 'json',
          default: '{}',
          description: 'Request of the method as proto3 JSON',
        },
      ],
      additionalFields: [
        {
          displayName: 'HTTP Method',
          name: 'httpMethod',
          type: 'options',
          options: [
            { name: 'DELETE', value: 'DELETE' },
            { name: 'GET', value: 'GET' },
            { name: 'PATCH', value: 'PATCH' },
            { name: 'POST', value: 'POST' },
            { name: 'PUT', value: 'PUT' },
          ],
          default: 'POST',
          description: 'Verb of the REST path',
        },
        {
          displayName: 'REST Path',
          name: 'path',
          type: 'string',
          default: '',
          placeholder: 'e.g. /management/v1/orgs/me',
          description: 'Path of a method of the v1 services that this node does not know',
        },
        {
          displayName: 'Send Unchecked',
          name: 'sendUnchecked',
          type: 'boolean',
          default: false,
          description:
            'Whether to send the request as it is, over HTTP/JSON, also where this node knows the method and would refuse it',
        },
      ],
    },
  ],
};
