import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { userId } from '../fields';

/** Where the link in a message leads. */
export const urlTemplate: INodeProperties = {
  displayName: 'Link Template',
  name: 'urlTemplate',
  type: 'string',
  default: '',
  placeholder: 'e.g. https://example.org/verify?user={{.UserID}}&code={{.Code}}',
  description:
    "URL of the link in the message, with {{.UserID}}, {{.OrgID}} and {{.Code}}. Leave empty for Zitadel's own page.",
};

/** Content of the message that a code is sent in. */
const sendCode: INodeProperties = {
  displayName: 'Send Code Options',
  name: 'sendCode',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  description: 'What the message contains, if the code is sent',
  options: [urlTemplate],
};

const returnChoice = {
  name: 'Return Code',
  value: '{"returnCode":{}}',
  description: 'Put the code into the output',
};
const emailChoices = [
  { name: 'Is Verified', value: '{"isVerified":true}', description: 'Trust the address as it is' },
  returnChoice,
  { name: 'Send Code', value: '{"sendCode":{}}', description: 'Have Zitadel send the code to the address' },
];
const phoneChoices = [
  { name: 'Is Verified', value: '{"isVerified":true}', description: 'Trust the number as it is' },
  returnChoice,
  { name: 'Send Code', value: '{"sendCode":{}}', description: 'Have Zitadel send the code to the number' },
];

/** Members of the oneof "verification" of an address or a number. */
const verification: INodeProperties = {
  displayName: 'Verification',
  name: 'verification',
  type: 'options',
  options: emailChoices,
  default: '{"sendCode":{}}',
  description: 'How the address is verified',
};

const phoneVerification: INodeProperties = {
  ...verification,
  options: phoneChoices,
  description: 'How the number is verified',
};

const emailAddress: INodeProperties = {
  displayName: 'Email Address',
  name: 'email',
  type: 'string',
  default: '',
  placeholder: 'e.g. ada@example.org',
};

const phoneNumber: INodeProperties = {
  displayName: 'Phone Number',
  name: 'phone',
  type: 'string',
  default: '',
  placeholder: 'e.g. +41791234567',
  description: 'Phone number with country code',
};

/** An address with its verification, as it is part of a person. */
export const email: INodeProperties = {
  displayName: 'Email',
  name: 'email',
  type: 'collection',
  placeholder: 'Add Field',
  default: { email: '' },
  required: true,
  description: 'Email address of the person. Zitadel sends a code to it unless you set Verification.',
  options: [
    emailAddress,
    sendCode,
    {
      ...verification,
      options: [
        ...emailChoices,
        {
          name: 'Stay Unverified',
          value: '{"isVerified":false}',
          description: 'Keep the address unverified, without sending a code',
        },
      ],
      default: '{"isVerified":true}',
    },
  ],
};

/** A number with its verification, as it is part of a new person. */
export const phone: INodeProperties = {
  displayName: 'Phone',
  name: 'phone',
  type: 'collection',
  placeholder: 'Add Field',
  default: { phone: '' },
  description: 'Phone number of the person. Zitadel sends a code to it unless you set Verification.',
  options: [phoneNumber, { ...phoneVerification, default: '{"isVerified":true}' }],
};

/** Sending a code, or returning it; an address that awaits none cannot be declared verified this way. */
const codeDelivery: INodeProperties = {
  ...verification,
  displayName: 'Delivery',
  options: emailChoices.slice(1),
  description: 'How the code reaches the person',
};

const codeOptions: INodeProperties = {
  ...sendCode,
  displayOptions: { show: { verification: ['{"sendCode":{}}'] } },
};

/** Code that a person got in a message. */
export const verificationCode: INodeProperties = {
  displayName: 'Verification Code',
  name: 'verificationCode',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. X7K2PQ',
  description: 'The code from the message',
};

/** Email addresses and phone numbers. */
export const contactOperations: ZitadelOperation[] = [
  {
    value: 'removePhone',
    name: 'Remove Phone (Deprecated)',
    action: 'Remove phone of a user',
    description: 'Removes the phone number. Deprecated: use Update with an empty phone number.',
    fields: [userId],
  },
  {
    value: 'resendEmailCode',
    name: 'Resend Email Code',
    action: 'Resend email code of a user',
    description:
      'Replaces the pending code for an email address. Send Email Code also works if none is pending.',
    fields: [userId, codeDelivery, codeOptions],
  },
  {
    value: 'resendPhoneCode',
    name: 'Resend Phone Code',
    action: 'Resend phone code of a user',
    description: 'Replaces the pending code for a phone number',
    fields: [userId, { ...codeDelivery, options: phoneChoices.slice(1) }],
  },
  {
    value: 'sendEmailCode',
    name: 'Send Email Code',
    action: 'Send email code to a user',
    description: 'Creates a code for verifying the email address',
    fields: [userId, codeDelivery, codeOptions],
  },
  {
    value: 'setEmail',
    name: 'Set Email (Deprecated)',
    action: 'Set email of a user',
    description: 'Changes the email address of a person. Deprecated: use Update.',
    fields: [userId, { ...emailAddress, required: true }, verification, codeOptions],
  },
  {
    value: 'setPhone',
    name: 'Set Phone (Deprecated)',
    action: 'Set phone of a user',
    description: 'Changes the phone number of a person. Deprecated: use Update.',
    fields: [userId, { ...phoneNumber, required: true }, phoneVerification],
  },
  {
    value: 'verifyEmail',
    name: 'Verify Email',
    action: 'Verify email of a user',
    description: 'Verifies the email address of a person with the code from the email',
    fields: [userId, verificationCode],
  },
  {
    value: 'verifyPhone',
    name: 'Verify Phone',
    action: 'Verify phone of a user',
    description: 'Verifies the phone number of a person with the code from the message',
    fields: [userId, verificationCode],
  },
];
