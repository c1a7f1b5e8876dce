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
      'Makes a code with which a new person sets up a way to sign in, and sends it or returns it. An earlier code stops working.',
    fields: [
      userId,
      {
        displayName: 'Delivery',
        name: 'verification',
        type: 'options',
        options: [
          { name: 'Return Code', value: '{"returnCode":{}}', description: 'Put the code into the output' },
          { name: 'Send Code', value: '{"sendCode":{}}', description: 'Let Zitadel send an e-mail' },
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
        description: 'For the message, where the code is sent',
        options: [
          {
            displayName: 'Application Name',
            name: 'applicationName',
            type: 'string',
            default: '',
            placeholder: 'e.g. Intranet',
            description: 'What the message says that the person is invited to; Zitadel if not given',
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
    description: 'Accepts an invitation with its code. The e-mail address counts as verified from then on.',
    fields: [userId, verificationCode],
  },
];
