import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import type { Operation, Table } from '../../../nodes/shared/form/operation';
import type { ItemContext } from '../../../nodes/shared/form/parameters';

/** Parameters as they stand in a workflow; a function stands for an expression, and gets the item's index. */
export type Parameters = Record<string, unknown>;

/** What a test wants of n8n. */
export interface FakeExecution {
  parameters?: Parameters;
  /** Number of input items. */
  items?: number;
  continueOnFail?: boolean;
  signal?: AbortSignal;
  credential?: Record<string, unknown>;
  /** Input items of their own, where n8n runs the node again with the same. */
  input?: INodeExecutionData[];
  retryOnFail?: boolean;
  /** Type of the node; a tool's ends in "Tool". */
  type?: string;
  runIndex?: number;
  /** Called for each value that n8n is asked to resolve. */
  onRead?: (name: string, itemIndex: number) => void;
}

export const NODE: INode = {
  id: '1',
  name: 'Node under test',
  type: 'n8n-nodes-zitadel-directus.test',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

/** As much of n8n's execution context as the nodes use. */
export function fakeExecution({
  parameters = {},
  items = 1,
  continueOnFail = false,
  signal,
  credential = {},
  onRead,
  input = Array.from({ length: items }, (_, index) => ({ json: { index } })),
  retryOnFail,
  type = NODE.type,
  runIndex = 0,
}: FakeExecution = {}): IExecuteFunctions {
  const stored = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'function' ? '={{ $json }}' : value,
    ]),
  );
  const execution = {
    getInputData: () => input,
    getNode: () => ({ ...NODE, type, parameters: stored, retryOnFail }),
    getWorkflow: () => ({ id: 'workflow' }),
    getExecutionId: () => 'execution',
    evaluateExpression: () => runIndex,
    getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => {
      onRead?.(name, itemIndex);
      const value = parameters[name] ?? fallback;
      return typeof value === 'function' ? (value as (item: number) => unknown)(itemIndex) : value;
    },
    getCredentials: async () => await Promise.resolve(credential),
    getExecutionCancelSignal: () => signal,
    getTimezone: () => 'UTC',
    continueOnFail: () => continueOnFail,
    helpers: {
      prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) =>
        await Promise.resolve({ data: data.toString('base64'), fileName, mimeType }),
    },
  };
  return execution as unknown as IExecuteFunctions;
}

/** One input item with its operation. */
export function fakeItem<Row extends Operation>(
  operation: Row,
  parameters: Parameters = {},
  { table, ...rest }: FakeExecution & { table?: Table<Row> } = {},
): ItemContext<Row> {
  return {
    execution: fakeExecution({ parameters, ...rest }),
    itemIndex: 0,
    table: table ?? { value: 'table', name: 'Table', operations: [operation] },
    operation,
    signal: rest.signal,
    parameter: (name) => parameters[name],
  };
}
