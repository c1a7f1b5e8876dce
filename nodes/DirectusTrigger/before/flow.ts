import { byBody, guardedBody, wholeBody } from '../instant/body';
import {
  END,
  flowOf,
  operationOf,
  requestOperation,
  scopeOf,
  type Flow,
  type FlowOperation,
  type FlowTarget,
  type Next,
} from '../instant/flow';
import type { HiddenFields } from '../instant/delivery';
import type { TriggerSettings } from '../settings';
import { decisionScript, viewScript } from './decide';

/**
 * The flow that asks n8n before a change is made. The request to n8n is followed by a script that decides, whether it
 * succeeded or not, and what the script says is done.
 */
export function filterFlow(target: FlowTarget, settings: TriggerSettings, hidden: HiddenFields): Flow {
  const { owner } = target;
  const refuse = operationOf(owner, 'refuse', 'throw-error', [91, 17], END, {
    code: '{{decide.code}}',
    status: '{{decide.status}}',
    message: '{{decide.message}}',
  });
  const allow = operationOf(
    owner,
    'allow',
    'condition',
    [73, 1],
    { resolve: null, reject: refuse.id },
    {
      filter: { decide: { refuse: { _eq: false } } },
    },
  );
  const decide = operationOf(
    owner,
    'decide',
    'exec',
    [55, 1],
    { resolve: allow.id, reject: null },
    {
      code: decisionScript(settings, hidden),
    },
  );
  const requests = askingOperations(target, settings, { resolve: decide.id, reject: decide.id });
  const options = { type: 'filter', ...scopeOf(settings), return: 'decide.payload' };
  return flowOf(target, options, [refuse, allow, decide, ...requests]);
}

/** The operations that ask n8n, the first one last. A script makes the body where some events may hold secrets. */
function askingOperations(target: FlowTarget, settings: TriggerSettings, next: Next): FlowOperation[] {
  const { whole, guarded } = byBody(settings.rows);
  if (guarded.length === 0) return [requestOperation(target, 'n8n', wholeBody(), [19, 1], next)];
  if (whole.length === 0) return [requestOperation(target, 'n8n', guardedBody(guarded), [19, 1], next)];
  const body = { ...wholeBody(), trigger: '{{view}}' };
  const request = requestOperation(target, 'n8n', body, [37, 1], next);
  const options = { code: viewScript(settings) };
  const view = operationOf(
    target.owner,
    'view',
    'exec',
    [19, 1],
    { resolve: request.id, reject: null },
    options,
  );
  return [request, view];
}
