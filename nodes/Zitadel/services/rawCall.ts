import type { ZitadelTable } from '../operation';

/** Any method of any service, by name. */
export const rawCall: ZitadelTable = {
  value: 'RawCall',
  name: 'Raw Call',
  description: 'Any method of any service, even if newer than this node',
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
          description: 'Full name of the service, as in the proto',
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
          description: 'HTTP method of the REST path',
        },
        {
          displayName: 'REST Path',
          name: 'path',
          type: 'string',
          default: '',
          placeholder: 'e.g. /management/v1/orgs/me',
          description: 'REST path of a v1 method that this node does not know',
        },
        {
          displayName: 'Send Unchecked',
          name: 'sendUnchecked',
          type: 'boolean',
          default: false,
          description: "Whether to send the request over HTTP/JSON as it is, without this node's checks",
        },
      ],
    },
  ],
};
