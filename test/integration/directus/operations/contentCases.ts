import type { IDataObject } from 'n8n-workflow';

import { contentOf } from '../../../support/binary';
import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import { rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import type { Case } from './case';
import { fieldOf, keyField, makeCollection } from './world';

const titleOf = async (collection: string, id: unknown): Promise<unknown> =>
  (await arrange('GET', `/items/${collection}/${String(id)}`)).title;

/** Cases of content beside plain records: items, versions, shares, flows, history. */
export const CONTENT_CASES: Case[] = [
  {
    resource: 'items',
    operation: 'aggregate',
    run: async ({ articles }) => {
      const title = unique();
      const body = [{ title }, { title }];
      await arrange('POST', `/items/${articles}`, body);
      const query = { aggregate: { count: '*' }, groupBy: ['title'], filter: { title: { _eq: title } } };
      const rows = await rowsOfCall('items', 'aggregate', { collection: articles, query });
      // PostgreSQL counts in text.
      expect(rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }))).toEqual([
        { title, count: 2 },
      ]);
    },
  },
  {
    resource: 'items',
    operation: 'getSingleton',
    run: async ({ site }) => {
      await arrange('PATCH', `/items/${site}`, { name: 'site' });
      expect(await rowOfCall('items', 'getSingleton', { collection: site })).toMatchObject({ name: 'site' });
    },
  },
  {
    resource: 'items',
    operation: 'updateSingleton',
    run: async ({ site }) => {
      const name = unique();
      await rowOfCall('items', 'updateSingleton', { collection: site, data: { name } });
      expect(await arrange('GET', `/items/${site}`)).toMatchObject({ name });
    },
  },
  {
    resource: 'items',
    operation: 'upsert',
    run: async ({ articles: collection }) => {
      const title = unique();
      const made = await rowOfCall('items', 'upsert', { collection, key: 'title', data: { title, sort: 1 } });
      const same = await rowOfCall('items', 'upsert', { collection, key: 'title', data: { title, sort: 2 } });
      expect(same).toMatchObject({ id: made.id, sort: 2 });
      const data = [
        { id: made.id, title: `${title}-2` },
        { title: `${title}-3`, id: '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f' },
      ];
      const rows = await rowsOfCall('items', 'upsert', { collection, data });
      expect(rows.map((row) => row.title)).toEqual([`${title}-2`, `${title}-3`]);
      expect(await titleOf(collection, made.id)).toBe(`${title}-2`);
      const items = Array.from({ length: 5 }, () => ({}));
      const json = { collection, key: 'title', data: { title: `${title}-4` } };
      await callOperation({ resource: 'items', operation: 'upsert', json, items });
      const filter = JSON.stringify({ title: { _eq: `${title}-4` } });
      expect(await arrange('GET', `/items/${collection}?filter=${filter}`)).toHaveLength(1);
    },
  },
  {
    resource: 'versions',
    operation: 'save',
    run: async ({ articles: collection, article: item }) => {
      const { id } = await arrange('POST', '/versions', { collection, item, key: unique() });
      await rowOfCall('versions', 'save', { id, data: { title: 'draft' } });
      const { current } = await arrange('GET', `/versions/${String(id)}/compare`);
      expect(current).toMatchObject({ title: 'draft' });
    },
  },
  {
    resource: 'versions',
    operation: 'compare',
    run: async ({ articles: collection, article: item }) => {
      const { id } = await arrange('POST', '/versions', { collection, item, key: unique() });
      const row = await rowOfCall('versions', 'compare', { id });
      expect(row).toEqual(await arrange('GET', `/versions/${String(id)}/compare`));
      expect(row.mainHash).toEqual(expect.any(String));
    },
  },
  {
    resource: 'versions',
    operation: 'promote',
    run: async ({ articles: collection }) => {
      const { id: item } = await arrange('POST', `/items/${collection}`, { title: 'old' });
      const { id } = await arrange('POST', '/versions', { collection, item, key: unique() });
      await arrange('POST', `/versions/${String(id)}/save`, { title: 'new' });
      const { mainHash } = await arrange('GET', `/versions/${String(id)}/compare`);
      expect(await rowOfCall('versions', 'promote', { id, data: { mainHash } })).toEqual({ value: item });
      expect(await titleOf(collection, item)).toBe('new');
    },
  },
  {
    resource: 'shares',
    operation: 'getInfo',
    run: async ({ articles: collection, article: item }) => {
      const { id } = await arrange('POST', '/shares', { collection, item });
      expect(await rowOfCall('shares', 'getInfo', { id })).toMatchObject({ id, collection, item });
    },
  },
  {
    resource: 'shares',
    operation: 'invite',
    run: async ({ articles: collection, article: item }) => {
      const { id } = await arrange('POST', '/shares', { collection, item });
      const data = { share: id, emails: [`${unique()}@example.org`] };
      expect(await rowOfCall('shares', 'invite', { data })).toEqual({ invited: true });
    },
  },
  {
    resource: 'shares',
    operation: 'authenticate',
    run: async ({ articles: collection, article: item }) => {
      const { id } = await arrange('POST', '/shares', { collection, item, password: 'open' });
      const data = { share: id, password: 'open' };
      const row = await rowOfCall('shares', 'authenticate', { data });
      const path = `/items/${collection}/${item}`;
      const { status } = await ask('GET', path, undefined, 'directus12', String(row.access_token));
      expect(row.access_token).toEqual(expect.any(String));
      expect(status).not.toBe(401);
    },
  },
  {
    resource: 'flows',
    operation: 'trigger',
    run: async () => {
      const options = { method: 'POST', return: '$last' };
      const flow = await arrange('POST', '/flows', {
        name: unique(),
        status: 'active',
        trigger: 'webhook',
        options,
      });
      const step = await arrange('POST', '/operations', {
        flow: flow.id,
        key: 'echo',
        type: 'transform',
        position_x: 19,
        position_y: 1,
        options: { json: { said: '{{$trigger.body.say}}' } },
      });
      await arrange('PATCH', `/flows/${String(flow.id)}`, { operation: step.id });
      const row = await rowOfCall('flows', 'trigger', { id: flow.id, data: { say: 'hello' } });
      await ask('DELETE', `/flows/${String(flow.id)}`);
      expect(row).toEqual({ said: 'hello' });
    },
  },
  ...['activity', 'revisions'].flatMap((resource): Case[] => [
    {
      resource,
      operation: 'list',
      run: async ({ articles, article }) => {
        const query = { filter: { collection: { _eq: articles }, item: { _eq: article } } };
        const rows = await rowsOfCall(resource, 'list', { query });
        expect(rows.length).toBeGreaterThan(0);
        expect(rows[0]).toMatchObject({ collection: articles, item: article });
      },
    },
    {
      resource,
      operation: 'exportToFile',
      run: async ({ articles, article }) => {
        const query = { filter: { collection: { _eq: articles }, item: { _eq: article } } };
        const json = { query, format: 'json' };
        const { items } = await callOperation({ resource, operation: 'exportToFile', json });
        const rows = JSON.parse(String(await contentOf(items[0]?.binary?.data))) as IDataObject[];
        expect(rows[0]).toMatchObject({ collection: articles, item: article });
      },
    },
    {
      resource,
      operation: 'get',
      run: async () => {
        const [entry] = await arrange<IDataObject[]>('GET', `/${resource}?limit=1`);
        expect(await rowOfCall(resource, 'get', { id: entry?.id })).toEqual(entry);
      },
    },
  ]),
  ...[
    ['revisions', 'revert'],
    ['utils', 'revert'],
  ].map(([resource = '', operation = '']): Case => ({
    resource,
    operation,
    run: async ({ articles }) => {
      const { id } = await arrange('POST', `/items/${articles}`, { title: 'before' });
      await arrange('PATCH', `/items/${articles}/${String(id)}`, { title: 'after' });
      const filter = JSON.stringify({ item: { _eq: id } });
      const [first] = await arrange<IDataObject[]>('GET', `/revisions?filter=${filter}&sort=id`);
      expect(await rowOfCall(resource, operation, { id: first?.id })).toEqual({ reverted: true });
      expect(await titleOf(articles, id)).toBe('before');
    },
  })),
  {
    resource: 'activity',
    operation: 'create',
    server: 'directus10',
    run: async ({ oldArticles: collection, oldArticle: item }) => {
      const data = { collection, item, comment: 'hello' };
      const row = await rowOfCall('activity', 'create', { data }, { server: 'directus10' });
      const read = await arrange('GET', `/activity/${String(row.id)}`, undefined, 'directus10');
      expect(read).toMatchObject({ action: 'comment', comment: 'hello' });
    },
  },
  {
    resource: 'activity',
    operation: 'update',
    server: 'directus10',
    run: async ({ oldArticles: collection, oldArticle: item }) => {
      const body = { collection, item, comment: 'hello' };
      const { id } = await arrange('POST', '/activity/comment', body, 'directus10');
      await rowOfCall('activity', 'update', { id, data: { comment: 'bye' } }, { server: 'directus10' });
      const read = await arrange('GET', `/activity/${String(id)}`, undefined, 'directus10');
      expect(read).toMatchObject({ comment: 'bye' });
    },
  },
  {
    resource: 'activity',
    operation: 'delete',
    server: 'directus10',
    run: async ({ oldArticles: collection, oldArticle: item }) => {
      const body = { collection, item, comment: 'hello' };
      const { id } = await arrange('POST', '/activity/comment', body, 'directus10');
      const row = await rowOfCall('activity', 'delete', { id }, { server: 'directus10' });
      expect(row).toEqual({ deleted: true });
      const { status } = await ask('GET', `/activity/${String(id)}`, undefined, 'directus10');
      expect(status).toBe(403);
    },
  },
  {
    resource: 'roles',
    operation: 'getCurrent',
    run: async () => {
      const rows = await rowsOfCall('roles', 'getCurrent');
      expect(rows).toEqual(await arrange('GET', '/roles/me'));
    },
  },
  {
    resource: 'policies',
    operation: 'getGlobals',
    run: async () => {
      expect(await rowOfCall('policies', 'getGlobals')).toMatchObject({ admin_access: true });
    },
  },
  {
    resource: 'permissions',
    operation: 'getMine',
    run: async () => {
      expect(await rowOfCall('permissions', 'getMine')).toEqual(await arrange('GET', '/permissions/me'));
    },
  },
  {
    resource: 'permissions',
    operation: 'getMineForItem',
    run: async ({ articles: collection, article: id }) => {
      const row = await rowOfCall('permissions', 'getMineForItem', { collection, id });
      expect(row).toMatchObject({ update: { access: true }, delete: { access: true } });
    },
  },
  {
    resource: 'request',
    operation: 'send',
    run: async ({ articles }) => {
      const title = unique();
      const path = `/items/${articles}`;
      const made = await rowOfCall('request', 'send', { method: 'POST', path, data: { title } });
      expect(await titleOf(articles, made.id)).toBe(title);
      const fields = { method: 'GET', path, query: JSON.stringify({ filter: { title: { _eq: title } } }) };
      const got = rowOf(await callOperation({ resource: 'request', operation: 'send', fields }));
      expect(got.id).toBe(made.id);
    },
  },
  {
    resource: 'utils',
    operation: 'sortItems',
    run: async () => {
      const collection = await makeCollection([keyField('integer'), fieldOf('sort', 'integer')], {
        sort_field: 'sort',
      });
      const items = await arrange<IDataObject[]>('POST', `/items/${collection}`, [
        { sort: 1 },
        { sort: 2 },
        { sort: 3 },
      ]);
      const data = { item: items[2]?.id, to: items[0]?.id };
      expect(await rowOfCall('utils', 'sortItems', { collection, data })).toEqual({ sorted: true });
      const sorted = await arrange<IDataObject[]>('GET', `/items/${collection}?sort=sort`);
      await ask('DELETE', `/collections/${collection}`);
      expect(sorted[0]?.id).toBe(items[2]?.id);
    },
  },
  {
    resource: 'utils',
    operation: 'exportData',
    run: async ({ articles: collection, article }) => {
      const title = unique();
      const data = { format: 'json', file: { title }, query: { filter: { id: { _eq: article } } } };
      const row = await rowOfCall('utils', 'exportData', { collection, data });
      const { text } = await ask('GET', `/assets/${String(row.id)}`);
      await ask('DELETE', `/files/${String(row.id)}`);
      expect(JSON.parse(text)).toMatchObject([{ id: article }]);
    },
  },
  {
    resource: 'utils',
    operation: 'importBatch',
    run: async ({ articles: collection }) => {
      const title = unique();
      const data = [{ collection, items: [{ title }, { title }] }];
      await rowsOfCall('utils', 'importBatch', { mode: 'add', data });
      const filter = JSON.stringify({ title: { _eq: title } });
      expect(await arrange('GET', `/items/${collection}?filter=${filter}`)).toHaveLength(2);
    },
  },
  {
    resource: 'utils',
    operation: 'generateTranslations',
    run: async () => {
      const collection = await makeCollection([keyField('integer'), fieldOf('title', 'string')]);
      const data = { collection, fields: ['title'], languagesCollection: `${collection}_languages` };
      await rowOfCall('utils', 'generateTranslations', { data });
      const { status } = await ask('GET', `/collections/${collection}_translations`);
      for (const name of ['_translations', '_languages', '']) {
        await ask('DELETE', `/collections/${collection}${name}`);
      }
      expect(status).toBe(200);
    },
  },
];
