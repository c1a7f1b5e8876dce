import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { userId } from '../fields';
import { urlTemplate } from './contact';

const changeRequired: INodeProperties = {
  displayName: 'Change Required',
  name: 'changeRequired',
  type: 'boolean',
  default: true,
  description: 'Whether the person must change the password at the next sign-in',
};

/** A password in plain text. */
export const password: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'collection',
  placeholder: 'Add Field',
  default: { password: '' },
  options: [
    changeRequired,
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
    },
  ],
};

/** A password that another system has hashed. */
export const hashedPassword: INodeProperties = {
  displayName: 'Hashed Password',
  name: 'hashedPassword',
  type: 'collection',
  placeholder: 'Add Field',
  default: { hash: '' },
  description: 'Password hash from another system, instead of Password',
  options: [
    changeRequired,
    {
      displayName: 'Hash',
      name: 'hash',
      type: 'string',
      default: '',
      placeholder: 'e.g. $2a$14$…',
      description: 'Hash with its algorithm and cost. The server must support the algorithm.',
    },
  ],
};

/** Proves that the password may be changed without the permission to. */
const currentPassword: INodeProperties = {
  displayName: 'Current Password',
  name: 'currentPassword',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description: 'The current password. A wrong one counts as a failed sign-in.',
};

const resetCode: INodeProperties = {
  displayName: 'Verification Code',
  name: 'verificationCode',
  type: 'string',
  default: '',
  placeholder: 'e.g. X7K2PQ',
  description: 'Code from Reset Password, instead of Current Password',
};

/** Another password for a person. */
export const newPassword: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'collection',
  placeholder: 'Add Field',
  default: { password: { password: '' } },
  description: 'New password. Without the current password or a code, this needs permission to manage users.',
  options: [currentPassword, hashedPassword, password, resetCode],
};

/** Passwords. */
export const passwordOperations: ZitadelOperation[] = [
  {
    value: 'passwordReset',
    name: 'Reset Password',
    action: 'Reset password of a user',
    description: 'Creates a code for choosing a new password, and sends it as a link or returns it',
    fields: [
      userId,
      {
        displayName: 'Delivery',
        name: 'medium',
        type: 'options',
        options: [
          {
            name: 'Return Code',
            value: '{"returnCode":{}}',
            description: 'Put the code into the output',
          },
          { name: 'Send Link', value: '{"sendLink":{}}', description: 'Have Zitadel send the person a link' },
        ],
        default: '{"sendLink":{}}',
        description: 'How the code reaches the person',
      },
      {
        displayName: 'Send Link Options',
        name: 'sendLink',
        type: 'collection',
        placeholder: 'Add Field',
        default: {},
        displayOptions: { show: { medium: ['{"sendLink":{}}'] } },
        description: 'What the message with the link contains',
        options: [
          urlTemplate,
          {
            displayName: 'Send By',
            name: 'notificationType',
            type: 'options',
            options: [
              { name: 'Email', value: 'NOTIFICATION_TYPE_Email' },
              { name: 'SMS', value: 'NOTIFICATION_TYPE_SMS' },
              { name: 'Unspecified', value: 'NOTIFICATION_TYPE_Unspecified' },
            ],
            default: 'NOTIFICATION_TYPE_Email',
            description: 'How the message is sent; by email if unspecified',
          },
        ],
      },
    ],
  },
  {
    value: 'setPassword',
    name: 'Set Password (Deprecated)',
    action: 'Set password of a user',
    description: 'Changes the password of a person. Deprecated: use Update.',
    fields: [userId, { ...password, displayName: 'New Password', name: 'newPassword', required: true }],
    additionalFields: [currentPassword, resetCode],
  },
];
