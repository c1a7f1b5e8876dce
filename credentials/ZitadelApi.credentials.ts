import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { bearer, withTls } from './tls';
import { CONNECTION_FIELDS, URL_FIELD } from './zitadelFields';

/** Signs a program in to Zitadel. */
export class ZitadelApi implements ICredentialType {
  name = 'zitadelApi';

  displayName = 'Zitadel API';

  icon = { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' } as const;

  documentationUrl = 'https://zitadel.com/docs/guides/integrate/service-users/personal-access-token';

  properties: INodeProperties[] = [
    URL_FIELD,
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      options: [
        {
          name: 'Client Credentials',
          value: 'clientCredentials',
          description: 'Client ID and secret of a service user',
        },
        {
          name: 'Personal Access Token',
          value: 'personalAccessToken',
          description: 'Token of a service user',
        },
        {
          name: 'Service User Key',
          value: 'serviceUserKey',
          description: 'Key file of a service user (private key JWT)',
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
        'Personal access token of a service user. Registering factors for other users requires IAM_OWNER or ORG_OWNER.',
    },
    {
      displayName: 'Key',
      name: 'key',
      type: 'string',
      typeOptions: { password: true, rows: 4 },
      default: '',
      required: true,
      placeholder: '{ "type": "serviceaccount", "keyId": "…", "key": "…", "userId": "…" }',
      displayOptions: { show: { authentication: ['serviceUserKey'] } },
      description: 'Content of the JSON file that you downloaded when creating the key',
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      displayOptions: { show: { authentication: ['clientCredentials'] } },
      description: 'Client ID of the service user: its login name',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { authentication: ['clientCredentials'] } },
    },
    ...CONNECTION_FIELDS,
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'hidden',
      typeOptions: { expirable: true, password: true },
      default: '',
    },
  ];

  /** Fetches a token for requests of n8n's own helper, e.g. those of HTTP Request; the node fetches its own. */
  preAuthentication = async function (
    this: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
  ): Promise<{ accessToken?: string }> {
    const { grantOf, TOKEN_PATH } = await import('../nodes/Zitadel/call/grants.js');
    const { url, headers, origin } = await instanceOf(credentials);
    const grant = grantOf(credentials, origin);
    // A token of its own needs no fetching, and what is returned here would be stored.
    if (grant === undefined) return {};
    const request: IHttpRequestOptions = {
      method: 'POST',
      url: url + TOKEN_PATH,
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(grant.form()).toString(),
    };
    const reply = (await this.helpers.httpRequest(withTls(request, credentials))) as { access_token: string };
    return { accessToken: reply.access_token };
  };

  authenticate = async (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    const { authentication = 'personalAccessToken', token, accessToken } = credentials;
    const Authorization = bearer(authentication === 'personalAccessToken' ? token : accessToken);
    const { headers } = await instanceOf(credentials);
    request.headers = { ...request.headers, ...headers, Authorization };
    return withTls(request, credentials);
  };
}

/**
 * The instance that a credential names. Loaded on use: n8n loads every credential type when it starts, and nothing of the
 * nodes with it.
 */
async function instanceOf(
  credentials: ICredentialDataDecryptedObject,
): Promise<{ url: string; headers: Record<string, string>; origin: string }> {
  const { readInstance } = await import('../nodes/Zitadel/call/instanceHost.js');
  const url = (typeof credentials.url === 'string' ? credentials.url : '').trim().replace(/\/+$/, '');
  return { url, ...readInstance(credentials.instanceHost, new URL(url)) };
}
