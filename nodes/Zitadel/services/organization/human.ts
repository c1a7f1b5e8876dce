import type { INodeProperties } from 'n8n-workflow';

import { email, phone } from '../user/contact';
import { idpLinkEntries, idpLinks } from '../user/identityProviders';
import { metadata, metadataEntries } from '../user/metadata';
import { hashedPassword, password } from '../user/password';
import { organization } from '../user/people';
import { profile } from '../user/profile';

/** A person to create together with an organization. */
export const human: INodeProperties = {
  displayName: 'Person',
  name: 'human',
  type: 'collection',
  placeholder: 'Add Field',
  default: { profile: { givenName: '', familyName: '' }, email: { email: '' } },
  description: 'The person to create; Profile and Email are required',
  options: [
    email,
    hashedPassword,
    idpLinkEntries,
    idpLinks,
    metadataEntries,
    metadata,
    { ...organization, description: 'Not needed, because the person belongs to the new organization' },
    password,
    phone,
    profile,
    {
      displayName: 'TOTP Secret',
      name: 'totpSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Base32 secret of an authenticator app that the person already uses',
    },
    {
      displayName: 'User ID',
      name: 'userId',
      type: 'string',
      default: '',
      description: 'ID of the new user. Leave empty to generate one.',
    },
    {
      displayName: 'Username',
      name: 'username',
      type: 'string',
      default: '',
      placeholder: 'e.g. ada',
      description: 'Name to sign in with. Leave empty to use the email address.',
    },
  ],
};
