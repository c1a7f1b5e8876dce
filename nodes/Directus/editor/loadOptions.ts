import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { asText, isObject } from '../../shared/parse';
import { ask, collectionOfNode } from './client';

/** The fields of the collection that the node is about. */
async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const collection = collectionOfNode(this);
  if (collection === '') return [];
  const rows = (await ask(this, `/fields/${encodeURIComponent(collection)}`)).filter(isObject);
  return rows
    .filter(({ type, meta }) => type !== 'alias' || (isObject(meta) && Array.isArray(meta.special)))
    .map(({ field, type }) => ({ name: asText(field), value: asText(field), description: asText(type) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The same fields, and all of them as one choice. */
async function getFieldsOrAll(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return [{ name: 'All Fields', value: '*' }, ...(await getFields.call(this))];
}

/** The choices that the editor loads. */
export const loadOptions = { getFields, getFieldsOrAll };
