import type { IDataObject, INode } from 'n8n-workflow';

import type { Workflow } from '../../sandbox/n8n-client';
import type { Step } from './row';

/** Name of the node that is measured. */
export const MEASURED = 'Measured';

const TRIGGER = 'Start';
const ITEMS = 'Items';
const SPLIT = 'Split Out';
const LOOP = 'One by One';

/**
 * A workflow that makes items and gives them to the node that is measured.
 *
 * @param oneByOne whether it gets them one by one, each in a run of its own
 */
export function workflowOf(
  name: string,
  step: Step,
  input: readonly IDataObject[],
  oneByOne = false,
): Workflow {
  const nodes: INode[] = [
    node(TRIGGER, { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }),
    node(ITEMS, {
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items: input }), options: {} },
    }),
    node(SPLIT, {
      type: 'n8n-nodes-base.splitOut',
      typeVersion: 1,
      parameters: { fieldToSplitOut: 'items', options: {} },
    }),
    ...(oneByOne
      ? [
          node(LOOP, {
            type: 'n8n-nodes-base.splitInBatches',
            typeVersion: 3,
            parameters: { batchSize: 1, options: {} },
          }),
        ]
      : []),
    node(MEASURED, step),
  ];
  return {
    name,
    nodes,
    connections: {
      [TRIGGER]: to(ITEMS),
      [ITEMS]: to(SPLIT),
      [SPLIT]: to(oneByOne ? LOOP : MEASURED),
      ...(oneByOne && {
        [LOOP]: { main: [[], [{ node: MEASURED, type: 'main' as const, index: 0 }]] },
        [MEASURED]: to(LOOP),
      }),
    },
  };
}

function node(name: string, step: Step): INode {
  return { id: name, name, position: [0, 0], ...step };
}

function to(name: string): Workflow['connections'][string] {
  return { main: [[{ node: name, type: 'main', index: 0 }]] };
}
