import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { ask, askIfAllowed, chosenCollection, nothingSeen } from './client';
import { fieldsOf, fill, labelOfCollection, labelOfResource } from './labels';

/** Entries that the editor gets at once. */
const PAGE_SIZE = 50;

type Search = (
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Records of a list, from a page on, with their labels. */
interface Source {
  path: string;
  key: string;
  /** Label with fields in double braces. */
  template: string;
}

async function searchIn(
  editor: ILoadOptionsFunctions,
  { path, key, template }: Source,
  filter: string | undefined,
  paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
  const offset = Number(paginationToken ?? 0);
  const page: JsonObject = {
    limit: PAGE_SIZE,
    offset,
    ...(filter !== undefined && filter !== '' && { search: filter }),
  };
  const labelled = {
    fields: [...new Set([key, ...fieldsOf(template)])],
    sort: [...fieldsOf(template).filter((field) => !field.includes('.')), key],
  };
  const whole = { ...page, fields: ['*'], sort: [key] };
  const rows = (await ask(editor, path, { ...page, ...labelled }, whole)).filter(isObject);
  const results = rows.map((row): INodeListSearchItems => {
    const value = row[key];
    return {
      name: fill(template, row, key),
      value: typeof value === 'number' ? value : asText(value),
    };
  });
  const isLast = rows.length < PAGE_SIZE;
  return { results, ...(!isLast && { paginationToken: String(offset + rows.length) }) };
}

function records(resource: string): Search {
  return async function (filter, paginationToken) {
    const source = { path: `/${resource}`, key: 'id', template: labelOfResource(resource) };
    return await searchIn(this, source, filter, paginationToken);
  };
}

/** Rows of a route that gives all at once, chosen here by name. */
function named(path: string, toItem: (row: JsonObject) => INodeListSearchItems): Search {
  return async function (filter = '') {
    const rows = (await ask(this, path)).filter(isObject);
    const results = rows
      .map(toItem)
      .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
      .sort((a, b) => a.name.localeCompare(b.name));
    return { results };
  };
}

const searchCollections: Search = async function (filter = '') {
  const rows = (await ask(this, '/collections')).filter(isObject);
  const resource: unknown = this.getCurrentNodeParameter('resource');
  // Items are content only; folders for collections have no schema.
  const isWanted = ({ collection, schema }: JsonObject): boolean =>
    schema !== null && !(resource === 'items' && asText(collection).startsWith('directus_'));
  const results = rows
    .filter(isWanted)
    .map(({ collection }) => ({ name: asText(collection), value: asText(collection) }))
    .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name));
  const error = results.length > 0 || filter !== '' ? undefined : await nothingSeen(this, 'collections');
  if (error !== undefined) throw error;
  return { results };
};

const searchItems: Search = async function (filter, paginationToken) {
  const collection = chosenCollection(this);
  const name = encodeURIComponent(collection);
  // They make the labels; without them the list has the keys.
  const [about] = await askIfAllowed(this, `/collections/${name}`);
  const fields = (await askIfAllowed(this, `/fields/${name}`)).filter(isObject);
  const key = asText(fields.find(isKey)?.field) || 'id';
  const meta: Json | undefined = isObject(about) ? about.meta : undefined;
  const names = fields.map(({ field }) => asText(field));
  const template = labelOfCollection(isObject(meta) ? meta.display_template : undefined, names);
  return await searchIn(this, { path: `/items/${name}`, key, template }, filter, paginationToken);
};

const searchRecords: Search = async function (filter, paginationToken) {
  const resource: unknown = this.getCurrentNodeParameter('resource');
  return await records(String(resource)).call(this, filter, paginationToken);
};

function isKey({ schema }: JsonObject): boolean {
  return isObject(schema) && schema.is_primary_key === true;
}

/** The lists from which the editor lets people choose. */
export const listSearch: Record<string, Search> = {
  searchCollections,
  searchDashboards: records('dashboards'),
  searchExtensions: named('/extensions', ({ id, schema }) => ({
    name: isObject(schema) ? asText(schema.name) : asText(id),
    value: asText(id),
  })),
  searchFiles: records('files'),
  searchFlows: records('flows'),
  searchFolders: records('folders'),
  searchItems,
  searchPolicies: records('policies'),
  searchPresets: records('presets'),
  searchRecords,
  searchRevisions: records('revisions'),
  searchRoles: records('roles'),
  searchUsers: records('users'),
  searchVersions: records('versions'),
};
