import type { ZitadelOperation } from '../../operation';
import { code, secret, userId } from '../fields';

/** Second factors that are codes: out of an authenticator app, messages or a list, and how far a user is with them. */
export const factorOperations: ZitadelOperation[] = [
  {
    value: 'addOTPEmail',
    name: 'Add Email OTP',
    action: 'Add email OTP to a user',
    description: 'Makes codes by e-mail a second factor. The address must be verified.',
    fields: [userId],
  },
  {
    value: 'addOTPSMS',
    name: 'Add SMS OTP',
    action: 'Add SMS OTP to a user',
    description: 'Makes codes by SMS a second factor. The phone number must be verified.',
    fields: [userId],
  },
  {
    value: 'generateRecoveryCodes',
    name: 'Generate Recovery Codes',
    action: 'Generate recovery codes for a user',
    description: 'Makes codes for signing in without the second factor, each for one time. Shown only now.',
    fields: [
      userId,
      {
        displayName: 'Count',
        name: 'count',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 50 },
        default: 10,
        required: true,
        description:
          'How many codes to make. A user can have ten at most unless the server is set otherwise.',
      },
    ],
  },
  {
    value: 'humanMFAInitSkipped',
    name: 'Skip MFA Setup',
    action: 'Skip MFA setup of a user',
    description: 'Notes that the person put off setting up a second factor, so that the sign-in asks later',
    fields: [userId],
  },
  {
    value: 'listAuthenticationFactors',
    name: 'Get Many Authentication Factors',
    action: 'Get many authentication factors of a user',
    description: 'Retrieves the second factors of a user: authenticator app, security keys, e-mail and SMS',
    fields: [userId],
    filters: [
      {
        displayName: 'Factors',
        name: 'authFactors',
        type: 'multiOptions',
        options: [
          { name: 'Authenticator App', value: 'OTP' },
          { name: 'Email', value: 'OTP_EMAIL' },
          { name: 'Security Key', value: 'U2F' },
          { name: 'SMS', value: 'OTP_SMS' },
        ],
        default: [],
        description: 'Kinds to return; all if none is chosen',
      },
      {
        displayName: 'States',
        name: 'states',
        type: 'multiOptions',
        options: [
          { name: 'Not Ready', value: 'AUTH_FACTOR_STATE_NOT_READY' },
          { name: 'Ready', value: 'AUTH_FACTOR_STATE_READY' },
          { name: 'Removed', value: 'AUTH_FACTOR_STATE_REMOVED' },
          { name: 'Unspecified', value: 'AUTH_FACTOR_STATE_UNSPECIFIED' },
        ],
        default: [],
        description: 'States to return; the server decides if none is chosen',
      },
    ],
    list: true,
  },
  {
    value: 'listAuthenticationMethodTypes',
    name: 'Get Authentication Methods',
    action: 'Get authentication methods of a user',
    description:
      'Lists how a user can sign in: password, passkey, authenticator app and so on. Empty for an unknown user.',
    fields: [userId],
    additionalFields: [
      {
        displayName: 'Passkey Domain',
        name: 'domainQuery',
        type: 'collection',
        placeholder: 'Add Field',
        default: { domain: '' },
        description: 'Counts only passkeys and security keys of one domain',
        options: [
          {
            displayName: 'Domain',
            name: 'domain',
            type: 'string',
            default: '',
            placeholder: 'e.g. login.example.org',
          },
          {
            displayName: 'Include Without Domain',
            name: 'includeWithoutDomain',
            type: 'boolean',
            default: true,
            description: 'Whether to count those too that were registered without a domain',
          },
        ],
      },
    ],
  },
  {
    value: 'registerTOTP',
    name: 'Register TOTP',
    action: 'Register TOTP for a user',
    description:
      'Starts adding an authenticator app: returns the secret and its address. Ends with Verify TOTP Registration; calling it again before that replaces the secret.',
    fields: [userId],
    qrCode: 'uri',
  },
  {
    value: 'removeOTPEmail',
    name: 'Remove Email OTP',
    action: 'Remove email OTP of a user',
    description: 'Ends codes by e-mail as a second factor',
    fields: [userId],
  },
  {
    value: 'removeOTPSMS',
    name: 'Remove SMS OTP',
    action: 'Remove SMS OTP of a user',
    description: 'Ends codes by SMS as a second factor',
    fields: [userId],
  },
  {
    value: 'removeRecoveryCodes',
    name: 'Remove Recovery Codes',
    action: 'Remove recovery codes of a user',
    description: 'Makes all recovery codes of a user invalid',
    fields: [userId],
  },
  {
    value: 'removeTOTP',
    name: 'Remove TOTP',
    action: 'Remove TOTP of a user',
    description: 'Takes the authenticator app away from a user, e.g. because the phone was lost',
    fields: [userId],
  },
  {
    value: 'verifyTOTPRegistration',
    name: 'Verify TOTP Registration',
    action: 'Verify TOTP registration of a user',
    description: 'Ends adding an authenticator app: checks a code of the secret registered last',
    fields: [userId, code, secret],
    code: { field: 'code', secretField: 'secret', sendSecret: false },
  },
];
