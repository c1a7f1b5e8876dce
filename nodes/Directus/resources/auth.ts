import type { DirectusTable } from '../operation';
import { otp, totpSecret } from './fields';
import { secretText, text } from './inputs';

const provider = text('Provider', 'provider', {
  placeholder: 'e.g. keycloak',
  description: 'Name of the provider on the server. Get Many lists the names.',
});

const refreshToken = secretText('Refresh Token', 'refresh_token', {
  required: true,
  description: 'Refresh token that Log In returned',
});

/** Signing in and out. */
export const auth: DirectusTable = {
  value: 'auth',
  name: 'Authentication',
  description: 'Signing in to Directus',
  operations: [
    {
      value: 'login',
      name: 'Log In',
      action: 'Log in',
      description: 'Signs in with an email address and password, and returns the tokens of the session',
      verb: 'POST',
      path: '/auth/login',
      withoutToken: true,
      data: {
        fields: ['email', 'password', 'otp', 'mode'],
        required: ['email', 'password'],
        choices: { mode: ['json'] },
        complete: (data) => ({ mode: 'json', ...data }),
      },
      fields: [
        {
          displayName: 'Email',
          name: 'email',
          type: 'string',
          default: '',
          required: true,
          placeholder: 'e.g. ada@example.org',
        },
        {
          displayName: 'Password',
          name: 'password',
          type: 'string',
          typeOptions: { password: true },
          default: '',
          required: true,
        },
        {
          ...otp,
          description: 'The six digits that the authenticator app shows, if 2FA is on for the account',
        },
        totpSecret(
          'TOTP secret of the account, to generate the code from if Code is empty. The secret itself is not sent.',
        ),
      ],
      code: { field: 'otp', secretField: 'secret', sendSecret: false, optional: true },
    },
    {
      value: 'loginWithProvider',
      name: 'Log In With Provider',
      action: 'Log in with a provider',
      description: 'Signs in with a provider that takes a name and a password, such as LDAP',
      verb: 'POST',
      path: '/auth/login/:provider',
      withoutToken: true,
      data: {
        fields: ['email', 'identifier', 'password', 'otp', 'mode'],
        required: ['password'],
        choices: { mode: ['json'] },
        complete: (data) => ({ mode: 'json', ...data }),
      },
      fields: [
        { ...provider, required: true },
        text('Email', 'email', { placeholder: 'e.g. ada@example.org', description: 'For local accounts' }),
        text('Identifier', 'identifier', { description: 'Name in the directory, for LDAP' }),
        secretText('Password', 'password', { required: true }),
        {
          ...otp,
          description: 'The six digits that the authenticator app shows, if 2FA is on for the account',
        },
        totpSecret(
          'TOTP secret of the account, to generate the code from if Code is empty. The secret itself is not sent.',
        ),
      ],
      code: { field: 'otp', secretField: 'secret', sendSecret: false, optional: true },
    },
    {
      value: 'logout',
      name: 'Log Out',
      action: 'Log out',
      description: 'Ends a session',
      verb: 'POST',
      path: '/auth/logout',
      withoutToken: true,
      data: {
        fields: ['refresh_token', 'mode'],
        required: ['refresh_token'],
        choices: { mode: ['json'] },
        complete: (data) => ({ mode: 'json', ...data }),
      },
      fields: [refreshToken],
      emptyReply: { loggedOut: true },
    },
    {
      value: 'refreshToken',
      name: 'Refresh Token',
      action: 'Refresh a token',
      description: 'Returns new tokens for a session. The old refresh token becomes invalid.',
      verb: 'POST',
      path: '/auth/refresh',
      withoutToken: true,
      data: {
        fields: ['refresh_token', 'mode'],
        required: ['refresh_token'],
        choices: { mode: ['json'] },
        complete: (data) => ({ mode: 'json', ...data }),
      },
      fields: [refreshToken],
    },
    {
      value: 'requestReset',
      name: 'Request Password Reset',
      action: 'Request a password reset',
      description: 'Has Directus send an email for resetting the password. Unknown addresses get none.',
      verb: 'POST',
      path: '/auth/password/request',
      withoutToken: true,
      data: { fields: ['email', 'reset_url'], required: ['email'] },
      fields: [
        text('Email', 'email', { required: true, placeholder: 'e.g. ada@example.org' }),
        text('Reset URL', 'reset_url', {
          placeholder: 'e.g. https://app.example.org/reset',
          description: 'Page that the email links to. The server must allow it.',
        }),
      ],
      emptyReply: { requested: true },
    },
    {
      value: 'resetPassword',
      name: 'Reset Password',
      action: 'Reset a password',
      description: 'Sets a new password with the token from the email',
      verb: 'POST',
      path: '/auth/password/reset',
      withoutToken: true,
      data: { fields: ['token', 'password'], required: ['token', 'password'] },
      fields: [
        secretText('Token', 'token', { required: true, description: 'Token from the email' }),
        secretText('Password', 'password', { required: true, description: 'New password' }),
      ],
      emptyReply: { reset: true },
    },
    {
      value: 'list',
      name: 'Get Many Providers',
      action: 'Get many sign in providers',
      description: 'Retrieves the providers that people can sign in with',
      verb: 'GET',
      path: '/auth',
      withoutToken: true,
      list: true,
      unpaged: true,
    },
    {
      value: 'startOauthFlow',
      name: 'Start OAuth Flow',
      action: 'Start an o auth flow',
      description: 'Returns the URL where a person signs in with a provider, to open in a browser',
      verb: 'GET',
      path: '/auth/login/:provider',
      withoutToken: true,
      query: ['redirect'],
      fields: [
        { ...provider, required: true },
        text('Redirect', 'redirect', { description: 'Page to go to afterwards. The server must allow it.' }),
      ],
      send: 'startSignIn',
    },
  ],
};
