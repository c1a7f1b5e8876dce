import type { ZitadelOperation } from '../../operation';
import { code, secret } from '../fields';
import { tokenId, verification } from './fields';

/** Second factors of the own account. */
export const factorOperations: ZitadelOperation[] = [
  {
    value: 'addMyAuthFactorOTP',
    name: 'Add My OTP',
    action: 'Add my OTP',
    description:
      'Starts adding an authenticator app to your account and returns its secret and URI. Not for service users.',
    qrCode: 'url',
  },
  {
    value: 'addMyAuthFactorOTPEmail',
    name: 'Add My Email OTP',
    action: 'Add my email OTP',
    description: 'Lets your account receive one-time codes by email, at its verified address',
  },
  {
    value: 'addMyAuthFactorOTPSMS',
    name: 'Add My SMS OTP',
    action: 'Add my SMS OTP',
    description: 'Lets your account receive one-time codes by SMS, at its verified phone number',
  },
  {
    value: 'addMyAuthFactorU2F',
    name: 'Add My Security Key',
    action: 'Add my security key',
    description:
      'Starts adding a security key as a second factor and returns the options for the browser. Verify My Security Key completes it.',
  },
  {
    value: 'listMyAuthFactors',
    name: 'Get Many of My Factors',
    action: 'Get many of my factors',
    description: 'Retrieves the second factors of your account, including unverified ones',
    list: true,
  },
  {
    value: 'removeMyAuthFactorOTP',
    name: 'Remove My OTP',
    action: 'Remove my OTP',
    description: 'Removes the authenticator app from your account',
  },
  {
    value: 'removeMyAuthFactorOTPEmail',
    name: 'Remove My Email OTP',
    action: 'Remove my email OTP',
    description: 'Removes email codes as a second factor of your account',
  },
  {
    value: 'removeMyAuthFactorOTPSMS',
    name: 'Remove My SMS OTP',
    action: 'Remove my SMS OTP',
    description: 'Removes SMS codes as a second factor of your account',
  },
  {
    value: 'removeMyAuthFactorU2F',
    name: 'Remove My Security Key',
    action: 'Remove my security key',
    description: 'Removes a security key from your account',
    fields: [tokenId],
  },
  {
    value: 'verifyMyAuthFactorOTP',
    name: 'Verify My OTP',
    action: 'Verify my OTP',
    description:
      'Completes adding an authenticator app to your account. The token in use then lacks the second factor and is rejected until the next sign-in.',
    fields: [code, secret],
    code: { field: 'code', secretField: 'secret', sendSecret: false },
  },
  {
    value: 'verifyMyAuthFactorU2F',
    name: 'Verify My Security Key',
    action: 'Verify my security key',
    description: "Completes adding a security key, with the browser's response to the options",
    fields: [verification],
  },
];
