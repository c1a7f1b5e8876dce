import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import { rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import type { Case } from './case';
import { fieldOf, keyField, makeCollection } from './world';

const remove = async (...collections: string[]): Promise<void> => {
  for (const collection of collections) await ask('DELETE', `/collections/${collection}`);
};

const noteOf = async (collection: string): Promise<unknown> =>
  ((await arrange('GET', `/collections/${collection}`)).meta as IDataObject).note;

/** A collection that points to the articles. */
async function makeRelated(articles: string): Promise<string> {
  const collection = await makeCollection([keyField('integer'), fieldOf('article', 'uuid')]);
  await arrange('POST', '/relations', { collection, field: 'article', related_collection: articles });
  return collection;
}

/** Cases of the data model. */
export const MODEL_CASES: Case[] = [
  {
    resource: 'collections',
    operation: 'create',
    run: async () => {
      const collection = unique();
      // Fields without meta, which Directus itself refuses on SQLite.
      const fields = [keyField('uuid'), { field: 'data', type: 'json' }, { field: 'at', type: 'timestamp' }];
      await rowOfCall('collections', 'create', { data: { collection, fields } });
      const made = await arrange<IDataObject[]>('GET', `/fields/${collection}`);
      const plain = unique();
      rowOf(
        await callOperation({ resource: 'collections', operation: 'create', fields: { collection: plain } }),
      );
      const { status } = await ask('GET', `/items/${plain}`);
      await remove(collection, plain);
      expect(made.map(({ field }) => field)).toEqual(expect.arrayContaining(['id', 'data', 'at']));
      expect(status).toBe(200);
    },
  },
  {
    resource: 'collections',
    operation: 'createMultiple',
    run: async () => {
      const data = [{ collection: unique() }, { collection: unique() }];
      const rows = await rowsOfCall('collections', 'createMultiple', { data });
      for (const { collection } of data) {
        expect((await ask('GET', `/collections/${collection}`)).status).toBe(200);
      }
      await remove(...data.map(({ collection }) => collection));
      expect(rows).toHaveLength(2);
    },
  },
  {
    resource: 'collections',
    operation: 'delete',
    run: async () => {
      const collection = await makeCollection([keyField('integer')]);
      expect(await rowOfCall('collections', 'delete', { collection })).toEqual({ deleted: true });
      expect((await ask('GET', `/collections/${collection}`)).status).toBe(403);
    },
  },
  {
    resource: 'collections',
    operation: 'get',
    run: async ({ articles: collection }) => {
      const row = await rowOfCall('collections', 'get', { collection });
      expect(row).toEqual(await arrange('GET', `/collections/${collection}`));
    },
  },
  {
    resource: 'collections',
    operation: 'list',
    run: async ({ articles, site }) => {
      const rows = await rowsOfCall('collections', 'list', {}, { settings: { returnAll: true } });
      expect(rows.map(({ collection }) => collection)).toEqual(expect.arrayContaining([articles, site]));
      expect(await rowsOfCall('collections', 'list', {}, { settings: { limit: 3 } })).toHaveLength(3);
    },
  },
  {
    resource: 'collections',
    operation: 'update',
    run: async ({ articles: collection }) => {
      const note = unique();
      await rowOfCall('collections', 'update', { collection, data: { meta: { note } } });
      expect(await noteOf(collection)).toBe(note);
    },
  },
  {
    resource: 'collections',
    operation: 'updateMultiple',
    run: async ({ articles, site }) => {
      const note = unique();
      const data = [articles, site].map((collection) => ({ collection, meta: { note } }));
      await rowsOfCall('collections', 'updateMultiple', { data });
      expect([await noteOf(articles), await noteOf(site)]).toEqual([note, note]);
    },
  },
  {
    resource: 'fields',
    operation: 'create',
    run: async ({ articles: collection }) => {
      const field = unique();
      await rowOfCall('fields', 'create', { collection, data: { field, type: 'json' } });
      expect(await arrange('GET', `/fields/${collection}/${field}`)).toMatchObject({ type: 'json' });
    },
  },
  {
    resource: 'fields',
    operation: 'delete',
    run: async ({ articles: collection }) => {
      const field = unique();
      await arrange('POST', `/fields/${collection}`, fieldOf(field, 'string'));
      expect(await rowOfCall('fields', 'delete', { collection, field })).toEqual({ deleted: true });
      expect((await ask('GET', `/fields/${collection}/${field}`)).status).toBe(403);
    },
  },
  {
    resource: 'fields',
    operation: 'get',
    run: async ({ articles: collection }) => {
      const row = await rowOfCall('fields', 'get', { collection, field: 'title' });
      expect(row).toEqual(await arrange('GET', `/fields/${collection}/title`));
    },
  },
  {
    resource: 'fields',
    operation: 'list',
    run: async ({ articles: collection }) => {
      const rows = await rowsOfCall('fields', 'list', { collection });
      expect(rows).toEqual(await arrange('GET', `/fields/${collection}`));
    },
  },
  {
    resource: 'fields',
    operation: 'listAll',
    run: async () => {
      const rows = await rowsOfCall('fields', 'listAll', {}, { settings: { returnAll: true } });
      expect(rows).toHaveLength((await arrange<unknown[]>('GET', '/fields')).length);
    },
  },
  {
    resource: 'fields',
    operation: 'update',
    run: async ({ articles: collection }) => {
      const note = unique();
      await rowOfCall('fields', 'update', { collection, field: 'title', data: { meta: { note } } });
      expect(await arrange('GET', `/fields/${collection}/title`)).toMatchObject({ meta: { note } });
    },
  },
  {
    resource: 'fields',
    operation: 'updateMultiple',
    run: async ({ articles: collection }) => {
      const note = unique();
      const data = ['title', 'sort'].map((field) => ({ field, meta: { note } }));
      await rowsOfCall('fields', 'updateMultiple', { collection, data });
      expect(await arrange('GET', `/fields/${collection}/sort`)).toMatchObject({ meta: { note } });
    },
  },
  {
    resource: 'relations',
    operation: 'create',
    run: async ({ articles }) => {
      const collection = await makeCollection([keyField('integer'), fieldOf('article', 'uuid')]);
      await rowOfCall('relations', 'create', {
        data: { collection, field: 'article', related_collection: articles },
      });
      const made = await arrange('GET', `/relations/${collection}/article`);
      await remove(collection);
      expect(made).toMatchObject({ related_collection: articles });
    },
  },
  {
    resource: 'relations',
    operation: 'get',
    run: async ({ articles }) => {
      const collection = await makeRelated(articles);
      const row = await rowOfCall('relations', 'get', { collection, field: 'article' });
      await remove(collection);
      expect(row).toMatchObject({ collection, field: 'article', related_collection: articles });
    },
  },
  {
    resource: 'relations',
    operation: 'list',
    run: async ({ articles }) => {
      const collection = await makeRelated(articles);
      const rows = await rowsOfCall('relations', 'list', { collection });
      await remove(collection);
      expect(rows).toMatchObject([{ collection, field: 'article' }]);
    },
  },
  {
    resource: 'relations',
    operation: 'listAll',
    run: async () => {
      const rows = await rowsOfCall('relations', 'listAll', {}, { settings: { returnAll: true } });
      expect(rows).toHaveLength((await arrange<unknown[]>('GET', '/relations')).length);
    },
  },
  {
    resource: 'relations',
    operation: 'update',
    run: async ({ articles }) => {
      const collection = await makeRelated(articles);
      const data = { meta: { one_deselect_action: 'delete' } };
      await rowOfCall('relations', 'update', { collection, field: 'article', data });
      const changed = await arrange('GET', `/relations/${collection}/article`);
      await remove(collection);
      expect(changed).toMatchObject(data);
    },
  },
  {
    resource: 'relations',
    operation: 'delete',
    run: async ({ articles }) => {
      const collection = await makeRelated(articles);
      await arrange('PATCH', `/relations/${collection}/article`, {
        meta: { one_deselect_action: 'nullify' },
      });
      const row = await rowOfCall('relations', 'delete', { collection, field: 'article' });
      const { data, status } = await ask('GET', `/relations/${collection}/article`);
      await remove(collection);
      expect(row).toEqual({ deleted: true });
      expect(status === 403 || (data as IDataObject).meta === null).toBe(true);
    },
  },
  {
    resource: 'schema',
    operation: 'snapshot',
    run: async ({ articles }) => {
      const row = await rowOfCall('schema', 'snapshot');
      const names = (row.collections as IDataObject[]).map(({ collection }) => collection);
      expect(names).toContain(articles);
    },
  },
  {
    resource: 'schema',
    operation: 'diff',
    run: async ({ site }) => {
      const snapshot = await arrange<{ collections: IDataObject[]; fields: IDataObject[] }>(
        'GET',
        '/schema/snapshot',
      );
      expect(await rowOfCall('schema', 'diff', { data: snapshot })).toEqual({ hash: null, diff: null });
      const smaller = {
        ...snapshot,
        collections: snapshot.collections.filter(({ collection }) => collection !== site),
      };
      const { diff } = await rowOfCall('schema', 'diff', { data: smaller });
      expect(JSON.stringify(diff)).toContain(site);
    },
  },
  {
    resource: 'schema',
    operation: 'apply',
    run: async () => {
      const collection = await makeCollection([keyField('integer')]);
      const snapshot = await arrange('GET', '/schema/snapshot');
      await remove(collection);
      const data = await arrange('POST', '/schema/diff', snapshot);
      expect(await rowOfCall('schema', 'apply', { data })).toEqual({ applied: true });
      const { status } = await ask('GET', `/collections/${collection}`);
      await remove(collection);
      expect(status).toBe(200);
    },
  },
];
