import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { bearer, TLS_FIELDS, withTls } from './tls';

/** Signs a program in to Zitadel. */
export class ZitadelApi implements ICredentialType {
  name = 'zitadelApi';

  displayName = 'Zitadel API';

  icon = { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' } as const;

  documentationUrl = 'https://zitadel.com/docs/guides/integrate/service-users/personal-access-token';

  properties: INodeProperties[] = [
    {
      displayName: 'URL',
      name: 'url',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://my-instance.zitadel.cloud',
      description: 'Address of Zitadel, with its port if it has one',
    },
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      options: [
        {
          name: 'Personal Access Token',
          value: 'personalAccessToken',
          description: 'Token of a service user',
        },
      ],
      default: 'personalAccessToken',
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { authentication: ['personalAccessToken'] } },
      description:
        'Personal access token of a service user. To register factors for others it needs IAM_OWNER or ORG_OWNER.',
    },
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
        'External domain of the instance, with its port if it has one, where URL names the server differently, as in a Docker network',
    },
    ...TLS_FIELDS,
  ];

  test: ICredentialTestRequest = {
    request: { baseURL: '={{ $credentials.url }}', url: '/auth/v1/users/me' },
  };

  authenticate = async (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    const { token, instanceHost } = credentials;
    request.headers = { ...request.headers, Authorization: bearer(token) };
    if (typeof instanceHost === 'string' && instanceHost !== '') {
      request.headers['x-zitadel-instance-host'] = instanceHost;
    }
    return await Promise.resolve(withTls(request, credentials));
  };
}
