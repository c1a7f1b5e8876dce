import type { INodeProperties } from 'n8n-workflow';

import type { Availability, DirectusTable } from '../operation';
import { BOOLEAN, matching, objectOf, oneOf, UUID, wholeNumber } from '../request/valueForms';
import { choice, number, required, text, toggle } from './inputs';
import { locator } from './locators';

const INSTEAD = 'Put extensions into the extensions folder of the server.';
const MARKETPLACE: Availability = { from: '10.10', instead: INSTEAD };
const REINSTALLING: Availability = { from: '10.11', instead: INSTEAD };

/** Kinds of extensions. */
const TYPES = [
  ...['interface', 'bundle', 'display', 'endpoint', 'hook', 'layout', 'module', 'operation', 'panel'],
  'theme',
];
const SORTS = ['popular', 'recent', 'downloads'];
const FILTER = objectOf({
  by: objectOf({ _eq: matching() }),
  type: objectOf({ _eq: oneOf(TYPES) }),
});

const types = choice('Type', 'type', TYPES);

/** A choice of filters, because that is how the route takes the type. */
const type: INodeProperties = {
  ...types,
  options: types.options?.map((option) => ({
    name: option.name,
    value: asFilter('value' in option ? option.value : ''),
  })),
  default: asFilter(types.default),
};

const installed = locator('Extension', 'id', 'searchExtensions');

/** What the marketplace answers where it does not know an ID. */
const UNKNOWN = { FORBIDDEN: 'Check the IDs: the extension must have this version in the marketplace.' };
const NOT_INSTALLED = {
  FORBIDDEN: 'Check the ID, and that the user is an administrator: no such extension is installed.',
};

/** directus_extensions */
export const extensions: DirectusTable = {
  value: 'extensions',
  name: 'Extension',
  description: 'Extensions of this Directus, and the marketplace',
  operations: [
    {
      value: 'list',
      name: 'Get Many',
      action: 'Get many extensions',
      description: 'Retrieves the extensions that are installed',
      verb: 'GET',
      path: '/extensions',
      list: true,
      unpaged: true,
      available: { from: '10.8', instead: 'Older versions list extensions by their type only.' },
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update an extension',
      description: 'Enables or disables an extension',
      verb: 'PATCH',
      path: '/extensions/:id',
      data: { fields: ['meta'], required: ['meta'] },
      forms: { id: UUID, meta: objectOf({ enabled: BOOLEAN }) },
      fields: [
        installed,
        {
          displayName: 'Settings',
          name: 'meta',
          type: 'collection',
          placeholder: 'Add Setting',
          default: { enabled: true },
          required: true,
          options: [toggle('Enabled', 'enabled', 'the extension is enabled', true)],
        },
      ],
      emptyMeansUnknown: true,
      available: MARKETPLACE,
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete an extension',
      description: 'Deletes the settings of an extension that is no longer there',
      verb: 'DELETE',
      path: '/extensions/:id',
      forms: { id: UUID },
      fields: [installed],
      emptyReply: { deleted: true },
      send: 'deleteExtension',
      available: MARKETPLACE,
    },
    {
      value: 'listRegistry',
      name: 'Get Many From Marketplace',
      action: 'Get many extensions from the marketplace',
      description: 'Searches the marketplace',
      verb: 'GET',
      path: '/extensions/registry',
      query: ['search', 'sort', 'filter', 'offset', 'limit'],
      forms: {
        search: matching(),
        sort: oneOf(SORTS),
        filter: FILTER,
        offset: wholeNumber(0),
        limit: wholeNumber(-1),
      },
      fields: [
        {
          displayName: 'Query',
          name: 'query',
          type: 'collection',
          placeholder: 'Add Option',
          default: {},
          options: [
            number('Offset', 'offset', { description: 'How many to skip' }),
            text('Search', 'search'),
            choice('Sort', 'sort', SORTS),
            type,
          ],
        },
      ],
      list: true,
      send: 'searchMarketplace',
      available: MARKETPLACE,
    },
    {
      value: 'getFromRegistry',
      name: 'Get From Marketplace',
      action: 'Get an extension from the marketplace',
      description: 'Retrieves an extension of the marketplace with its versions',
      verb: 'GET',
      path: '/extensions/registry/extension/:id',
      forms: { id: UUID },
      fields: [required(text('Extension ID', 'id'))],
      available: MARKETPLACE,
    },
    {
      value: 'getRegistryAccount',
      name: 'Get Marketplace Account',
      action: 'Get an account of the marketplace',
      description: 'Retrieves a publisher of extensions',
      verb: 'GET',
      path: '/extensions/registry/account/:id',
      forms: { id: UUID },
      fields: [required(text('Account ID', 'id'))],
      available: MARKETPLACE,
    },
    {
      value: 'install',
      name: 'Install',
      action: 'Install an extension',
      description: 'Installs an extension from the marketplace',
      verb: 'POST',
      path: '/extensions/registry/install',
      data: { fields: ['extension', 'version'], required: ['extension', 'version'] },
      // Directus makes a path out of both.
      forms: {
        extension: UUID,
        version: matching(/^[\w-]+$/, 'an ID', '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f'),
      },
      fields: [
        text('Extension ID', 'extension', { required: true }),
        text('Version ID', 'version', {
          required: true,
          description: 'ID of the version in the marketplace',
        }),
      ],
      emptyReply: { installed: true },
      available: MARKETPLACE,
      remedies: UNKNOWN,
    },
    {
      value: 'reinstall',
      name: 'Reinstall',
      action: 'Reinstall an extension',
      description: 'Reinstalls an extension from the marketplace',
      verb: 'POST',
      path: '/extensions/registry/reinstall',
      data: { fields: ['extension'], required: ['extension'] },
      forms: { extension: UUID },
      fields: [locator('Extension', 'extension', 'searchExtensions')],
      emptyReply: { reinstalled: true },
      available: REINSTALLING,
      remedies: NOT_INSTALLED,
    },
    {
      value: 'uninstall',
      name: 'Uninstall',
      action: 'Uninstall an extension',
      description: 'Uninstalls an extension from the marketplace',
      verb: 'DELETE',
      path: '/extensions/registry/uninstall/:id',
      forms: { id: UUID },
      fields: [installed],
      emptyReply: { uninstalled: true },
      available: REINSTALLING,
      remedies: NOT_INSTALLED,
    },
  ],
};

function asFilter(value: unknown): string {
  return JSON.stringify({ filter: { type: { _eq: value } } });
}
