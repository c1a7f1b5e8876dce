import { deliver } from './deliveries';
import type { JournalEvent } from './journal';
import { child, type JsonObject, text } from './json-object';
import type { State } from './state';
import type { Execution } from './targets';

/** Tells the targets about every event from now on, each in order, and without waiting for them. */
export function deliverEvents(state: State): void {
  const last = new Map<string, Promise<unknown>>();
  state.journal.listen((event) => {
    const execution = bestMatch(state, event.type);
    if (!execution) return;
    const content = describe(state, event);
    for (const id of execution.targets) {
      const target = state.targets.get(id);
      if (target)
        last.set(
          id,
          Promise.resolve(last.get(id)).then(() => deliver(target, content)),
        );
    }
  });
}

// Only the nearest condition counts: the event itself, then its groups, the smallest first, then all events.
function bestMatch(state: State, type: string | undefined): Execution | undefined {
  if (type === undefined) return undefined;
  const rank = ({ condition }: Execution): number => {
    const event = child(condition, 'event') ?? {};
    if (text(event, 'event') === type) return Infinity;
    const group = text(event, 'group');
    if (group !== '' && type.startsWith(`${group}.`)) return group.length;
    return event.all === true ? 0 : -1;
  };
  const matching = [...state.executions.values()].filter((execution) => rank(execution) >= 0);
  return matching.sort((one, other) => rank(other) - rank(one))[0];
}

function describe(state: State, event: JournalEvent): JsonObject {
  return {
    aggregateID: event.aggregateId,
    aggregateType: 'user',
    resourceOwner: event.resourceOwner,
    instanceID: state.instanceId,
    version: 'v2',
    sequence: event.sequence,
    event_type: event.type,
    created_at: event.created,
    userID: event.editorId,
    event_payload: event.payload,
  };
}
