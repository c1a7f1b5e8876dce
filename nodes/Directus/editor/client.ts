import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { toNodeError } from '../../shared/run/nodeErrors';
import { isAdministrator } from '../call/administrator';
import { callDirectus } from '../call/client';
import type { DirectusConnection } from '../call/connection';
import { readConnection } from '../call/readConnection';
import { isForbidden, namesField } from '../reply/records';
import { listOf } from '../reply/rows';

const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Asks Directus for what the editor shows, with the node's credential.
 *
 * @param withFewer the query where some of the fields may not be read
 * @returns the rows of a list, or the one thing that the route gives
 * @throws NodeApiError that says which right is missing
 */
export async function ask(
  editor: ILoadOptionsFunctions,
  path: string,
  query: JsonObject = {},
  withFewer?: JsonObject,
): Promise<Json[]> {
  const connection = await connect(editor);
  try {
    return listOf(await callDirectus(connection, { verb: 'GET', path, query }));
  } catch (error) {
    if (withFewer !== undefined && namesField(error)) return await ask(editor, path, withFewer);
    const collection = collectionAt(path);
    const isMissing = isForbidden(error) || (await failsForWant(connection, collection, error));
    throw toNodeError(editor.getNode(), isMissing ? rightMissing(collection, error) : error, 0, true);
  }
}

/** The same; no rows where the caller may not read them. */
export async function askIfAllowed(editor: ILoadOptionsFunctions, path: string): Promise<Json[]> {
  const connection = await connect(editor);
  return await callDirectus(connection, { verb: 'GET', path }).then(listOf, (error: unknown) => {
    if (isForbidden(error)) return [];
    throw toNodeError(editor.getNode(), error, 0, true);
  });
}

/**
 * The error for a list that is empty because the caller sees none of its rows.
 *
 * @returns undefined for an administrator, who sees all that there is
 */
export async function nothingSeen(editor: ILoadOptionsFunctions, what: string): Promise<Error | undefined> {
  if (await isAdministrator(await connect(editor))) return undefined;
  const error = new ServiceError({
    code: 'FORBIDDEN',
    message: `The user of the credential may read no ${what}`,
    remedy: `Let it read the ${what} that it is to work with, or write the name by hand.`,
  });
  return toNodeError(editor.getNode(), error, 0, true);
}

/** The collection that was chosen; '' where none was. */
export function chosenCollection(editor: ILoadOptionsFunctions): string {
  const chosen: unknown = editor.getCurrentNodeParameter('collection', { extractValue: true });
  return typeof chosen === 'string' ? chosen : '';
}

/** The collection whose records the node is about: the one chosen, or Directus' own of the resource. */
export function collectionOfNode(editor: ILoadOptionsFunctions): string {
  const resource: unknown = editor.getCurrentNodeParameter('resource');
  return resource === 'items' ? chosenCollection(editor) : `directus_${String(resource)}`;
}

async function connect(editor: ILoadOptionsFunctions): Promise<DirectusConnection> {
  return { ...(await readConnection(editor)), timeout: TIMEOUT_MILLISECONDS };
}

/** The collection whose records a route gives. */
function collectionAt(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'items' ? decodeURIComponent(second) : `directus_${first}`;
}

/** Some routes fail in a way of their own for those who may not read what they give. */
async function failsForWant(
  connection: DirectusConnection,
  collection: string,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof ServiceError) || error.refusal.code !== 'INTERNAL_SERVER_ERROR') return false;
  const mine = await callDirectus(connection, { verb: 'GET', path: '/permissions/me' }).catch(() => null);
  if (!isObject(mine)) return false;
  const { [collection]: actions } = mine;
  return !(isObject(actions) && isObject(actions.read)) && !(await isAdministrator(connection));
}

function rightMissing(collection: string, error: unknown): ServiceError {
  const reason = namesField(error) && error instanceof ServiceError ? `: ${error.refusal.message}` : '';
  return new ServiceError({
    code: 'FORBIDDEN',
    status: 403,
    message: `The user of the credential may not read ${collection}${reason}`.replace(/\.$/, ''),
    remedy: `To choose from a list, let it read ${collection}; otherwise write the ID or name by hand.`,
  });
}
