import { setTimeout as wait } from 'node:timers/promises';
import { deliver } from './deliveries';
import type { JournalEvent } from './journal';
import { child, flag, type JsonObject, text } from './json-object';
import type { State } from './state';
import type { Execution, Target } from './targets';

/** The one worker takes one event in this time, in milliseconds. */
const pace = 100;
/** An event that waited longer is dropped. */
const mostAge = 5 * 60 * 1000;
/** All targets of one event together have this time. */
const mostTime = 10_000;

/** An event with its targets as they were when it happened: their keys and addresses too. */
interface Job {
  content: JsonObject;
  targets: Target[];
  queued: number;
}

/** Tells the targets about every event from now on: one event after the other, each once, whatever comes of it. */
export function deliverEvents(state: State): void {
  const jobs: Job[] = [];
  let isWorking = false;
  state.journal.listen((event) => {
    const ids = bestMatch(state, event.type)?.targets ?? [];
    const targets = ids.flatMap((id) => structuredClone(state.targets.get(id)) ?? []);
    if (targets.length === 0) return;
    jobs.push({ content: describe(state, event), targets, queued: Date.now() });
    if (!isWorking) void work();
  });

  const work = async (): Promise<void> => {
    isWorking = true;
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      await wait(pace, undefined, { ref: false });
      if (Date.now() - job.queued < mostAge) await tell(job);
    }
    isWorking = false;
  };
}

// Asynchronous targets are not waited for; a target that fails keeps those after it from being called if it may.
async function tell({ content, targets }: Job): Promise<void> {
  const ends = Date.now() + mostTime;
  for (const target of targets) {
    const left = ends - Date.now();
    if (left <= 0) return;
    const answer = deliver(target, content, left);
    if (target.kind === 'restAsync') continue;
    const { status = 0 } = (await answer) ?? {};
    if ((status < 200 || status >= 300) && flag(target.options, 'interruptOnError')) return;
  }
}

/**
 * The execution of an event: only the best match counts. The event itself comes before whatever its type begins with,
 * the longest first, and all events last. Beginnings are compared as texts: the group `user` takes `usergrant...` too.
 */
function bestMatch(state: State, type: string): Execution | undefined {
  const rank = ({ condition }: Execution): number => {
    const event = child(condition, 'event') ?? {};
    const name = text(event, 'event') || text(event, 'group');
    if (text(event, 'event') === type) return Infinity;
    if (name !== '') return type.startsWith(name) ? name.length : -1;
    return flag(event, 'all') ? 0 : -1;
  };
  const matching = [...state.executions.values()].filter((execution) => rank(execution) >= 0);
  return matching.sort((one, other) => rank(other) - rank(one))[0];
}

function describe(state: State, event: JournalEvent): JsonObject {
  return {
    aggregateID: event.aggregateId,
    aggregateType: event.aggregateType,
    resourceOwner: event.resourceOwner,
    instanceID: state.instanceId,
    version: event.aggregateType === 'user' ? 'v2' : 'v1',
    sequence: event.sequence,
    event_type: event.type,
    created_at: event.created,
    userID: event.editorId,
    event_payload: event.payload,
  };
}
