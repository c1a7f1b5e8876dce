import type { ZitadelOperation } from '../../operation';
import { sentCode } from './fields';

/** Email address and phone number of the own account. */
export const contactOperations: ZitadelOperation[] = [
  {
    value: 'getMyEmail',
    name: 'Get My Email',
    action: 'Get my email',
    description: 'Retrieves your email address, and whether it is verified',
  },
  {
    value: 'getMyPhone',
    name: 'Get My Phone',
    action: 'Get my phone',
    description: 'Retrieves your phone number, and whether it is verified',
  },
  {
    value: 'removeMyPhone',
    name: 'Remove My Phone',
    action: 'Remove my phone',
    description: 'Removes your phone number',
  },
  {
    value: 'resendMyEmailVerification',
    name: 'Resend My Email Code',
    action: 'Resend my email code',
    description: 'Sends another code to your unverified email address',
  },
  {
    value: 'resendMyPhoneVerification',
    name: 'Resend My Phone Code',
    action: 'Resend my phone code',
    description: 'Sends another code to your unverified phone number',
  },
  {
    value: 'setMyEmail',
    name: 'Update My Email',
    action: 'Update my email',
    description: 'Changes your email address and sends a code to it. Verify My Email completes it.',
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
    description: 'Changes your phone number and sends a code to it. Verify My Phone completes it.',
    fields: [
      {
        displayName: 'Phone Number',
        name: 'phone',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. +41791234567',
        description: 'The new phone number, with country code',
      },
    ],
  },
  {
    value: 'verifyMyEmail',
    name: 'Verify My Email',
    action: 'Verify my email',
    description: 'Verifies your email address with the code from the email',
    fields: [sentCode],
  },
  {
    value: 'verifyMyPhone',
    name: 'Verify My Phone',
    action: 'Verify my phone',
    description: 'Verifies your phone number with the code from the SMS',
    fields: [sentCode],
  },
];
