import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

/** The part of a node's description that is made of its tables. */
export interface NodeForm {
  subtitle: string;
  properties: INodeProperties[];
}

/** File in a node's folder that the build writes its form to. */
export const FORM_FILE = 'form.json';

/**
 * The form of a node as the build has written it, so that n8n need not load all tables to make it again; made of the tables
 * where the node was not built.
 *
 * @param folder of the node
 */
export function preparedForm(folder: string, make: () => NodeForm): NodeForm {
  const file = join(folder, FORM_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NodeForm) : make();
}
