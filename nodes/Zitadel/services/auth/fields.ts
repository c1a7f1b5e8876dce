import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';

/** A text; what is made of it is no secret, though the proto calls security keys tokens. */
const text: INodeProperties = { displayName: 'Text', name: 'text', type: 'string', default: '' };

/** ID of a security key. */
export const tokenId: INodeProperties = {
  ...text,
  displayName: 'Key ID',
  name: 'tokenId',
  required: true,
  placeholder: 'e.g. 163840776835432705',
  description: 'ID of the key, as Get Many of My Factors has it',
};

/** Code that Zitadel has sent to an address or a number. */
export const sentCode: INodeProperties = {
  displayName: 'Code',
  name: 'code',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. X7K2PQ',
  description: 'The code from the message',
};

const credential: FormField = {
  displayName: 'Credential',
  name: 'publicKeyCredential',
  type: 'string',
  bytes: true,
  default: '',
  placeholder: 'e.g. {"type":"public-key","response":{…}}',
  description: 'Result of navigator.credentials.create() in the browser, as JSON',
};

const keyName: INodeProperties = {
  ...text,
  displayName: 'Key Name',
  name: 'tokenName',
  placeholder: 'e.g. Office key',
  description: 'Name that the person recognizes the key by',
};

/** What a browser made of the options for a new key. */
export const verification: INodeProperties = {
  displayName: 'Verification',
  name: 'verification',
  type: 'collection',
  placeholder: 'Add Field',
  default: { publicKeyCredential: '', tokenName: '' },
  required: true,
  description: "The browser's response to the options, and a name for the key",
  options: [credential, keyName],
};
