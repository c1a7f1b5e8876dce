import type { ZitadelOperation } from '../../operation';
import { sentCode } from './fields';

/** E-mail address and phone number of the own account. */
export const contactOperations: ZitadelOperation[] = [
  {
    value: 'getMyEmail',
    name: 'Get My Email',
    action: 'Get my email',
    description: 'Retrieves the own e-mail address, and whether it is verified',
  },
  {
    value: 'getMyPhone',
    name: 'Get My Phone',
    action: 'Get my phone',
    description: 'Retrieves the own phone number, and whether it is verified',
  },
  {
    value: 'removeMyPhone',
    name: 'Remove My Phone',
    action: 'Remove my phone',
    description: 'Removes the own phone number',
  },
  {
    value: 'resendMyEmailVerification',
    name: 'Resend My Email Code',
    action: 'Resend my email code',
    description: 'Sends another code to the own e-mail address that is not verified yet',
  },
  {
    value: 'resendMyPhoneVerification',
    name: 'Resend My Phone Code',
    action: 'Resend my phone code',
    description: 'Sends another code to the own phone number that is not verified yet',
  },
  {
    value: 'setMyEmail',
    name: 'Update My Email',
    action: 'Update my email',
    description: 'Changes the own e-mail address and sends a code to it. Ends with Verify My Email.',
    fields: [
      {
        displayName: 'Email Address',
        name: 'email',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. ada@example.org',
        description: 'The new address',
      },
    ],
  },
  {
    value: 'setMyPhone',
    name: 'Update My Phone',
    action: 'Update my phone',
    description: 'Changes the own phone number and sends a code to it. Ends with Verify My Phone.',
    fields: [
      {
        displayName: 'Phone Number',
        name: 'phone',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. +41791234567',
        description: 'The new number, with its country code',
      },
    ],
  },
  {
    value: 'verifyMyEmail',
    name: 'Verify My Email',
    action: 'Verify my email',
    description: 'Proves with the code out of the e-mail that the address is the own',
    fields: [sentCode],
  },
  {
    value: 'verifyMyPhone',
    name: 'Verify My Phone',
    action: 'Verify my phone',
    description: 'Proves with the code out of the SMS that the number is the own',
    fields: [sentCode],
  },
];
