import type { ZitadelTable } from '../operation';
import { code, secret } from './fields';

/** zitadel.auth.v1.AuthService: what a person does to their own account. */
export const authService: ZitadelTable = {
  value: 'AuthService',
  name: 'My Account',
  description: 'The account of the person whose token the credential has',
  operations: [
    {
      value: 'addMyAuthFactorOTP',
      name: 'Add My OTP',
      action: 'Add my OTP',
      description:
        'Starts adding an authenticator app to the own account: returns the secret and its address. Not for service users.',
      qrCode: 'url',
    },
    {
      value: 'removeMyAuthFactorOTP',
      name: 'Remove My OTP',
      action: 'Remove my OTP',
      description: 'Takes the authenticator app away from the own account',
    },
    {
      value: 'verifyMyAuthFactorOTP',
      name: 'Verify My OTP',
      action: 'Verify my OTP',
      description:
        'Ends adding an authenticator app to the own account. Right after it the token in use lacks the second factor and is refused until the next sign-in.',
      fields: [code, secret],
      code: { field: 'code', secretField: 'secret', sendSecret: false },
    },
  ],
};
