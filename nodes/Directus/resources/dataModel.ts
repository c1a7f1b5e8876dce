import type { JsonObject } from '../../shared/json';
import type { DirectusOperation, DirectusTable } from '../operation';
import { json, required, text } from './inputs';
import { collection } from './locators';

const COLLECTION_FIELDS = ['collection', 'fields', 'meta', 'schema'];
const FIELD_FIELDS = ['collection', 'field', 'meta', 'name', 'schema', 'type'];
const RELATION_FIELDS = ['collection', 'field', 'meta', 'related_collection', 'schema'];

const field = text('Field', 'field', { required: true, placeholder: 'e.g. title' });
const meta = json('Meta', 'meta', {
  description: 'How the app displays it: note, icon, interface and so on',
});
const schema = json('Schema', 'schema', { description: 'How the database stores it' });

/** Directus refuses some fields without meta on SQLite, so every one gets it. */
function withMeta(field: JsonObject): JsonObject {
  return { meta: {}, ...field };
}

function completeCollection(data: JsonObject): JsonObject {
  const fields = Array.isArray(data.fields)
    ? data.fields.map((entry) =>
        typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? withMeta(entry) : entry,
      )
    : undefined;
  // Without a schema Directus makes a folder for collections instead of a table.
  return { meta: {}, schema: {}, ...data, ...(fields !== undefined && { fields }) };
}

/** Tables, as Directus manages them. */
export const collections: DirectusTable = {
  value: 'collections',
  name: 'Collection',
  description: 'Tables of content',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create a collection',
      description: 'Creates a collection with its fields',
      verb: 'POST',
      path: '/collections',
      data: { fields: COLLECTION_FIELDS, required: ['collection'], complete: completeCollection },
      exists: { at: '/collections/:collection', keeps: ['fields', 'schema'] },
      fields: [
        text('Name', 'collection', { required: true, placeholder: 'e.g. articles' }),
        json('Fields', 'fields', {
          description:
            'List of fields, each with field, type, meta and schema. If empty, only a numeric key is created.',
        }),
        meta,
        schema,
      ],
    },
    {
      value: 'createMultiple',
      name: 'Create Many',
      action: 'Create many collections',
      description: 'Creates collections from a list, in one request',
      verb: 'POST',
      path: '/collections',
      data: {
        fields: COLLECTION_FIELDS,
        required: ['collection'],
        form: 'list',
        complete: completeCollection,
      },
      fields: [required(json('Collections', 'data', { default: '[]' }))],
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete a collection',
      description: 'Deletes a collection with everything in it',
      verb: 'DELETE',
      path: '/collections/:collection',
      fields: [collection],
      existsAt: '/collections/:collection',
      emptyReply: { deleted: true },
    },
    {
      value: 'get',
      name: 'Get',
      action: 'Get a collection',
      description: 'Retrieves a collection by name',
      verb: 'GET',
      path: '/collections/:collection',
      fields: [collection],
    },
    {
      value: 'list',
      name: 'Get Many',
      action: 'Get many collections',
      description: "Retrieves the collections, including Directus' own",
      verb: 'GET',
      path: '/collections',
      list: true,
      unpaged: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update a collection',
      description: 'Changes how the app displays a collection',
      verb: 'PATCH',
      path: '/collections/:collection',
      data: { fields: ['meta'], required: ['meta'] },
      fields: [collection, required(meta)],
    },
    {
      value: 'updateMultiple',
      name: 'Update Many',
      action: 'Update many collections',
      description: 'Updates collections from a list of changes',
      verb: 'PATCH',
      path: '/collections',
      data: { fields: ['collection', 'meta'], required: ['collection', 'meta'], form: 'list' },
      fields: [
        json('Collections', 'data', {
          default: '[]',
          required: true,
          description: 'List of objects with collection and meta',
        }),
      ],
      send: 'updateCollections',
    },
  ],
};

const fieldOf: Pick<DirectusOperation, 'fields'> = { fields: [collection, field] };

/** Columns of collections. */
export const fields: DirectusTable = {
  value: 'fields',
  name: 'Field',
  description: 'Fields of a collection',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create a field',
      description: 'Adds a field to a collection',
      verb: 'POST',
      path: '/fields/:collection',
      data: { fields: FIELD_FIELDS, required: ['field'], complete: withMeta },
      exists: { at: '/fields/:collection/:field' },
      fields: [
        collection,
        field,
        text('Type', 'type', {
          required: true,
          default: 'string',
          placeholder: 'e.g. string',
          description: 'Type in Directus, e.g. string, text, integer, boolean, dateTime, json, uuid or alias',
        }),
        meta,
        schema,
      ],
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete a field',
      description: 'Deletes a field with its values',
      verb: 'DELETE',
      path: '/fields/:collection/:field',
      ...fieldOf,
      existsAt: '/fields/:collection/:field',
      emptyReply: { deleted: true },
    },
    {
      value: 'get',
      name: 'Get',
      action: 'Get a field',
      description: 'Retrieves a field of a collection',
      verb: 'GET',
      path: '/fields/:collection/:field',
      ...fieldOf,
    },
    {
      value: 'list',
      name: 'Get Many',
      action: 'Get many fields',
      description: 'Retrieves the fields of a collection',
      verb: 'GET',
      path: '/fields/:collection',
      fields: [collection],
      list: true,
      unpaged: true,
    },
    {
      value: 'listAll',
      name: 'Get Many of All Collections',
      action: 'Get many fields of all collections',
      description: 'Retrieves the fields of every collection',
      verb: 'GET',
      path: '/fields',
      list: true,
      unpaged: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update a field',
      description: 'Changes a field of a collection',
      verb: 'PATCH',
      path: '/fields/:collection/:field',
      data: { fields: ['meta', 'schema', 'type'], notEmpty: true },
      fields: [collection, field],
      additionalFields: [meta, schema, text('Type', 'type')],
      existsAt: '/fields/:collection/:field',
    },
    {
      value: 'updateMultiple',
      name: 'Update Many',
      action: 'Update many fields',
      description: 'Updates fields of a collection from a list of changes',
      verb: 'PATCH',
      path: '/fields/:collection',
      data: { fields: FIELD_FIELDS, required: ['field'], form: 'list' },
      fields: [
        collection,
        json('Fields', 'data', {
          default: '[]',
          required: true,
          description: 'List of objects with field and what to change about it',
        }),
      ],
      send: 'updateFields',
    },
  ],
};

const related = text('Related Collection', 'related_collection', { placeholder: 'e.g. authors' });

/** Relations between collections. */
export const relations: DirectusTable = {
  value: 'relations',
  name: 'Relation',
  description: 'Relations between fields and other collections',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create a relation',
      description: 'Creates a relation from a field to another collection',
      verb: 'POST',
      path: '/relations',
      data: { fields: RELATION_FIELDS, required: ['collection', 'field'] },
      fields: [collection, field, related, meta, schema],
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete a relation',
      description: 'Deletes a relation. A foreign key in the database stays, without Meta.',
      verb: 'DELETE',
      path: '/relations/:collection/:field',
      ...fieldOf,
      existsAt: '/relations/:collection/:field',
      emptyReply: { deleted: true },
    },
    {
      value: 'get',
      name: 'Get',
      action: 'Get a relation',
      description: 'Retrieves the relation of a field',
      verb: 'GET',
      path: '/relations/:collection/:field',
      ...fieldOf,
    },
    {
      value: 'list',
      name: 'Get Many',
      action: 'Get many relations',
      description: 'Retrieves the relations of a collection',
      verb: 'GET',
      path: '/relations/:collection',
      fields: [collection],
      list: true,
      unpaged: true,
    },
    {
      value: 'listAll',
      name: 'Get Many of All Collections',
      action: 'Get many relations of all collections',
      description: 'Retrieves the relations of every collection',
      verb: 'GET',
      path: '/relations',
      list: true,
      unpaged: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: 'Update a relation',
      description: 'Changes the relation of a field',
      verb: 'PATCH',
      path: '/relations/:collection/:field',
      data: { fields: RELATION_FIELDS, notEmpty: true },
      fields: [collection, field],
      additionalFields: [meta, related, schema],
    },
  ],
};
