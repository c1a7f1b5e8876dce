import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';

const idPlaceholder = 'e.g. 163840776835432705';

const targetId: FormField = {
  displayName: 'Target ID',
  name: 'targetId',
  type: 'string',
  default: '',
  required: true,
  placeholder: idPlaceholder,
  description: 'ID of the target that the key belongs to',
};

const keyId: FormField = {
  displayName: 'Key ID',
  name: 'keyId',
  type: 'string',
  default: '',
  required: true,
  placeholder: idPlaceholder,
  description: 'ID of the key, as Add Public Key returns it',
};

const publicKey: FormField = {
  displayName: 'Public Key',
  name: 'publicKey',
  type: 'string',
  typeOptions: { rows: 4 },
  bytes: true,
  default: '',
  required: true,
  placeholder: 'e.g. -----BEGIN PUBLIC KEY-----…',
  description: 'RSA or EC key as PEM text',
};

/** Keys with which Zitadel encrypts what it sends to a target; newer servers have them. */
export const publicKeyOperations: ZitadelOperation[] = [
  {
    value: 'activatePublicKey',
    name: 'Activate Public Key',
    action: 'Activate public key',
    description: 'Activates a key in place of the previous one. Requires a newer server.',
    fields: [targetId, keyId],
  },
  {
    value: 'addPublicKey',
    name: 'Add Public Key',
    action: 'Add public key',
    description:
      'Adds an encryption key to a target. Activate Public Key puts it to use. Requires a newer server.',
    fields: [targetId, publicKey],
    additionalFields: [
      {
        displayName: 'Expiration Date',
        name: 'expirationDate',
        type: 'dateTime',
        default: '',
        description: 'When the key expires. Leave empty for never.',
      },
    ],
  },
  {
    value: 'deactivatePublicKey',
    name: 'Deactivate Public Key',
    action: 'Deactivate public key',
    description: 'Deactivates a key, which stays with its target. Requires a newer server.',
    fields: [targetId, keyId],
  },
  {
    value: 'listPublicKeys',
    name: 'Get Many Public Keys',
    action: 'Get many public keys',
    description: 'Retrieves the keys of a target, and which one is active. Requires a newer server.',
    fields: [targetId],
    list: true,
  },
  {
    value: 'removePublicKey',
    name: 'Remove Public Key',
    action: 'Remove public key',
    description: 'Removes an inactive key from its target permanently. Requires a newer server.',
    fields: [targetId, keyId],
  },
];
