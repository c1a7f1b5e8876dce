import { PAGE_SETTINGS } from '../../../shared/page/settings';
import type { ZitadelOperation } from '../../operation';
import { userId } from '../fields';

/** What a person does at a page of the workflow. */
export const setUpOperations: ZitadelOperation[] = [
  {
    value: 'setUpTOTPAndWait',
    name: 'Set Up TOTP and Wait',
    action: 'Set up TOTP with a user and wait',
    description:
      'Waits until the person has set up an authenticator app on the page at $execution.resumeUrl. Send that link in a node before this one.',
    waits: true,
    fields: [userId],
    settings: [
      {
        displayName: 'Confirm With',
        name: 'confirmWith',
        type: 'options',
        options: [
          {
            name: 'Code by Email',
            value: 'email',
            description: 'Zitadel sends a code to the address of the person',
          },
          {
            name: 'Link Alone',
            value: 'link',
            description: 'Anyone with the link can set it up, so send it only to the person',
          },
          {
            name: 'Password',
            value: 'password',
            description: 'The person’s password. Requires the role IAM_OWNER or IAM_LOGIN_CLIENT.',
          },
        ],
        default: 'password',
        description: 'How the person proves on the page that the account is theirs',
      },
      {
        displayName: 'Recovery Codes',
        name: 'recoveryCodes',
        type: 'boolean',
        default: false,
        description:
          'Whether the person also gets recovery codes, shown once at the end. They replace any existing ones.',
      },
      ...PAGE_SETTINGS,
    ],
  },
];
