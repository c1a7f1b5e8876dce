import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, type ServerName } from '../../../support/directusOperations';
import { unique } from '../../../support/unique';

/** What the cases find on the servers; made anew for a run. */
export interface World {
  /** A collection with uuids as keys, with versions and sorted by hand. */
  articles: string;
  /** An item of it. */
  article: string;
  /** The same collection on the old server, and an item of it. */
  oldArticles: string;
  oldArticle: string;
  /** A singleton. */
  site: string;
  administrator: string;
  role: string;
  policy: string;
  flow: string;
  dashboard: string;
}

/** A field of a new collection. */
export function fieldOf(field: string, type: string, more: IDataObject = {}): IDataObject {
  return { field, type, meta: {}, schema: {}, ...more };
}

/** The field of a primary key. */
export function keyField(type: 'uuid' | 'integer' | 'string', generated = type === 'integer'): IDataObject {
  const special = type === 'uuid' ? { special: ['uuid'] } : {};
  return fieldOf('id', type, {
    meta: special,
    schema: { is_primary_key: true, ...(generated && { has_auto_increment: true }) },
  });
}

/** Makes a collection. */
export async function makeCollection(
  fields: IDataObject[],
  meta: IDataObject = {},
  server: ServerName = 'directus12',
): Promise<string> {
  const collection = unique();
  await arrange('POST', '/collections', { collection, schema: {}, meta, fields }, server);
  return collection;
}

/** Makes what the cases need. */
export async function makeWorld(): Promise<World> {
  const fields = [keyField('uuid'), fieldOf('title', 'string'), fieldOf('sort', 'integer')];
  const meta = { versioning: true, sort_field: 'sort' };
  const articles = await makeCollection(fields, meta);
  const oldArticles = await makeCollection(fields, meta, 'directus10');
  const site = await makeCollection([keyField('integer'), fieldOf('name', 'string')], { singleton: true });
  const article = await arrange('POST', `/items/${articles}`, { title: 'first' });
  const oldArticle = await arrange('POST', `/items/${oldArticles}`, { title: 'first' }, 'directus10');
  const administrator = await arrange('GET', '/users/me');
  const role = await arrange('POST', '/roles', { name: unique() });
  const policy = await arrange('POST', '/policies', { name: unique() });
  const flow = await arrange('POST', '/flows', { name: unique(), status: 'inactive', trigger: 'manual' });
  const dashboard = await arrange('POST', '/dashboards', { name: unique() });
  const idOf = ({ id }: IDataObject): string => String(id);
  return {
    articles,
    article: idOf(article),
    oldArticles,
    oldArticle: idOf(oldArticle),
    site,
    administrator: idOf(administrator),
    role: idOf(role),
    policy: idOf(policy),
    flow: idOf(flow),
    dashboard: idOf(dashboard),
  };
}

/** Deletes what `makeWorld` made, so that the licence's limits are free for others. */
export async function unmakeWorld(world: World): Promise<void> {
  for (const collection of [world.articles, world.site]) await ask('DELETE', `/collections/${collection}`);
  await ask('DELETE', `/collections/${world.oldArticles}`, undefined, 'directus10');
  await ask('DELETE', `/roles/${world.role}`);
  await ask('DELETE', `/policies/${world.policy}`);
  await ask('DELETE', `/flows/${world.flow}`);
  await ask('DELETE', `/dashboards/${world.dashboard}`);
}
