import type { ZitadelOperation } from '../../operation';

/** Where the own account is signed in. */
export const sessionOperations: ZitadelOperation[] = [
  {
    value: 'listMyRefreshTokens',
    name: 'Get Many of My Refresh Tokens',
    action: 'Get many of my refresh tokens',
    description: 'Retrieves the refresh tokens of the own account: which application has one, and until when',
    list: true,
    simplify: 'refreshToken',
  },
  {
    value: 'listMyUserSessions',
    name: 'Get Many of My Sessions',
    action: 'Get many of my sessions',
    description: 'Retrieves the sessions of the browser that the token comes from',
    list: true,
    simplify: 'mySession',
  },
  {
    value: 'revokeAllMyRefreshTokens',
    name: 'Revoke All My Refresh Tokens',
    action: 'Revoke all my refresh tokens',
    description: 'Ends all refresh tokens of the own account, so that every application must sign in again',
  },
  {
    value: 'revokeMyRefreshToken',
    name: 'Revoke My Refresh Token',
    action: 'Revoke my refresh token',
    description: 'Ends one refresh token of the own account',
    fields: [
      {
        displayName: 'Token ID',
        name: 'id',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. 163840776835432705',
        description: 'ID of the token, as Get Many of My Refresh Tokens has it',
      },
    ],
  },
];
