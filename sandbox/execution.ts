import type { IBinaryData, INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** An execution as `GET /rest/executions/:id` gives it. */
export interface ExecutionRecord {
  id: string;
  workflowId: string;
  status: string;
  /** The run's data, as text of the package `flatted`. */
  data: string;
}

/** An error as it is stored with an execution. */
export interface StoredError {
  message: string;
  description?: string | null;
  name?: string;
  httpCode?: string | null;
  node?: { name: string };
  context?: { itemIndex?: number; [key: string]: unknown };
  [key: string]: unknown;
}

/** A finished execution, by the names of its nodes. */
export class Execution {
  readonly id: string;
  readonly workflowId: string;
  /** `success`, `error`, `crashed` or `canceled`. */
  readonly status: string;

  constructor(
    record: ExecutionRecord,
    /** All that n8n stored. */
    readonly data: IRunExecutionData,
    private readonly download: (query: URLSearchParams) => Promise<Buffer>,
  ) {
    this.id = record.id;
    this.workflowId = record.workflowId;
    this.status = record.status;
  }

  /** The names of the nodes that ran, in the order they began. */
  get nodes(): string[] {
    const begin = (name: string): number => this.runs(name)[0]?.executionIndex ?? 0;
    return Object.keys(this.data.resultData.runData).sort((a, b) => begin(a) - begin(b));
  }

  /** The error that ended the execution. */
  get error(): StoredError | undefined {
    return this.data.resultData.error as StoredError | undefined;
  }

  /** Each time a node ran; empty when it did not. */
  runs(node: string): ITaskData[] {
    return this.data.resultData.runData[node] ?? [];
  }

  /**
   * The items a node put out, those of all its runs in order.
   * @param node its name
   * @param output which output; without it all, except that of a node which has none
   */
  items(node: string, output?: number): INodeExecutionData[] {
    return this.runs(node).flatMap(({ data }) => {
      const outputs = Object.values(data ?? {}).flat();
      return (output === undefined ? outputs : [outputs[output]]).flatMap((items) => items ?? []);
    });
  }

  /** The `json` of the items a node put out. */
  json(node: string, output?: number): INodeExecutionData['json'][] {
    return this.items(node, output).map((item) => item.json);
  }

  /** The error that a node ended with. */
  errorOf(node: string): StoredError | undefined {
    return this.runs(node).find(({ error }) => error)?.error as StoredError | undefined;
  }

  /** How long a node ran in all, in milliseconds. */
  timeOf(node: string): number {
    return this.runs(node).reduce((sum, { executionTime }) => sum + executionTime, 0);
  }

  /**
   * The bytes of an item's file.
   * @throws when the item has no file of that name
   */
  async binary(item: INodeExecutionData, property = 'data'): Promise<Buffer> {
    const file = item.binary?.[property];
    if (!file) throw new Error(`The item has no binary property "${property}"`);
    return file.id ? await this.download(queryOf(file, file.id)) : Buffer.from(file.data, 'base64');
  }
}

function queryOf(file: IBinaryData, id: string): URLSearchParams {
  return new URLSearchParams({
    id,
    action: 'download',
    fileName: file.fileName ?? 'file',
    mimeType: file.mimeType,
  });
}
