import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { CONNECTION_FIELDS, URL_FIELD } from './zitadelFields';

/** The address without the slashes at its end, which n8n would put twice into those made of it. */
const SERVER = '$self["url"].trim().replace(/\\/+$/, "")';

/** What n8n itself does at sign-in, where the fields on the connection do not reach. */
const LIMITS: Record<string, string> = {
  instanceHost:
    "External domain of the instance, for the node's calls. Signing in always uses URL, so URL must be an address that the browser can reach.",
  ca: 'Additional certificate authority to trust, as PEM, for the calls of the node. For signing in n8n takes it from NODE_EXTRA_CA_CERTS.',
};

/** Signs a person in to Zitadel: authorization code with PKCE, kept and refreshed by n8n. */
export class ZitadelOAuth2Api implements ICredentialType {
  name = 'zitadelOAuth2Api';

  extends = ['oAuth2Api'];

  displayName = 'Zitadel OAuth2 API';

  icon = { light: 'file:zitadel.svg', dark: 'file:zitadel.dark.svg' } as const;

  documentationUrl = 'https://zitadel.com/docs/guides/integrate/login/oidc';

  properties: INodeProperties[] = [
    URL_FIELD,
    { displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
    {
      displayName: 'Authorization URL',
      name: 'authUrl',
      type: 'hidden',
      default: `={{ ${SERVER} }}/oauth/v2/authorize`,
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: `={{ ${SERVER} }}/oauth/v2/token`,
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 163840776835432705',
      description:
        'Client ID of an application in Zitadel with the redirect URL above, response type Code and the grant types Authorization Code and Refresh Token',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Secret of the application. Leave empty if it uses only PKCE.',
    },
    {
      displayName: 'Scope',
      name: 'scope',
      type: 'hidden',
      default: 'openid profile email offline_access urn:zitadel:iam:org:project:id:zitadel:aud',
    },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
    ...CONNECTION_FIELDS.map((field) => ({
      ...field,
      description: LIMITS[field.name] ?? field.description,
    })),
    {
      displayName: 'Ignore SSL Issues',
      name: 'ignoreSSLIssues',
      type: 'hidden',
      default: '={{ $self["ignoreTlsErrors"] }}',
    },
  ];
}
