import type { FormField } from '../../../shared/form/operation';
import { innerLocator } from '../fields';
import { choice, message, text, texts, toggle } from '../inputs';

const SECRET = { typeOptions: { password: true } };

/** The session that an operation is about. */
export const sessionId = text('Session ID', 'sessionId', {
  required: true,
  placeholder: 'e.g. 163840776835432705',
});

/** What the session was created with. */
export const sessionToken = text('Session Token', 'sessionToken', {
  ...SECRET,
  description: "Latest token of the session. Without it, the credential's user needs the permission.",
});

const code = text('Code', 'code', { placeholder: 'e.g. 012345' });
const oneCode = { default: { code: '' } };

/** What shows who somebody is. */
export const checks = message(
  'Checks',
  'checks',
  [
    message('Authenticator App (TOTP)', 'totp', [code], oneCode),
    message('Code by Email', 'otpEmail', [code], oneCode),
    message('Code by SMS', 'otpSms', [code], oneCode),
    message(
      'Identity Provider',
      'idpIntent',
      [text('Intent ID', 'idpIntentId'), text('Intent Token', 'idpIntentToken', SECRET)],
      { default: { idpIntentId: '', idpIntentToken: '' } },
    ),
    message(
      'Passkey or Security Key',
      'webAuthN',
      [
        {
          displayName: 'Credential',
          name: 'credentialAssertionData',
          type: 'json',
          default: '{}',
          description: 'Result of navigator.credentials.get() in the browser, with bytes as base64url',
        },
      ],
      { default: { credentialAssertionData: '{}' } },
    ),
    message('Password', 'password', [text('Password', 'password', SECRET)], { default: { password: '' } }),
    message('User', 'user', [
      text('Login Name', 'loginName', { placeholder: 'e.g. ada@example.org' }),
      innerLocator('userId', 'User', 'searchUsers'),
    ]),
  ],
  {
    placeholder: 'Add Check',
    description: 'What Zitadel checks now. The first check is the user; a check that fails is an error.',
  },
);

/** What Zitadel prepares for a check to come. */
export const challenges = message(
  'Challenges',
  'challenges',
  [
    message('Code by Email', 'otpEmail', [
      {
        displayName: 'Delivery',
        name: 'delivery',
        type: 'options',
        options: [
          { name: 'Return Code', value: '{"returnCode":{}}', description: 'Put the code into the output' },
          { name: 'Send Code', value: '{"sendCode":{}}', description: 'Have Zitadel send an email' },
        ],
        default: '{"sendCode":{}}',
      },
      message('Send Code Options', 'sendCode', [
        text('Link Template', 'urlTemplate', {
          placeholder: 'e.g. https://example.org/otp?code={{.Code}}&session={{.SessionID}}',
          description: "URL of the link in the message. Leave empty for Zitadel's own page.",
        }),
      ]),
    ]),
    message(
      'Code by SMS',
      'otpSms',
      [toggle('Return Code', 'returnCode', 'to put the code into the output instead of sending it')],
      { default: { returnCode: false } },
    ),
    message(
      'Passkey or Security Key',
      'webAuthN',
      [
        text('Domain', 'domain', { placeholder: 'e.g. login.example.org' }),
        choice('User Verification', 'userVerificationRequirement', 'USER_VERIFICATION_REQUIREMENT_', {
          Required: 'REQUIRED',
          Preferred: 'PREFERRED',
          Discouraged: 'DISCOURAGED',
        }),
      ],
      {
        default: {
          domain: '',
          userVerificationRequirement: 'USER_VERIFICATION_REQUIREMENT_REQUIRED',
        },
      },
    ),
  ],
  {
    placeholder: 'Add Challenge',
    description: 'What Zitadel prepares for the next check, e.g. a code to send',
  },
);

/** How long a session lasts. */
export const lifetime = text('Lifetime', 'lifetime', {
  default: '3600s',
  placeholder: 'e.g. 3600s',
  description: 'How long the session lasts from now, in seconds with an "s"',
});

const key = text('Key', 'key', { placeholder: 'e.g. device' });

/** Keys and values that are kept with a session. */
export const metadata: FormField = {
  displayName: 'Metadata',
  name: 'metadata',
  map: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Entry',
  default: {},
  options: [
    {
      displayName: 'Entry',
      name: 'entry',
      values: [key, { ...text('Value', 'value'), bytes: true } as FormField],
    },
  ],
};

const headers: FormField = {
  ...metadata,
  displayName: 'Headers',
  name: 'header',
  placeholder: 'Add Header',
  options: [
    {
      displayName: 'Header',
      name: 'entry',
      values: [
        { ...key, displayName: 'Name', placeholder: 'e.g. Accept-Language' },
        texts('Values', 'values', 'Add Value'),
      ],
    },
  ],
};

/** The browser or app that a session is for. */
export const userAgent = message('User Agent', 'userAgent', [
  text('Description', 'description', { placeholder: 'e.g. Firefox on Linux' }),
  text('Fingerprint ID', 'fingerprintId', {
    description: 'ID that recognizes the browser. You can search sessions by it.',
  }),
  headers,
  text('IP Address', 'ip', { placeholder: 'e.g. 203.0.113.7' }),
]);
