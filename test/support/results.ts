import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from './engine';

/**
 * The JSON of every item that a node put out.
 *
 * @throws the error that stopped the node
 */
export function rowsOf({ items, error }: NodeResult): IDataObject[] {
  if (error !== undefined) throw error;
  return items.map(({ json }) => json);
}

/**
 * The JSON of the only item that a node put out.
 *
 * @throws where it put out none or several, or was stopped
 */
export function rowOf(result: NodeResult): IDataObject {
  const rows = rowsOf(result);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`expected one item, got ${rows.length}`);
  return row;
}

/** The error that stopped a node. Throws where none did. */
export function errorOf({ error, items }: NodeResult): NonNullable<NodeResult['error']> {
  if (error === undefined) throw new Error(`expected an error, got ${JSON.stringify(items)}`);
  return error;
}

/** What `json.error` of a failed item holds; undefined for an item that did not fail. */
export function failureOf(row: IDataObject | undefined): IDataObject | undefined {
  const error = row?.error;
  return typeof error === 'object' ? (error as IDataObject) : undefined;
}

/** The input items that the items put out belong to, in order. */
export function pairsOf({ items }: NodeResult): number[] {
  return items.map(({ pairedItem }) => {
    if (typeof pairedItem === 'object' && !Array.isArray(pairedItem)) return pairedItem.item;
    throw new Error(`no pairedItem: ${JSON.stringify(pairedItem)}`);
  });
}

/**
 * Text inside a reply.
 *
 * @param path names with dots between them, e.g. "user.userId"
 * @throws where there is no text
 */
export function textAt(row: IDataObject, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as IDataObject | undefined)?.[name], row);
  if (typeof value === 'string') return value;
  throw new Error(`no ${path} in ${JSON.stringify(row)}`);
}

/** A reply with what differs from call to call replaced, so that replies of equal calls are equal. */
export function shapeOf(row: IDataObject): unknown {
  return JSON.parse(JSON.stringify(row), (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (name === 'secret') return '<secret>';
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return '<time>';
    return /^[0-9]+$/.test(value) ? '<number>' : value;
  });
}
