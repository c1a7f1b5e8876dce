import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { connect } from '../connection';
import { readCollections } from '../instant/collections';
import { ALL_COLLECTIONS } from '../settings';

/** The collections that hold items, and all of them as one choice. */
async function getCollections(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const names = (await readCollections(await connect(this))).sort((a, b) => a.localeCompare(b));
  const all = { name: 'All Collections', value: ALL_COLLECTIONS };
  return [all, ...names.map((name) => ({ name, value: name }))];
}

/** The choices that the editor loads. */
export const loadOptions = { getCollections };
