import { flowOf, operationOf, requestOperations, scopeOf, type Flow, type FlowTarget } from '../instant/flow';
import type { HiddenFields } from '../instant/delivery';
import type { TriggerSettings } from '../settings';
import { decisionScript } from './decide';

/**
 * The flow that asks n8n before a change is made. The request to n8n is followed by a script that decides, whether it
 * succeeded or not, and what the script says is done.
 */
export function filterFlow(target: FlowTarget, settings: TriggerSettings, hidden: HiddenFields): Flow {
  const { owner } = target;
  const end = { resolve: null, reject: null };
  const refuse = operationOf(owner, 'refuse', 'throw-error', [91, 17], end, {
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
  const requests = requestOperations(target, settings, { resolve: decide.id, reject: decide.id });
  const options = { type: 'filter', ...scopeOf(settings), return: 'decide.payload' };
  return flowOf(target, options, [refuse, allow, decide, ...requests]);
}
