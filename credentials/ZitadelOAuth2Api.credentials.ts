import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { CONNECTION_FIELDS, URL_FIELD } from './zitadelFields';

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
      default: '={{ $self["url"] }}/oauth/v2/authorize',
    },
    {
      displayName: 'Access Token URL',
      name: 'accessTokenUrl',
      type: 'hidden',
      default: '={{ $self["url"] }}/oauth/v2/token',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Secret of the application; empty where it uses PKCE alone',
    },
    {
      displayName: 'Scope',
      name: 'scope',
      type: 'hidden',
      default: 'openid profile email offline_access urn:zitadel:iam:org:project:id:zitadel:aud',
    },
    { displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
    { displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
    ...CONNECTION_FIELDS,
  ];
}
