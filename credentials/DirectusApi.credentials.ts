import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
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
      description: 'URL of your Directus project, with port and path if needed',
    },
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      options: [
        { name: 'Static Token', value: 'token', description: 'Static token of a user' },
        {
          name: 'Email and Password',
          value: 'login',
          description: 'Signs in as a user and keeps the session, with 2FA too',
        },
      ],
      default: 'token',
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: "Static token of a user, as generated on the user's page in Directus",
      displayOptions: { show: { authentication: ['token'] } },
    },
    {
      displayName: 'Email',
      name: 'email',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. ada@example.org',
      displayOptions: { show: { authentication: ['login'] } },
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { authentication: ['login'] } },
    },
    {
      displayName: 'TOTP Secret',
      name: 'otpSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Base32 secret of the account, if 2FA is on. A code is generated from it at each sign-in.',
      displayOptions: { show: { authentication: ['login'] } },
    },
    {
      displayName: 'Session Token',
      name: 'sessionToken',
      type: 'hidden',
      typeOptions: { expirable: true, password: true },
      default: '',
    },
    ...TLS_FIELDS,
  ];

  authenticate = async (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    const token = credentials.authentication === 'login' ? credentials.sessionToken : credentials.token;
    request.headers = { ...request.headers, Authorization: bearer(token) };
    return await Promise.resolve(withTls(request, credentials));
  };

  /** Signs in for n8n's own requests with this credential, e.g. of HTTP Request; the node keeps sessions of its own. */
  async preAuthentication(
    this: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
  ): Promise<IDataObject> {
    if (credentials.authentication !== 'login') return {};
    const { url, email, password, otpSecret } = credentials;
    const secret = typeof otpSecret === 'string' ? otpSecret.trim() : '';
    const otp = secret === '' ? undefined : await codeOf(secret);
    const request: IHttpRequestOptions = {
      method: 'POST',
      url: `${typeof url === 'string' ? url.trim().replace(/\/+$/, '') : ''}/auth/login`,
      body: { email, password, mode: 'json', ...(otp !== undefined && { otp }) },
      json: true,
    };
    const reply = (await this.helpers.httpRequest(withTls(request, credentials))) as {
      data?: { access_token?: string };
    };
    return { sessionToken: reply.data?.access_token ?? '' };
  }
}

async function codeOf(secret: string): Promise<string> {
  // n8n loads every credential type when it starts, and nothing of the nodes with it.
  const { checkSecret, currentCode } = await import('../nodes/shared/otp.js');
  return await currentCode(checkSecret('TOTP Secret', secret));
}
