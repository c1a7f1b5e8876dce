import type { IExecuteFunctions } from 'n8n-workflow';

import { ServiceError } from '../errors';
import type { Outcome } from './call';

/** What became of the items of a node's runs, by their first item: gone as soon as n8n lets go of the execution. */
const runs = new WeakMap<object, Map<string, Map<number, Outcome>>>();

/**
 * What became of the items in the earlier tries of this run of the node, for "Retry On Fail": n8n runs the whole node
 * again, whatever was done. Outcomes that are put into it are there in the next try.
 *
 * @returns undefined where n8n does not try again
 */
export function outcomesBefore(context: IExecuteFunctions): Map<number, Outcome> | undefined {
  const { id, name, retryOnFail } = context.getNode();
  const [first] = context.getInputData();
  if (retryOnFail !== true || first === undefined) return undefined;
  // A loop may bring the same items to the same node again, and a workflow may give them to another workflow's node.
  const runIndex: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
  const run = JSON.stringify([context.getExecutionId(), context.getWorkflow().id, id, name, runIndex]);
  const ofItems = runs.get(first) ?? new Map<string, Map<number, Outcome>>();
  const outcomes = ofItems.get(run) ?? new Map<number, Outcome>();
  runs.set(first, ofItems.set(run, outcomes));
  return outcomes;
}

/** Whether an item must not be sent again: it succeeded, or nobody knows whether it did. */
export function isFinal(outcome: Outcome): boolean {
  if ('reply' in outcome) return true;
  return outcome.error instanceof ServiceError && outcome.error.refusal.code === 'OUTCOME_UNKNOWN';
}
