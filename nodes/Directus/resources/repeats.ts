import type { INodeProperties } from 'n8n-workflow';

import { IF_EXISTS, IF_GONE } from '../../shared/form/repeats';
import type { DirectusOperation, DirectusTable } from '../operation';

const UNIQUE_FIELD: INodeProperties = {
  displayName: 'Unique Field',
  name: 'uniqueField',
  type: 'string',
  default: '',
  placeholder: 'e.g. slug',
  description:
    'Field that identifies existing items, for "If It Exists Already". Leave empty for the primary key.',
};

/** Gives a table's creations and removals their options about what is there already. */
export function withRepeatOptions(table: DirectusTable): DirectusTable {
  return { ...table, operations: table.operations.map(withOptions) };
}

/** Whether an operation removes records or the one thing of its route. */
export function isRemoval({ verb, value }: DirectusOperation): boolean {
  return verb === 'DELETE' && (value === 'delete' || value === 'deleteMultiple');
}

function withOptions(operation: DirectusOperation): DirectusOperation {
  const { exists, options = [] } = operation;
  if (exists === undefined)
    return isRemoval(operation) ? { ...operation, options: [...options, IF_GONE] } : operation;
  const added = exists.by === 'uniqueField' ? [IF_EXISTS, UNIQUE_FIELD] : [IF_EXISTS];
  return { ...operation, options: [...options, ...added] };
}
