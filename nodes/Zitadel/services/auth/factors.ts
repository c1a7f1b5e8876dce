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
      'Starts adding an authenticator app to the own account: returns the secret and its address. Not for service users.',
    qrCode: 'url',
  },
  {
    value: 'addMyAuthFactorOTPEmail',
    name: 'Add My Email OTP',
    action: 'Add my email OTP',
    description: 'Lets the own account receive one-time codes by e-mail, at its verified address',
  },
  {
    value: 'addMyAuthFactorOTPSMS',
    name: 'Add My SMS OTP',
    action: 'Add my SMS OTP',
    description: 'Lets the own account receive one-time codes by SMS, at its verified phone number',
  },
  {
    value: 'addMyAuthFactorU2F',
    name: 'Add My Security Key',
    action: 'Add my security key',
    description:
      'Starts adding a security key as second factor: returns the options for the browser. Ends with Verify My Security Key.',
  },
  {
    value: 'listMyAuthFactors',
    name: 'Get Many of My Factors',
    action: 'Get many of my factors',
    description: 'Retrieves the second factors of the own account, those not yet verified among them',
    list: true,
  },
  {
    value: 'removeMyAuthFactorOTP',
    name: 'Remove My OTP',
    action: 'Remove my OTP',
    description: 'Takes the authenticator app away from the own account',
  },
  {
    value: 'removeMyAuthFactorOTPEmail',
    name: 'Remove My Email OTP',
    action: 'Remove my email OTP',
    description: 'Ends one-time codes by e-mail for the own account',
  },
  {
    value: 'removeMyAuthFactorOTPSMS',
    name: 'Remove My SMS OTP',
    action: 'Remove my SMS OTP',
    description: 'Ends one-time codes by SMS for the own account',
  },
  {
    value: 'removeMyAuthFactorU2F',
    name: 'Remove My Security Key',
    action: 'Remove my security key',
    description: 'Takes a security key away from the own account',
    fields: [tokenId],
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
  {
    value: 'verifyMyAuthFactorU2F',
    name: 'Verify My Security Key',
    action: 'Verify my security key',
    description: 'Ends adding a security key: sends what the browser made of the options',
    fields: [verification],
  },
];
