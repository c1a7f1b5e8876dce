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
      description: 'Clears the data cache, and optionally the system cache',
      verb: 'POST',
      path: '/utils/cache/clear',
      query: ['system'],
      forms: { system: BOOLEAN },
      fields: [toggle('System', 'system', 'to clear the system cache too')],
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
        toggle('Wait', 'wait', 'to wait for the file and return it', true),
      ],
      check: exportQuery,
      send: 'exportItems',
    },
    {
      value: 'generateHash',
      name: 'Generate Hash',
      action: 'Generate a hash',
      description: 'Hashes text as Directus does. Only before Directus 12.1.',
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
      description: 'Creates the collections and fields for translating a collection',
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
      description: 'Imports items of several collections at once, in the order that their relations require',
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
          description: 'Whether to only add items, or to update those with a known key too',
        }),
        toggle('Dry Run', 'dryRun', 'to return what would change, without changing anything'),
        toggle('Allow Delete', 'dangerouslyAllowDelete', 'related items that are missing can be deleted'),
      ],
      available: { from: '12.2', instead: 'Create the items with Create Many.' },
    },
    {
      value: 'importFileData',
      name: 'Import File',
      action: 'Import items from a file',
      description:
        'Imports items from a CSV or JSON file into a collection. Items with known keys are updated.',
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
          'to import in the background, and notify the user when it is done',
        ),
      ],
      send: 'importItems',
    },
    {
      value: 'resolveRedirect',
      name: 'Resolve Redirect',
      action: 'Resolve a redirect',
      description: 'Checks and completes the URL to go to after signing in',
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
      description: 'Restores an item to the values of a revision',
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
      description: 'Moves an item to the position of another one, in a manually sorted collection',
      verb: 'POST',
      path: '/utils/sort/:collection',
      data: { fields: ['item', 'to'], required: ['item', 'to'] },
      fields: [
        collection,
        locator('Item', 'item', 'searchItems', { description: 'Item to move' }),
        locator('To', 'to', 'searchItems', { description: 'Item whose position it takes' }),
      ],
      send: 'sortItem',
    },
    {
      value: 'verifyHash',
      name: 'Verify Hash',
      action: 'Verify a hash',
      description: 'Compares text with a hash. Only before Directus 12.1.',
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
