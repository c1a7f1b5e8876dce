import type {
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { bearer, TLS_FIELDS, withTls } from './tls';

/** Signs a program in to Directus; type and fields are those of the official package, so that one serves both. */
export class DirectusApi implements ICredentialType {
  name = 'directusApi';

  displayName = 'Directus API';

  icon = { light: 'file:directus.svg', dark: 'file:directus.dark.svg' } as const;

  documentationUrl = 'https://directus.io/docs/api/authentication';

  properties: INodeProperties[] = [
    {
      displayName: 'URL',
      name: 'url',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://directus.example.org',
      description: 'Address of Directus, with its port and path if it has them',
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'Static token of a user, as made in the user details of Directus',
    },
    ...TLS_FIELDS,
  ];

  test: ICredentialTestRequest = {
    request: { baseURL: '={{ $credentials.url }}', url: '/users/me' },
  };

  authenticate = async (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    request.headers = { ...request.headers, Authorization: bearer(credentials.token) };
    return await Promise.resolve(withTls(request, credentials));
  };
}
