import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { InputError } from '../errors';
import type { JsonObject } from '../json';
import { readPageSettings, waitsUntil } from '../page/settings';
import { isObject } from '../parse';
import { toErrorData, toNodeError } from './nodeErrors';

/** Reads a parameter of the node by its name. */
export type ReadParameter = (name: string) => unknown;

/** Where the node's own context keeps what the page needs. */
const KEPT = 'page';

/**
 * Puts the execution to wait for the person. What expressions in the parameters give now is kept with it, so that the page
 * is about the same person whatever happens meanwhile.
 *
 * @param names parameters that the page is made from
 * @param read checks what the operation itself needs, before anything waits; gives what the page needs to know of it, and
 * no secret, as it is stored
 * @throws NodeOperationError or NodeApiError, unless "Continue On Fail" is on
 */
export async function waitAtPage(
  context: IExecuteFunctions,
  names: readonly string[],
  read: (parameter: ReadParameter) => Promise<JsonObject>,
): Promise<INodeExecutionData[][]> {
  const items = context.getInputData();
  try {
    if (items.length > 1) {
      throw new InputError(
        `A page is for one person, got ${items.length} items`,
        'Put Loop Over Items with a batch size of 1 before this node to take one after the other; or call a sub-workflow for each item, with "Wait For Sub-Workflow Completion" off, so that all can do it at the same time.',
      );
    }
    const parameter: ReadParameter = (name) =>
      context.getNodeParameter(name, 0, undefined, { extractValue: true });
    const { days } = readPageSettings(parameter);
    const own = await read(parameter);
    const settings = Object.fromEntries(names.map((name) => [name, parameter(name)]));
    context.getContext('node')[KEPT] = { ...settings, ...own };
    await context.putExecutionToWait(waitsUntil(days));
    return [items];
  } catch (error) {
    if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, 0);
    return [[{ json: { error: { ...toErrorData(error) } }, pairedItem: { item: 0 } }]];
  }
}

/** What `waitAtPage` kept of the parameters. */
export function keptParameters(context: IWebhookFunctions): ReadParameter {
  const name = JSON.stringify(context.getNode().name);
  const kept: unknown = context.evaluateExpression(`{{ $node[${name}].context[${JSON.stringify(KEPT)}] }}`);
  if (!isObject(kept)) throw new Error('The execution does not hold what the page is about');
  return (parameter) => kept[parameter];
}
