import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  Workflow,
  type IBinaryKeyData,
  type IDataObject,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
  type INodeTypes,
  type NodeExecutionHint,
  type IWorkflowExecuteAdditionalData,
  type IRun,
} from 'n8n-workflow';

import { loadNode } from './package';

// n8n logs every failed node; tests that want to see it set the level themselves.
process.env.N8N_LOG_LEVEL ??= 'silent';

const PACKAGE = 'n8n-nodes-zitadel-directus';
const BASE_URL = 'http://127.0.0.1/';

/** Gives the items of a test to the node that is tested. */
class Items implements INodeType {
  description = {
    displayName: 'Items',
    name: 'items',
    group: ['trigger' as const],
    version: 1,
    description: '',
    defaults: {},
    inputs: [],
    outputs: ['main' as const],
    properties: [],
  };
}

const TYPES: Record<string, INodeType> = {
  [`${PACKAGE}.zitadel`]: loadNode('Zitadel'),
  [`${PACKAGE}.directus`]: loadNode('Directus'),
  'test.items': new Items(),
};

const nodeTypes: INodeTypes = {
  getByName: (name) => TYPES[name] as INodeType,
  getByNameAndVersion: (name) => TYPES[name] as INodeType,
  getKnownTypes: () => ({}),
};

/** A node to run. */
export interface NodeRun {
  node: 'zitadel' | 'directus';
  parameters: INodeParameters;
  /** The node's credential, as its fields. */
  credential: IDataObject;
  /** Input items; one empty item without them. */
  items?: IDataObject[];
  /** Binary fields of the input items, in their order. */
  binary?: IBinaryKeyData[];
  continueOnFail?: boolean;
  /** Time zone of the workflow; n8n's own without it. */
  timezone?: string;
  /** How often n8n runs the node while it fails. */
  tries?: number;
  /** Gets what the node tells the editor. */
  onMessage?: (text: string) => void;
  /** Aborts the execution. */
  onStarted?: (stop: () => void) => void;
}

/** What a node put out, or the error that stopped it. */
export interface NodeResult {
  items: INodeExecutionData[];
  /** What the node said beside its output. */
  hints?: NodeExecutionHint[];
  error?: Error & { description?: string | null; httpCode?: string | null; context?: IDataObject };
}

/** Runs one node in n8n's own engine. */
export async function runNode({
  node,
  parameters,
  credential,
  items = [{}],
  binary = [],
  continueOnFail = false,
  timezone,
  tries = 1,
  onMessage,
  onStarted,
}: NodeRun): Promise<NodeResult> {
  const credentialType = node === 'zitadel' ? 'zitadelApi' : 'directusApi';
  const workflow = new Workflow({
    id: 'test',
    active: false,
    ...(timezone !== undefined && { settings: { timezone } }),
    nodeTypes,
    nodes: [
      { id: '1', name: 'Items', type: 'test.items', typeVersion: 1, position: [0, 0], parameters: {} },
      {
        id: '2',
        name: 'Node',
        type: `${PACKAGE}.${node}`,
        typeVersion: 1,
        position: [0, 0],
        parameters,
        credentials: { [credentialType]: { id: '1', name: credentialType } },
        ...(continueOnFail && { onError: 'continueRegularOutput' }),
        ...(tries > 1 && { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 }),
      },
    ],
    connections: { Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
  });
  const additionalData = additionalDataFor(workflow, credential, onMessage);
  const input = items.map((json, item) => ({
    json,
    pairedItem: { item },
    ...(binary[item] && { binary: binary[item] }),
  }));
  const execution = new WorkflowExecute(
    additionalData,
    'manual',
    createRunExecutionData({
      executionData: {
        nodeExecutionStack: [
          {
            node: workflow.getNode('Node') as NonNullable<ReturnType<Workflow['getNode']>>,
            data: { main: [input] },
            source: { main: [{ previousNode: 'Items' }] },
          },
        ],
      },
      resultData: {
        runData: {
          Items: [
            {
              data: { main: [input] },
              source: [],
              startTime: 0,
              executionTime: 0,
              executionIndex: 0,
              executionStatus: 'success',
            },
          ],
        },
      },
    }),
  );
  const running = execution.processRunExecutionData(workflow);
  onStarted?.(() => running.cancel());
  const run: IRun = await running;
  const task = run.data.resultData.runData.Node?.[0];
  return {
    items: task?.data?.main?.[0] ?? [],
    hints: task?.hints,
    error: task?.error as NodeResult['error'],
  };
}

function additionalDataFor(
  workflow: Workflow,
  credential: IDataObject,
  onMessage: (text: string) => void = () => undefined,
): IWorkflowExecuteAdditionalData {
  const hooks = new ExecutionLifecycleHooks('manual', 'test', {
    id: 'test',
    name: 'test',
    active: false,
    activeVersionId: null,
    isArchived: false,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    nodes: Object.values(workflow.nodes),
    connections: workflow.connectionsBySourceNode,
  });
  const credentialsHelper = {
    isCredentialUsableByNode: () => true,
    getDecrypted: async () => await Promise.resolve(credential),
    getParentTypes: () => [],
    getCredentials: async () => await Promise.resolve({ getData: () => credential }),
  };
  return {
    hooks,
    credentialsHelper,
    variables: {},
    restartExecutionId: undefined,
    currentNodeParameters: undefined,
    executionTimeoutTimestamp: undefined,
    setExecutionStatus: () => undefined,
    sendDataToUI: (_type: string, { messages }: { messages: string[] }) => onMessage(messages.join(' ')),
    getRunnerStatus: () => ({ available: true }),
    webhookWaitingBaseUrl: BASE_URL,
    restApiUrl: BASE_URL,
    instanceBaseUrl: BASE_URL,
    formWaitingBaseUrl: BASE_URL,
    webhookBaseUrl: BASE_URL,
    webhookTestBaseUrl: BASE_URL,
  } as unknown as IWorkflowExecuteAdditionalData;
}
