import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contentOf } from '../../../support/binary';
import type { ServerName } from '../../../support/directusOperations';
import { arrange, ask, callOperation, rowOfCall, rowsOfCall } from '../../../support/directusOperations';
import { rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';
import type { Case } from './case';
import type { World } from './world';

/** A resource whose records are created, read, changed and deleted alike. */
export interface CrudSample {
  resource: string;
  /** Its route; "/" and the resource without it. */
  path?: string;
  /** Parameters of every call, e.g. the collection. */
  parameters?: (world: World) => IDataObject;
  /** The body of a new record, another one each time. */
  make: (world: World) => IDataObject;
  /** What Directus itself asks for beside, which the node adds by itself. */
  extra?: IDataObject;
  /** What an update changes. */
  change: IDataObject;
  server?: ServerName;
  /** Operations that it does not have. */
  without?: readonly string[];
}

/** Cases for all operations that a CRUD resource has. */
export function crudCases(sample: CrudSample): Case[] {
  const { resource, path = `/${resource}`, make, change, server = 'directus12', without = [] } = sample;
  const of = (world: World): IDataObject => sample.parameters?.(world) ?? {};
  const more = { server };
  const route = (world: World): string =>
    path.replace(/:(\w+)/g, (_, name: string) => String(of(world)[name]));
  const add = async (world: World): Promise<IDataObject> =>
    await arrange('POST', route(world), { ...sample.extra, ...make(world) }, server);
  const read = async (world: World, id: unknown): Promise<IDataObject | undefined> => {
    const { data, status } = await ask('GET', `${route(world)}/${String(id)}`, undefined, server);
    const record = data as IDataObject | undefined;
    return status === 200 && record?.system !== true ? record : undefined;
  };
  const remove = async (world: World, ...records: IDataObject[]): Promise<void> => {
    await ask(
      'DELETE',
      route(world),
      records.map(({ id }) => id),
      server,
    );
  };
  const cases: Record<string, (world: World) => Promise<void>> = {
    create: async (world) => {
      const data = make(world);
      const made = await rowOfCall(resource, 'create', { ...of(world), data }, more);
      expect(await read(world, made.id)).toMatchObject(comparable(data));
      const body = sample.parameters === undefined ? make(world) : { data: mapped(make(world)) };
      const fields = formOf({ ...of(world), ...body }) as INodeParameters;
      const filled = rowOf(await callOperation({ resource, operation: 'create', fields, server }));
      expect(await read(world, filled.id)).toBeDefined();
      await remove(world, made, filled);
    },
    get: async (world) => {
      const made = await add(world);
      const got = await rowOfCall(resource, 'get', { ...of(world), id: made.id }, more);
      expect(got).toEqual(await read(world, made.id));
      await remove(world, made);
    },
    list: async (world) => {
      const made = [await add(world), await add(world)];
      const ids = made.map(({ id }) => id);
      const query = { filter: { id: { _in: ids } } };
      const rows = await rowsOfCall(resource, 'list', { ...of(world), query }, more);
      expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
      await remove(world, ...made);
    },
    exportToFile: async (world) => {
      const made = [await add(world), await add(world)];
      const query = { filter: { id: { _in: made.map(({ id }) => id) } } };
      const json = { ...of(world), query, format: 'json' };
      const result = await callOperation({ resource, operation: 'exportToFile', json, server });
      expect(rowOf(result)).toMatchObject({ format: 'json', rows: 2 });
      const written = JSON.parse(String(await contentOf(result.items[0]?.binary?.data))) as IDataObject[];
      expect(written.map(({ id }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
      await remove(world, ...made);
    },
    update: async (world) => {
      const made = await add(world);
      const row = await rowOfCall(resource, 'update', { ...of(world), id: made.id, data: change }, more);
      expect(row).toMatchObject(change);
      expect(await read(world, made.id)).toMatchObject(change);
      await remove(world, made);
    },
    delete: async (world) => {
      const made = await add(world);
      const row = await rowOfCall(resource, 'delete', { ...of(world), id: made.id }, more);
      expect(row).toEqual({ deleted: true });
      expect(await read(world, made.id)).toBeUndefined();
    },
    createMultiple: async (world) => {
      const data = [make(world), make(world)];
      const rows = await rowsOfCall(resource, 'createMultiple', { ...of(world), data }, more);
      const made = await Promise.all(rows.map(async ({ id }) => await read(world, id)));
      expect(made).toHaveLength(2);
      for (const record of data) expect(made).toContainEqual(expect.objectContaining(comparable(record)));
      await remove(world, ...rows);
    },
    updateMultiple: async (world) => {
      const made = [await add(world), await add(world)];
      const ids = made.map(({ id }) => id);
      const rows = await rowsOfCall(resource, 'updateMultiple', { ...of(world), ids, data: change }, more);
      expect(rows.map(({ id }) => id)).toEqual(ids);
      for (const id of ids) expect(await read(world, id)).toMatchObject(change);
      const data = ids.map((id) => ({ id, ...change }));
      const each = await rowsOfCall(resource, 'updateMultiple', { ...of(world), data }, more);
      expect(each.map(({ id }) => id)).toEqual(ids);
      await remove(world, ...made);
    },
    deleteMultiple: async (world) => {
      const made = [await add(world), await add(world)];
      const ids = made.map(({ id }) => id);
      await rowOfCall(resource, 'deleteMultiple', { ...of(world), ids }, more);
      for (const id of ids) expect(await read(world, id)).toBeUndefined();
    },
    updateByQuery: async (world) => {
      const made = [await add(world), await add(world), await add(world)];
      const [first, second, third] = made.map(({ id }) => id);
      const query = { filter: { id: { _in: [first, second] } } };
      const rows = await rowsOfCall(resource, 'updateByQuery', { ...of(world), query, data: change }, more);
      expect(rows).toHaveLength(2);
      for (const id of [first, second]) expect(await read(world, id)).toMatchObject(change);
      expect(await read(world, third)).not.toMatchObject(change);
      await remove(world, ...made);
    },
    deleteByQuery: async (world) => {
      const made = [await add(world), await add(world), await add(world)];
      const [first, second, third] = made.map(({ id }) => id);
      const query = { filter: { id: { _in: [first, second] } } };
      const row = await rowOfCall(resource, 'deleteByQuery', { ...of(world), query }, more);
      expect(row.deleted).toBe(true);
      for (const id of [first, second]) expect(await read(world, id)).toBeUndefined();
      expect(await read(world, third)).toBeDefined();
      await remove(world, ...made);
    },
  };
  return Object.entries(cases)
    .filter(([operation]) => !without.includes(operation))
    .map(([operation, run]) => ({ resource, operation, server, run }));
}

/** Directus does not give passwords back. */
function comparable({ password: _, ...data }: IDataObject): IDataObject {
  return data;
}

/** A form keeps objects and lists as JSON text. */
function formOf(data: IDataObject): IDataObject {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && name !== 'data' ? JSON.stringify(value) : value,
    ]),
  );
}

function mapped(value: IDataObject): IDataObject {
  return { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
}

/** Samples of every CRUD resource. */
export const CRUD_SAMPLES: CrudSample[] = [
  {
    resource: 'items',
    path: '/items/:collection',
    parameters: ({ articles }) => ({ collection: articles }),
    make: () => ({ title: unique() }),
    change: { title: 'changed' },
  },
  { resource: 'roles', make: () => ({ name: unique() }), change: { icon: 'star' } },
  {
    resource: 'policies',
    make: () => ({ name: unique(), enforce_tfa: true }),
    change: { description: 'changed', enforce_tfa: false },
  },
  {
    resource: 'access',
    make: ({ policy, role }) => ({ policy, role }),
    change: { sort: 7 },
  },
  {
    resource: 'permissions',
    make: ({ policy, articles }) => ({ policy, collection: articles, action: 'read' }),
    extra: { fields: ['*'] },
    change: { action: 'update', fields: ['*'] },
  },
  { resource: 'presets', make: () => ({ bookmark: unique() }), change: { search: 'changed' } },
  { resource: 'folders', make: () => ({ name: unique() }), change: { name: 'changed' } },
  {
    resource: 'users',
    make: () => ({ email: `${unique()}@example.org`, password: unique() }),
    change: { title: 'changed' },
  },
  {
    resource: 'flows',
    make: () => ({ name: unique(), status: 'inactive', trigger: 'manual' }),
    change: { description: 'changed' },
  },
  {
    resource: 'operations',
    make: ({ flow }) => ({ flow, key: unique(), type: 'log', options: { message: 'hello' } }),
    extra: { position_x: 1, position_y: 1 },
    change: { name: 'changed' },
  },
  { resource: 'dashboards', make: () => ({ name: unique() }), change: { note: 'changed' } },
  {
    resource: 'panels',
    make: ({ dashboard }) => ({ dashboard, type: 'label', name: unique() }),
    extra: { position_x: 1, position_y: 1, width: 8, height: 8 },
    change: { note: 'changed' },
  },
  {
    resource: 'notifications',
    make: ({ administrator }) => ({ recipient: administrator, subject: unique() }),
    change: { status: 'archived' },
  },
  {
    resource: 'translations',
    make: () => ({ key: unique(), language: 'de-DE', value: 'Hallo' }),
    change: { value: 'changed' },
  },
  {
    resource: 'comments',
    make: ({ articles, article }) => ({ collection: articles, item: article, comment: unique() }),
    change: { comment: 'changed' },
  },
  {
    resource: 'shares',
    make: ({ articles, article }) => ({ collection: articles, item: article, name: unique() }),
    change: { name: 'changed' },
  },
  {
    resource: 'versions',
    make: ({ articles, article }) => ({ collection: articles, item: article, key: unique() }),
    change: { name: 'changed' },
  },
  {
    resource: 'webhooks',
    make: ({ oldArticles }) => ({
      name: unique(),
      url: 'https://example.org/hook',
      actions: ['create'],
      collections: [oldArticles],
    }),
    change: { status: 'inactive' },
    server: 'directus10',
    without: ['updateByQuery', 'deleteByQuery'],
  },
];
