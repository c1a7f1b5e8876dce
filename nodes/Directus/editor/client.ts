import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Json, JsonObject } from '../../shared/json';
import { callDirectus } from '../call/client';
import { readConnection } from '../call/readConnection';
import { listOf } from '../reply/rows';

const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Asks Directus for what the editor shows, with the node's credential.
 *
 * @returns the rows of a list, or the one thing that the route gives
 */
export async function ask(
  editor: ILoadOptionsFunctions,
  path: string,
  query: JsonObject = {},
): Promise<Json[]> {
  const connection = await readConnection(editor);
  const request = { verb: 'GET', path, query };
  return listOf(await callDirectus({ ...connection, timeout: TIMEOUT_MILLISECONDS }, request));
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
