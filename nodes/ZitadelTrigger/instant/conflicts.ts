import { InputError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { toEventCondition } from '../selection';
import type { Ask } from '../server';
import { type Execution, listExecutions } from './executions';
import { livingTargets } from './target';

/**
 * Looks for conditions of others that are more exact than those of the node: Zitadel calls only the targets of the most
 * exact one, so that the node would never hear of these events.
 *
 * @param id the node's own target
 * @throws InputError that names them
 */
export async function refuseTakenEvents(ask: Ask, patterns: readonly string[], id: string): Promise<void> {
  const filter = { executionTypeFilter: { executionType: 'EXECUTION_TYPE_EVENT' } };
  const others = (await listExecutions(ask, filter)).filter(({ targets }) => !targets.includes(id));
  const own = patterns.map((pattern) => nameOf({ event: toEventCondition(pattern) }));
  const taken: string[] = [];
  for (const other of others) {
    const name = nameOf(other.condition);
    const isTaken = own.some((pattern) => takes(name, pattern)) && !own.includes(name);
    if (isTaken && (await isAlive(ask, other))) taken.push(patternOf(other.condition));
  }
  if (taken.length === 0) return;
  throw new InputError(
    `Events: somebody else's execution takes ${taken.join(', ')} away, because Zitadel calls only the most exact one`,
    `Add ${taken.join(', ')} to Events: then both are called. Or set Delivery to Checking Regularly, which nothing can take events from.`,
  );
}

// An execution whose targets are all deleted does not count.
async function isAlive(ask: Ask, { targets }: Execution): Promise<boolean> {
  return (await livingTargets(ask, targets)).length > 0;
}

/** Whether a condition takes events from another one: it is longer and begins with it. The one on all events has no name. */
function takes(name: string, from: string): boolean {
  return name.length > from.length && name.startsWith(from);
}

function nameOf({ event }: JsonObject): string {
  return isObject(event) ? asText(event.event ?? event.group ?? '') : '';
}

function patternOf({ event }: JsonObject): string {
  if (!isObject(event)) return '*';
  return event.group === undefined ? asText(event.event) : `${asText(event.group)}.*`;
}
