import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields that a collection knows without offering them. n8n drops what a collection does not know: a filter that a
 * workflow written by hand has in one would be lost, and the list be everything.
 *
 * @param fields those that the form shows in another place
 */
export function unoffered(fields: readonly INodeProperties[]): INodeProperties[] {
  return fields.map(({ displayName, name }) => ({ displayName, name, type: 'hidden', default: '' }));
}
