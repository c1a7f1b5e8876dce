import type { DirectusTable } from '../operation';
import { otp, totpSecret } from './fields';

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
      description:
        'Signs somebody in with e-mail address and password, and returns the tokens of the session',
      verb: 'POST',
      path: '/auth/login',
      withoutToken: true,
      data: {
        fields: ['email', 'password', 'otp', 'mode'],
        required: ['email', 'password'],
        choices: { mode: ['json'] },
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
          description: 'The six digits that the authenticator app shows now, if the account has 2FA on',
        },
        totpSecret('TOTP secret of the account, to make the code of this moment from; it is not sent'),
      ],
      code: { field: 'otp', secretField: 'secret', sendSecret: false, optional: true },
    },
  ],
};
