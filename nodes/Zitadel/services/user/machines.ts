import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { FormField } from '../../../shared/form/operation';
import type { ZitadelOperation } from '../../operation';
import { pagination, timestampFilterMethod, userId } from '../fields';
import { filters, organizationFilter, userFilter } from '../filters';
import { DECODE_BYTES } from '../options';

const expirationDate: INodeProperties = {
  displayName: 'Expiration Date',
  name: 'expirationDate',
  type: 'dateTime',
  default: '',
  required: true,
  description: 'From when on it is not accepted any more',
};

const keyId: INodeProperties = {
  displayName: 'Key ID',
  name: 'keyId',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 163840776835432705',
  description: 'ID of the key, as its creation returned it',
};

/** A filter by an ID. */
function idFilter(displayName: string, name: string): INodePropertyCollection {
  const id: INodeProperties = {
    displayName,
    name: 'id',
    type: 'string',
    default: '',
    placeholder: 'e.g. 163840776835432705',
  };
  return { displayName, name, values: [id] };
}

/** A filter by a moment. */
function timeFilter(displayName: string, name: string): INodePropertyCollection {
  const timestamp: INodeProperties = { displayName, name: 'timestamp', type: 'dateTime', default: '' };
  return { displayName, name, values: [timestampFilterMethod, timestamp] };
}

/** Filters of keys or tokens. */
function machineFilters(things: string, own: INodePropertyCollection): FormField[] {
  return filters(
    things,
    [
      timeFilter('Creation Date', 'createdDateFilter'),
      timeFilter('Expiration Date', 'expirationDateFilter'),
      own,
      organizationFilter('organizationIdFilter'),
      userFilter('userIdFilter'),
    ],
    { userIdFilter: { id: '163840776835432705' } },
  );
}

/**
 * The column that keys or tokens are sorted by.
 *
 * @param column what the values of the enum begin with
 * @param expiration the rest of the one for the expiration date
 */
function sortingColumn(column: string, expiration: string): INodeProperties {
  const columns = {
    'Creation Date': 'CREATED_DATE',
    'Expiration Date': expiration,
    ID: 'ID',
    'Organization ID': 'ORGANIZATION_ID',
    Unspecified: 'UNSPECIFIED',
    'User ID': 'USER_ID',
  };
  const options = Object.entries(columns).map(([name, value]) => ({ name, value: `${column}_${value}` }));
  return {
    displayName: 'Sort By',
    name: 'sortingColumn',
    type: 'options',
    options,
    default: `${column}_CREATED_DATE`,
  };
}

/** What service users sign in with. */
export const machineOperations: ZitadelOperation[] = [
  {
    value: 'addKey',
    name: 'Add Key',
    action: 'Add key to a service user',
    description:
      'Adds a key for signing in with a JWT. "keyContent" is the key file as base64, and shown only now.',
    options: [DECODE_BYTES],
    fields: [userId, expirationDate],
    additionalFields: [
      {
        displayName: 'Public Key',
        name: 'publicKey',
        type: 'string',
        typeOptions: { rows: 4 },
        bytes: true,
        default: '',
        placeholder: '-----BEGIN PUBLIC KEY-----',
        description: 'RSA key of your own as PEM; Zitadel makes a key if not given',
      },
    ],
  },
  {
    value: 'addPersonalAccessToken',
    name: 'Add Personal Access Token',
    action: 'Add personal access token to a service user',
    description: 'Makes a token with which a service user calls Zitadel. It is shown only now.',
    fields: [userId, expirationDate],
  },
  {
    value: 'addSecret',
    name: 'Add Secret',
    action: 'Add secret to a service user',
    description:
      'Makes a client secret for signing in with client credentials; replaces an earlier one. It is shown only now.',
    fields: [userId],
  },
  {
    value: 'listKeys',
    name: 'Get Many Keys',
    action: 'Get many keys of service users',
    description: 'Retrieves the keys of service users, without the keys themselves',
    filters: machineFilters('keys', idFilter('Key ID', 'keyIdFilter')),
    additionalFields: [pagination, sortingColumn('KEY_FIELD_NAME', 'KEY_EXPIRATION_DATE')],
    list: true,
  },
  {
    value: 'listPersonalAccessTokens',
    name: 'Get Many Personal Access Tokens',
    action: 'Get many personal access tokens of service users',
    description: 'Retrieves the tokens of service users, without the tokens themselves',
    filters: machineFilters('tokens', idFilter('Token ID', 'tokenIdFilter')),
    additionalFields: [pagination, sortingColumn('PERSONAL_ACCESS_TOKEN_FIELD_NAME', 'EXPIRATION_DATE')],
    list: true,
  },
  {
    value: 'removeKey',
    name: 'Remove Key',
    action: 'Remove key of a service user',
    description: 'Makes a key of a service user invalid',
    fields: [userId, keyId],
  },
  {
    value: 'removePersonalAccessToken',
    name: 'Remove Personal Access Token',
    action: 'Remove personal access token of a service user',
    description: 'Makes a token of a service user invalid',
    fields: [
      userId,
      {
        ...keyId,
        displayName: 'Token ID',
        name: 'tokenId',
        description: 'ID of the token, as its creation returned it',
      },
    ],
  },
  {
    value: 'removeSecret',
    name: 'Remove Secret',
    action: 'Remove secret of a service user',
    description: 'Makes the client secret of a service user invalid',
    fields: [userId],
  },
];
