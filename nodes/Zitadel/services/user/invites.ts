import type { ZitadelOperation } from '../../operation';
import { userId } from '../fields';
import { urlTemplate, verificationCode } from './contact';

/** Invitations of people who have nothing to sign in with yet. */
export const inviteOperations: ZitadelOperation[] = [
  {
    value: 'createInviteCode',
    name: 'Create Invite Code',
    action: 'Create invite code for a user',
    description:
      'Creates a code for a new person to set up their sign-in, and sends or returns it. An earlier code stops working.',
    fields: [
      userId,
      {
        displayName: 'Delivery',
        name: 'verification',
        type: 'options',
        options: [
          { name: 'Return Code', value: '{"returnCode":{}}', description: 'Put the code into the output' },
          { name: 'Send Code', value: '{"sendCode":{}}', description: 'Have Zitadel send an email' },
        ],
        default: '{"sendCode":{}}',
        description: 'How the code reaches the person',
      },
      {
        displayName: 'Send Code Options',
        name: 'sendCode',
        type: 'collection',
        placeholder: 'Add Field',
        default: {},
        displayOptions: { show: { verification: ['{"sendCode":{}}'] } },
        description: 'What the message contains, if the code is sent',
        options: [
          {
            displayName: 'Application Name',
            name: 'applicationName',
            type: 'string',
            default: '',
            placeholder: 'e.g. Intranet',
            description: 'Name of the application that the person is invited to. Leave empty for Zitadel.',
          },
          urlTemplate,
        ],
      },
    ],
  },
  {
    value: 'resendInviteCode',
    name: 'Resend Invite Code (Deprecated)',
    action: 'Resend invite code to a user',
    description: 'Sends the invitation again. Deprecated: use Create Invite Code.',
    fields: [userId],
  },
  {
    value: 'verifyInviteCode',
    name: 'Verify Invite Code',
    action: 'Verify invite code of a user',
    description: 'Accepts an invitation with its code. This also verifies the email address.',
    fields: [userId, verificationCode],
  },
];
