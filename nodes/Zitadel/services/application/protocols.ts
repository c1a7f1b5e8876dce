import type { FormField } from '../../../shared/form/operation';
import { choice, choices, message, text, texts, toggle } from '../inputs';

const loginVersion = message('Login Version', 'loginVersion', [
  {
    displayName: 'Version',
    name: 'version',
    type: 'options',
    options: [
      { name: 'Login V1', value: '{"loginV1":{}}' },
      { name: 'Login V2', value: '{"loginV2":{}}' },
    ],
    default: '{"loginV2":{}}',
  },
  message('Login V2 Options', 'loginV2', [
    text('Base URI', 'baseUri', {
      placeholder: 'e.g. https://login.example.org',
      description: 'URL of your own login',
    }),
  ]),
]);

const METADATA_XML: FormField = {
  ...text('Metadata XML', 'metadataXml', {
    typeOptions: { rows: 4 },
    description: 'Metadata of the service provider, instead of their URL',
  }),
  bytes: true,
};

const oidcFields: FormField[] = [
  choice('Access Token Type', 'accessTokenType', 'OIDC_TOKEN_TYPE_', { Opaque: 'BEARER', JWT: 'JWT' }),
  toggle('Access Token Role Assertion', 'accessTokenRoleAssertion', 'access tokens contain the roles'),
  texts('Additional Origins', 'additionalOrigins', 'Add Origin', { placeholder: 'e.g. https://example.org' }),
  choice('Application Type', 'applicationType', 'OIDC_APP_TYPE_', {
    Web: 'WEB',
    'Single-Page': 'USER_AGENT',
    Native: 'NATIVE',
  }),
  choice('Authentication Method', 'authMethodType', 'OIDC_AUTH_METHOD_TYPE_', {
    'Client Secret, Basic': 'BASIC',
    'Client Secret, Post': 'POST',
    'None (PKCE)': 'NONE',
    'Private Key JWT': 'PRIVATE_KEY_JWT',
  }),
  text('Back-Channel Logout URI', 'backChannelLogoutUri', {
    placeholder: 'e.g. https://app.example.org/logout',
  }),
  text('Clock Skew', 'clockSkew', {
    default: '0s',
    placeholder: 'e.g. 1s',
    description: 'How much clocks may differ, in seconds with an "s"; 5s at most',
  }),
  toggle('Development Mode', 'developmentMode', 'redirect URIs may use HTTP'),
  choices('Grant Types', 'grantTypes', 'OIDC_GRANT_TYPE_', {
    'Authorization Code': 'AUTHORIZATION_CODE',
    'Device Code': 'DEVICE_CODE',
    Implicit: 'IMPLICIT',
    'Refresh Token': 'REFRESH_TOKEN',
    'Token Exchange': 'TOKEN_EXCHANGE',
  }),
  toggle('ID Token Role Assertion', 'idTokenRoleAssertion', 'ID tokens contain the roles'),
  toggle('ID Token User Info', 'idTokenUserinfoAssertion', 'ID tokens contain the profile, email and so on'),
  loginVersion,
  texts('Post-Logout Redirect URIs', 'postLogoutRedirectUris', 'Add URI', {
    placeholder: 'e.g. https://app.example.org',
  }),
  texts('Redirect URIs', 'redirectUris', 'Add URI', {
    placeholder: 'e.g. https://app.example.org/callback',
  }),
  choices('Response Types', 'responseTypes', 'OIDC_RESPONSE_TYPE_', {
    Code: 'CODE',
    'ID Token': 'ID_TOKEN',
    'ID Token and Access Token': 'ID_TOKEN_TOKEN',
  }),
  toggle(
    'Skip Native App Success Page',
    'skipNativeAppSuccessPage',
    'native apps skip the page that confirms the sign-in',
  ),
  choice('Version', 'version', 'OIDC_VERSION_', { '1.0': '1_0' }),
];

/** What an application that signs in with OpenID Connect has. */
export const oidcConfiguration = message('OpenID Connect', 'oidcConfiguration', oidcFields);

/** What an API that checks tokens has. */
export const apiConfiguration = message('API', 'apiConfiguration', [
  choice('Authentication Method', 'authMethodType', 'API_AUTH_METHOD_TYPE_', {
    'Client Secret, Basic': 'BASIC',
    'Private Key JWT': 'PRIVATE_KEY_JWT',
  }),
]);

/** What an application that signs in with SAML has. */
export const samlConfiguration = message('SAML', 'samlConfiguration', [
  loginVersion,
  text('Metadata URL', 'metadataUrl', { placeholder: 'e.g. https://app.example.org/saml/metadata' }),
  METADATA_XML,
]);
