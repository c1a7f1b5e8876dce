import { isObject, parseObject } from '../../shared/parse';
import type { DirectusInput } from '../input';
import type { DirectusTable } from '../operation';
import { checkQuery } from '../request/checkQuery';
import { BOOLEAN } from '../request/valueForms';
import { choice, json, number, secretText, text, toggle } from './inputs';
import { collection, locator } from './locators';

const HASH = {
  gone: '12.1',
  instead: 'Use the node Crypto of n8n; fields of the type hash are hashed by Directus itself.',
};
const FORMATS = ['csv', 'csv_utf8', 'json', 'xml', 'yaml'];

/** What Directus offers beside its records. */
export const utils: DirectusTable = {
  value: 'utils',
  name: 'Utility',
  description: 'Random text, sorting, import, export and the cache',
  operations: [
    {
      value: 'clearCache',
      name: 'Clear Cache',
      action: 'Clear the cache',
      description: 'Empties the cache of the data, or also that of the system',
      verb: 'POST',
      path: '/utils/cache/clear',
      query: ['system'],
      forms: { system: BOOLEAN },
      fields: [toggle('System', 'system', 'the cache of the system is emptied too')],
      emptyReply: { cleared: true },
    },
    {
      value: 'exportData',
      name: 'Export',
      action: 'Export items',
      description: 'Writes the items of a collection to a file in the file library',
      verb: 'POST',
      path: '/utils/export/:collection',
      data: {
        fields: ['file', 'format', 'query', 'wait'],
        choices: { format: FORMATS },
        complete: (data) => ({ format: 'csv', query: {}, ...data }),
      },
      fields: [
        collection,
        choice('Format', 'format', FORMATS),
        json('File', 'file', {
          default: '{ "title": "Export" }',
          description: 'Fields of the new file, e.g. title and folder',
        }),
        json('Query', 'query', {
          default: '{}',
          description: "Directus' query object: fields, filter, sort and limit of what is exported",
        }),
        toggle('Wait', 'wait', 'to wait until the file is there, and to return it', true),
      ],
      check: exportQuery,
      send: 'exportItems',
    },
    {
      value: 'generateHash',
      name: 'Generate Hash',
      action: 'Generate a hash',
      description: 'Hashes text as Directus does; for Directus before 12.1',
      verb: 'POST',
      path: '/utils/hash/generate',
      data: { fields: ['string'], required: ['string'] },
      fields: [secretText('Text', 'string', { required: true })],
      available: HASH,
    },
    {
      value: 'generateTranslations',
      name: 'Generate Translations',
      action: 'Generate translations of a collection',
      description: 'Makes the collections and fields with which the fields of a collection are translated',
      verb: 'POST',
      path: '/utils/translations/generate',
      data: {
        fields: [
          'collection',
          'fields',
          'translationsCollection',
          'languagesCollection',
          'parentFkField',
          'languageFkField',
          'createLanguagesCollection',
          'seedLanguages',
        ],
        required: ['collection', 'fields'],
      },
      fields: [
        collection,
        json('Fields', 'fields', { default: '[]', required: true, description: 'Names of the fields' }),
      ],
      available: { from: '12.0', instead: 'Create the collections and their relations one by one.' },
    },
    {
      value: 'getRandomString',
      name: 'Get Random String',
      action: 'Get a random string',
      description: 'Returns random text',
      verb: 'GET',
      path: '/utils/random/string',
      query: ['length'],
      fields: [number('Length', 'length', { default: 32, typeOptions: { minValue: 1, maxValue: 500 } })],
    },
    {
      value: 'importBatch',
      name: 'Import Collections',
      action: 'Import into several collections',
      description: 'Imports items of several collections at once, in the order that their relations ask for',
      verb: 'POST',
      path: '/utils/import',
      query: ['mode', 'dryRun', 'dangerouslyAllowDelete'],
      forms: { dryRun: BOOLEAN, dangerouslyAllowDelete: BOOLEAN },
      data: { form: 'list', fields: ['collection', 'items'], required: ['collection', 'items'] },
      fields: [
        json('Collections', 'data', {
          default: '[]',
          required: true,
          description: 'List of objects with collection and items',
        }),
        choice('Mode', 'mode', ['add', 'merge'], {
          description: 'Whether items are only added, or those with a known key changed',
        }),
        toggle('Dry Run', 'dryRun', 'nothing is changed, and only what would be is returned'),
        toggle('Allow Delete', 'dangerouslyAllowDelete', 'related items that are missing may be deleted'),
      ],
      available: { from: '12.2', instead: 'Create the items with Create Many.' },
    },
    {
      value: 'importFileData',
      name: 'Import File',
      action: 'Import items from a file',
      description: 'Adds the items of a CSV or JSON file to a collection, or changes those whose key it has',
      verb: 'POST',
      path: '/utils/import/:collection',
      query: ['background'],
      forms: { background: BOOLEAN },
      takesFile: { preset: 'data', types: { csv: 'text/csv', json: 'application/json' } },
      fields: [
        collection,
        toggle(
          'In Background',
          'background',
          'Directus answers before it has imported, and tells the user how it went in a notification',
        ),
      ],
      send: 'importItems',
    },
    {
      value: 'resolveRedirect',
      name: 'Resolve Redirect',
      action: 'Resolve a redirect',
      description: 'Checks an address to go to after signing in, and completes it',
      verb: 'POST',
      path: '/utils/resolve-redirect',
      data: { fields: ['redirect', 'provider'], required: ['redirect'] },
      fields: [
        text('Redirect', 'redirect', { required: true, placeholder: 'e.g. /admin/content' }),
        text('Provider', 'provider'),
      ],
      available: { from: '12.0', instead: 'There is nothing like it in older versions.' },
    },
    {
      value: 'revert',
      name: 'Revert',
      action: 'Revert an item',
      description: 'Gives an item the values of a revision again',
      verb: 'POST',
      path: '/utils/revert/:id',
      fields: [locator('Revision', 'id', 'searchRevisions', { placeholder: 'e.g. 42' })],
      existsAt: '/revisions/:id',
      emptyReply: { reverted: true },
    },
    {
      value: 'sortItems',
      name: 'Sort',
      action: 'Sort items',
      description: 'Moves an item to the place of another one, in a collection that is sorted by hand',
      verb: 'POST',
      path: '/utils/sort/:collection',
      data: { fields: ['item', 'to'], required: ['item', 'to'] },
      fields: [
        collection,
        locator('Item', 'item', 'searchItems', { description: 'Item to move' }),
        locator('To', 'to', 'searchItems', { description: 'Item whose place it gets' }),
      ],
      send: 'sortItem',
    },
    {
      value: 'verifyHash',
      name: 'Verify Hash',
      action: 'Verify a hash',
      description: 'Compares text with a hash; for Directus before 12.1',
      verb: 'POST',
      path: '/utils/hash/verify',
      data: { fields: ['string', 'hash'], required: ['string', 'hash'] },
      fields: [
        secretText('Text', 'string', { required: true }),
        secretText('Hash', 'hash', { required: true }),
      ],
      available: HASH,
    },
  ],
};

/** The query of an export is a field of the body. */
function exportQuery(input: DirectusInput): DirectusInput {
  if (!isObject(input.data)) return input;
  return { ...input, data: { ...input.data, query: checkQuery(parseObject('query', input.data.query)) } };
}
