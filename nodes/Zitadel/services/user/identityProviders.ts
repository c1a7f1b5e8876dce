import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';
import { innerLocator, listQuery, locator, NOTHING_CHOSEN, userId } from '../fields';

const idpId = locator('idpId', 'Identity Provider', 'searchIdentityProviders');

/** What an account of an identity provider is made of. */
const link: INodeProperties[] = [
  innerLocator('idpId', 'Identity Provider', 'searchIdentityProviders'),
  {
    displayName: 'User ID at the Provider',
    name: 'userId',
    type: 'string',
    default: '',
    description: 'ID of the person at the identity provider',
  },
  {
    displayName: 'Username at the Provider',
    name: 'userName',
    type: 'string',
    default: '',
    placeholder: 'e.g. ada@example.org',
    description: 'Name to show for the account',
  },
];

/** Accounts of identity providers, entry by entry. */
export const idpLinkEntries: FormField = {
  displayName: 'Identity Provider Links',
  name: 'idpLinksUi',
  requestField: 'idpLinks',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Link',
  default: {},
  description: 'Accounts of identity providers that belong to the person',
  options: [{ displayName: 'Link', name: 'link', values: link }],
};

/** Accounts of identity providers as a list. */
export const idpLinks: INodeProperties = {
  displayName: 'Identity Provider Links (JSON)',
  name: 'idpLinks',
  type: 'json',
  default: '[{ "idpId": "", "userId": "", "userName": "" }]',
  description: 'More accounts of identity providers, as a JSON array',
};

/** Signing in through identity providers, and the accounts there. */
export const identityProviderOperations: ZitadelOperation[] = [
  {
    value: 'addIDPLink',
    name: 'Add Identity Provider Link',
    action: 'Add identity provider link to a user',
    description: 'Lets a person sign in with an account of an identity provider',
    fields: [
      userId,
      {
        displayName: 'Link',
        name: 'idpLink',
        type: 'collection',
        placeholder: 'Add Field',
        default: { idpId: NOTHING_CHOSEN, userId: '', userName: '' },
        required: true,
        description: 'The account at the identity provider',
        options: link,
      },
    ],
  },
  {
    value: 'listIDPLinks',
    name: 'Get Many Identity Provider Links',
    action: 'Get many identity provider links of a user',
    description: 'Retrieves the identity provider accounts that a person can sign in with',
    fields: [userId],
    additionalFields: [listQuery],
    list: true,
  },
  {
    value: 'removeIDPLink',
    name: 'Remove Identity Provider Link',
    action: 'Remove identity provider link of a user',
    description: 'Removes an identity provider account from a person',
    fields: [
      userId,
      idpId,
      {
        displayName: 'Linked User ID',
        name: 'linkedUserId',
        type: 'string',
        default: '',
        required: true,
        description: 'ID of the person at the identity provider, as listed with the links',
      },
    ],
  },
  {
    value: 'retrieveIdentityProviderIntent',
    name: 'Retrieve Identity Provider Intent',
    action: 'Retrieve identity provider intent',
    description:
      'Retrieves what the identity provider says about a person who signed in there, and which user it is',
    fields: [
      {
        displayName: 'Intent ID',
        name: 'idpIntentId',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. 163840776835432705',
        description: 'ID of the intent, from the URL that the person returned to',
      },
      {
        displayName: 'Intent Token',
        name: 'idpIntentToken',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        description: 'Token of the intent, from the URL that the person returned to',
      },
    ],
  },
  {
    value: 'startIdentityProviderIntent',
    name: 'Start Identity Provider Intent',
    action: 'Start identity provider intent',
    description:
      'Starts signing in through an identity provider and returns the URL to send the person to. LDAP responds at once.',
    fields: [
      idpId,
      {
        displayName: 'Way to Sign In',
        name: 'content',
        type: 'options',
        options: [
          { name: 'LDAP', value: '{"ldap":{}}', description: 'With a name and a password' },
          { name: 'Redirect', value: '{"urls":{}}', description: 'On a page of the identity provider' },
        ],
        default: '{"urls":{}}',
        description: 'How the person signs in',
      },
      {
        displayName: 'Return To',
        name: 'urls',
        type: 'collection',
        placeholder: 'Add Field',
        default: { successUrl: '', failureUrl: '' },
        displayOptions: { show: { content: ['{"urls":{}}'] } },
        description: 'Where the person returns to',
        options: [
          {
            displayName: 'Failure URL',
            name: 'failureUrl',
            type: 'string',
            default: '',
            placeholder: 'e.g. https://example.org/failure',
            description: 'URL to return to after a failure',
          },
          {
            displayName: 'Success URL',
            name: 'successUrl',
            type: 'string',
            default: '',
            placeholder: 'e.g. https://example.org/success',
            description: 'URL to return to after signing in. Zitadel adds the ID and token of the intent.',
          },
        ],
      },
      {
        displayName: 'LDAP Account',
        name: 'ldap',
        type: 'collection',
        placeholder: 'Add Field',
        default: { username: '', password: '' },
        displayOptions: { show: { content: ['{"ldap":{}}'] } },
        options: [
          {
            displayName: 'Password',
            name: 'password',
            type: 'string',
            typeOptions: { password: true },
            default: '',
          },
          { displayName: 'Username', name: 'username', type: 'string', default: '', placeholder: 'e.g. ada' },
        ],
      },
    ],
  },
];
