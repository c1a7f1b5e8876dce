import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelOperation } from '../../operation';
import { locator, userId } from '../fields';
import { urlTemplate } from './contact';

const domain: INodeProperties = {
  displayName: 'Domain',
  name: 'domain',
  type: 'string',
  default: '',
  placeholder: 'e.g. login.example.org',
  description: 'Domain on which the key works. Leave empty for that of the server.',
};

const publicKeyCredential: INodeProperties = {
  displayName: 'Credential',
  name: 'publicKeyCredential',
  type: 'json',
  default: '{}',
  required: true,
  description: 'Result of navigator.credentials.create() in the browser, with bytes as base64url',
};

const u2fId: INodeProperties = {
  displayName: 'Security Key ID',
  name: 'u2fId',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 163840776835432705',
  description: 'ID that Register Security Key returned, or that the list of authentication factors has',
};

const passkeyId = locator('passkeyId', 'Passkey', 'searchPasskeys');

const passkeyName: INodeProperties = {
  displayName: 'Passkey Name',
  name: 'passkeyName',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. Laptop',
  description: 'Name that the person recognizes the passkey by',
};

/** Passkeys, and security keys as a second factor. */
export const passkeyOperations: ZitadelOperation[] = [
  {
    value: 'createPasskeyRegistrationLink',
    name: 'Create Passkey Registration Link',
    action: 'Create passkey registration link for a user',
    description: 'Creates a code for adding a passkey, and sends it as a link or returns it',
    fields: [
      userId,
      {
        displayName: 'Delivery',
        name: 'medium',
        type: 'options',
        options: [
          { name: 'Return Code', value: '{"returnCode":{}}', description: 'Put the code into the output' },
          { name: 'Send Link', value: '{"sendLink":{}}', description: 'Have Zitadel send an email' },
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
          {
            ...urlTemplate,
            placeholder: 'e.g. https://example.org/passkey?user={{.UserID}}&id={{.CodeID}}&code={{.Code}}',
            description:
              "URL of the link in the message, with {{.UserID}}, {{.OrgID}}, {{.CodeID}} and {{.Code}}. Leave empty for Zitadel's own page.",
          },
        ],
      },
    ],
  },
  {
    value: 'listPasskeys',
    name: 'Get Many Passkeys',
    action: 'Get many passkeys of a user',
    description: 'Retrieves the passkeys of a user. One added moments ago may be missing.',
    fields: [userId],
    list: true,
  },
  {
    value: 'registerPasskey',
    name: 'Register Passkey',
    action: 'Register passkey for a user',
    description:
      'Starts adding a passkey and returns the options for the browser. Verify Passkey Registration completes it.',
    fields: [userId],
    additionalFields: [
      {
        displayName: 'Authenticator',
        name: 'authenticator',
        type: 'options',
        options: [
          { name: 'Any', value: 'PASSKEY_AUTHENTICATOR_UNSPECIFIED' },
          { name: 'Built-In', value: 'PASSKEY_AUTHENTICATOR_PLATFORM', description: 'Part of the device' },
          {
            name: 'Separate',
            value: 'PASSKEY_AUTHENTICATOR_CROSS_PLATFORM',
            description: 'A security key or another device',
          },
        ],
        default: 'PASSKEY_AUTHENTICATOR_UNSPECIFIED',
        description: 'Kind of authenticator to allow',
      },
      {
        displayName: 'Code',
        name: 'code',
        type: 'collection',
        placeholder: 'Add Field',
        default: { id: '', code: '' },
        description: 'ID and code from Create Passkey Registration Link',
        options: [
          { displayName: 'Code', name: 'code', type: 'string', default: '' },
          { displayName: 'Code ID', name: 'id', type: 'string', default: '' },
        ],
      },
      domain,
    ],
  },
  {
    value: 'registerU2F',
    name: 'Register Security Key',
    action: 'Register security key for a user',
    description:
      'Starts adding a security key as a second factor and returns the options for the browser. Verify Security Key Registration completes it.',
    fields: [userId],
    additionalFields: [domain],
  },
  {
    value: 'removePasskey',
    name: 'Remove Passkey',
    action: 'Remove passkey of a user',
    description: 'Removes a passkey from a user',
    fields: [userId, passkeyId],
  },
  {
    value: 'removeU2F',
    name: 'Remove Security Key',
    action: 'Remove security key of a user',
    description: 'Removes a security key from a user',
    fields: [userId, u2fId],
  },
  {
    value: 'verifyPasskeyRegistration',
    name: 'Verify Passkey Registration',
    action: 'Verify passkey registration of a user',
    description: "Completes adding a passkey, with the browser's response to the options",
    fields: [
      userId,
      {
        ...passkeyId,
        default: { mode: 'id', value: '' },
        description: 'Passkey that Register Passkey returned. It may not be in the list yet.',
      },
      publicKeyCredential,
      passkeyName,
    ],
  },
  {
    value: 'verifyU2FRegistration',
    name: 'Verify Security Key Registration',
    action: 'Verify security key registration of a user',
    description: "Completes adding a security key, with the browser's response to the options",
    fields: [
      userId,
      u2fId,
      publicKeyCredential,
      {
        ...passkeyName,
        displayName: 'Security Key Name',
        name: 'tokenName',
        placeholder: 'e.g. Office key',
        description: 'Name that the person recognizes the key by',
      },
    ],
  },
];
