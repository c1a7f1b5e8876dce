import type { INodeProperties } from 'n8n-workflow';

/** ID of the user that an operation is about. */
export const userId: INodeProperties = {
  displayName: 'User ID',
  name: 'userId',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 163840776835432705',
  description: 'ID of the user, as Zitadel shows it and as Create Human User returns it',
};

/** Six digits out of an authenticator app. */
export const code: INodeProperties = {
  displayName: 'Code',
  name: 'code',
  type: 'string',
  default: '',
  placeholder: 'e.g. 012345',
  description:
    'The six digits that the authenticator app shows now. Leave it empty to have them made from Secret.',
};

/** The secret to make a code from. */
export const secret: INodeProperties = {
  displayName: 'Secret',
  name: 'secret',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  placeholder: 'e.g. JBSWY3DPEHPK3PXP',
  description:
    'The TOTP secret that registering returned. The code of this moment is made from it here; it is not sent.',
};
