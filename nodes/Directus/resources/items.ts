import type { DirectusTable } from '../operation';
import { crud } from './crud';
import { aggregateQuery, itemQuery } from './fields';
import { text } from './inputs';
import { itemFields } from './itemFields';
import { collection, item } from './locators';

const RULE = { collection: ':collection' };

/** Content: the items of the collections that users make. */
export const items: DirectusTable = {
  value: 'items',
  name: 'Item',
  description: 'Content of a collection',
  operations: [
    ...crud({
      resource: 'items',
      record: 'item',
      exists: { by: 'uniqueField' },
      article: 'an',
      path: '/items/:collection',
      collection: ':collection',
      fields: [],
      before: [collection],
      id: item,
      body: { create: itemFields('create'), update: itemFields('update') },
    }),
    {
      value: 'aggregate',
      name: 'Aggregate',
      action: 'Aggregate items',
      description: 'Counts, sums and the like over the items of a collection, also by group',
      verb: 'GET',
      path: '/items/:collection',
      query: true,
      fields: [collection],
      filters: aggregateQuery,
      list: true,
      send: 'aggregate',
    },
    {
      value: 'getSingleton',
      name: 'Get Singleton',
      action: 'Get a singleton',
      description: 'Retrieves the only item of a collection that is a singleton',
      verb: 'GET',
      path: '/items/:collection',
      query: true,
      fields: [collection, itemQuery],
      send: 'getSingleton',
    },
    {
      value: 'updateSingleton',
      name: 'Update Singleton',
      action: 'Update a singleton',
      description: 'Changes the only item of a collection that is a singleton',
      verb: 'PATCH',
      path: '/items/:collection',
      query: true,
      data: { ...RULE, notEmpty: true },
      fields: [collection, itemFields('update')],
      send: 'updateSingleton',
    },
    {
      value: 'upsert',
      name: 'Create or Update',
      action: 'Create or update an item',
      description: 'Create a new record, or update the current one if it already exists (upsert)',
      verb: 'POST',
      path: '/items/:collection',
      parameters: ['key'],
      query: true,
      records: ':collection',
      data: { ...RULE, form: 'either' },
      fields: [
        collection,
        text('Match On', 'key', {
          placeholder: 'e.g. slug',
          description: 'Field whose value tells which item is meant; the primary key without it',
        }),
        itemFields('upsert'),
      ],
      batch: 'upsert',
      send: 'upsert',
    },
  ],
};
