import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { toNodeError } from '../../shared/run/nodeErrors';
import { callZitadel } from '../call/client';
import { readConnection } from '../call/connection';
import { listingOf } from '../call/listing';
import { loadCatalogue } from '../catalogue/catalogue';

const PAGE_SIZE = 50;
const TIMEOUT = 20_000;
const CONTAINS = 'TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE';

/** A list to choose from. */
interface Source {
  service: string;
  method: string;
  /** Request for what contains a text. */
  search: (text: string) => JsonObject;
  item: (row: JsonObject) => INodeListSearchItems;
}

/** A list that the server does not search; it is short, and searched here. */
type ShortSource = Omit<Source, 'search'>;

const USERS: Source = {
  service: 'UserService',
  method: 'listUsers',
  search: (text) => {
    const queries: JsonObject[] = [
      { displayNameQuery: { displayName: text, method: CONTAINS } },
      { userNameQuery: { userName: text, method: CONTAINS } },
      { emailQuery: { emailAddress: text, method: CONTAINS } },
    ];
    return { queries: [{ orQuery: { queries } }] };
  },
  item: ({ userId, username, human, machine }) => {
    const profile = isObject(human) && isObject(human.profile) ? human.profile.displayName : undefined;
    const name = asText(profile ?? (isObject(machine) ? machine.name : undefined));
    return { name: name === '' ? asText(username) : `${name} (${asText(username)})`, value: asText(userId) };
  },
};

const ORGANIZATIONS: Source = {
  service: 'OrganizationService',
  method: 'listOrganizations',
  search: (text) => ({ queries: [{ nameQuery: { name: text, method: CONTAINS } }] }),
  item: ({ id, name }) => ({ name: asText(name), value: asText(id) }),
};

const PROJECTS: Source = {
  service: 'ManagementService',
  method: 'listProjects',
  search: (text) => ({ queries: [{ nameQuery: { name: text, method: CONTAINS } }] }),
  item: ({ id, name }) => ({ name: asText(name), value: asText(id) }),
};

const IDENTITY_PROVIDERS: Source = {
  service: 'ManagementService',
  method: 'listProviders',
  search: (text) => ({ queries: [{ idpNameQuery: { name: text, method: CONTAINS } }] }),
  item: ({ id, name }) => ({ name: asText(name), value: asText(id) }),
};

/** Users whose name, username or e-mail address contains the text. */
export function searchUsers(
  this: ILoadOptionsFunctions,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  return search(this, USERS, filter, page);
}

/** Organizations whose name contains the text. */
export async function searchOrganizations(
  this: ILoadOptionsFunctions,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  const list = await search(this, ORGANIZATIONS, filter, page);
  // Everybody who may read any sees their own.
  if (list.results.length > 0 || page !== undefined || (filter ?? '') !== '') return list;
  const error = new ServiceError({
    code: 'PERMISSION_DENIED',
    message: 'The user of the credential may read no organization',
    remedy: 'Give it a role such as IAM_OWNER_VIEWER or ORG_OWNER_VIEWER, or write the ID by hand.',
  });
  throw toNodeError(this.getNode(), error, 0, true);
}

/** Projects whose name contains the text. */
export function searchProjects(
  this: ILoadOptionsFunctions,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  return search(this, PROJECTS, filter, page);
}

/** Identity providers of the organization whose name contains the text. */
export function searchIdentityProviders(
  this: ILoadOptionsFunctions,
  filter?: string,
  page?: string,
): Promise<INodeListSearchResult> {
  return search(this, IDENTITY_PROVIDERS, filter, page);
}

/** Identity providers that the own account is linked to. */
export function searchMyIdentityProviders(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const item: Source['item'] = ({ idpId, idpName }) => ({
    name: asText(idpName) || asText(idpId),
    value: asText(idpId),
  });
  return searchHere(this, { service: 'AuthService', method: 'listMyLinkedIDPs', item }, filter);
}

/** Passkeys of the own account. */
export function searchMyPasskeys(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  return searchHere(
    this,
    { service: 'AuthService', method: 'listMyPasswordless', item: passkeyItem },
    filter,
  );
}

/** Passkeys of the user that is chosen in the node. */
export async function searchPasskeys(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const userId = asText(this.getCurrentNodeParameter('userId', { extractValue: true }));
  if (userId === '') return { results: [] };
  const source = { service: 'UserService', method: 'listPasskeys', item: passkeyItem };
  return await searchHere(this, source, filter, { userId });
}

function passkeyItem({ id, name }: JsonObject): INodeListSearchItems {
  return { name: asText(name) || asText(id), value: asText(id) };
}

/** Reads a short list whole, and keeps what contains the text. */
async function searchHere(
  context: ILoadOptionsFunctions,
  source: ShortSource,
  filter = '',
  fixed: JsonObject = {},
): Promise<INodeListSearchResult> {
  const whole = { ...source, search: () => ({}) };
  const { results } = await search(context, whole, undefined, undefined, fixed);
  const wanted = filter.toLowerCase();
  return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

async function search(
  context: ILoadOptionsFunctions,
  source: Source,
  filter = '',
  page = '0',
  fixed: JsonObject = {},
): Promise<INodeListSearchResult> {
  try {
    const service = await loadCatalogue(source.service);
    const listing = listingOf(service, source.method);
    const chosen = context.getCurrentNodeParameter('authentication');
    const type = chosen === 'zitadelOAuth2Api' ? chosen : 'zitadelApi';
    const connection = await readConnection(context, type);
    const paging: JsonObject =
      listing?.paging === undefined ? {} : { [listing.paging]: { offset: page, limit: PAGE_SIZE } };
    const request = { ...fixed, ...paging, ...(filter === '' ? {} : source.search(filter)) };
    const reply = await callZitadel(connection, {
      service,
      method: source.method,
      request,
      timeout: TIMEOUT,
    });
    const rows = rowsOf(reply[listing?.rows ?? '']);
    const isFull = listing?.paging !== undefined && rows.length === PAGE_SIZE;
    return {
      results: rows.map(source.item),
      ...(isFull && { paginationToken: String(Number(page) + PAGE_SIZE) }),
    };
  } catch (error) {
    throw toNodeError(context.getNode(), error, 0, true);
  }
}

function rowsOf(rows: Json | undefined): JsonObject[] {
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}
