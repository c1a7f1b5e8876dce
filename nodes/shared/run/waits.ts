import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation, Table } from '../form/operation';

/** Whether the chosen operation waits for a person at a page. */
export function waitsAtPage<Row extends Operation>(
  context: IExecuteFunctions,
  tables: ReadonlyArray<Table<Row>>,
): boolean {
  if (context.getInputData().length === 0) return false;
  const resource: unknown = context.getNodeParameter('resource', 0, '');
  const operation: unknown = context.getNodeParameter('operation', 0, '');
  const table = tables.find(({ value }) => value === resource);
  return table?.operations.find(({ value }) => value === operation)?.waits === true;
}
