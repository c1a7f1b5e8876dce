import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { toNodeError } from '../../shared/run/nodeErrors';
import type { JsonObject } from '../../shared/json';
import { keepAfterAll, removeLater } from '../../shared/trigger/cleanUp';
import { ownerOf } from '../../shared/trigger/owner';
import { readCallSettings } from '../call/settings';
import { toEventCondition } from '../selection';
import { asError, connect, type Server } from '../server';
import { readDelivery, readEventSettings } from '../settings';
import { refuseTakenEvents } from './conflicts';
import { addToExecution, listExecutions, readTargets, removeFromExecution, removeTarget } from './executions';
import { removeOrphans } from './orphans';
import { ensureTarget, findTarget, isAsWished, markOf, type TargetWish } from './target';

/** Seconds that Zitadel waits for the answer to an event, which n8n gives at once. */
const EVENT_TIMEOUT = 10;
const LONGEST_NAME = 1000;

/** What the static data of a published or a listening node holds. */
export interface TargetData extends IDataObject {
  mark: string;
  targetId: string;
  signingKey: string;
}

/** What a node wants Zitadel to do. */
interface Wish {
  target: TargetWish;
  conditions: JsonObject[];
  /** Event types and groups; empty for calls. */
  patterns: readonly string[];
}

/** Whether Zitadel calls this node, exactly as its settings say. */
export async function checkExists(hook: IHookFunctions): Promise<boolean> {
  return await guarded(hook, async () => {
    const { ask } = await connect(hook);
    const wish = readWish(hook);
    const found = await findTarget(ask, wish.target.mark);
    const { targetId, signingKey } = hook.getWorkflowStaticData('node');
    if (found === undefined || found.id !== targetId || found.signingKey !== signingKey) return false;
    if (!isAsWished(found, wish.target)) return false;
    const own = await listExecutions(ask, { targetFilter: { targetId: found.id } });
    if (own.length !== wish.conditions.length) return false;
    for (const condition of wish.conditions) {
      if (!(await readTargets(ask, condition)).includes(found.id)) return false;
    }
    return true;
  });
}

/** Has Zitadel call this node. What a former attempt has left is taken over. */
export async function create(hook: IHookFunctions): Promise<boolean> {
  return await guarded(hook, async () => {
    const server = await connect(hook);
    const wish = readWish(hook);
    const { mark } = wish.target;
    keepAfterAll(keyOf(server, mark));
    const kept = hook.getWorkflowStaticData('node');
    kept.mark = mark;
    const { id, signingKey } = await ensureTarget(server.ask, wish.target);
    Object.assign(kept, { mark, targetId: id, signingKey } satisfies TargetData);
    await setConditions(server, wish.conditions, id);
    if (wish.patterns.length > 0) await refuseTakenEvents(server.ask, wish.patterns, id);
    await removeOrphans(server, mark, wish.target.endpoint).catch((error: unknown) => {
      hook.logger.warn(`Targets that nobody hears any more are still in Zitadel: ${asError(error).message}`);
    });
    return true;
  });
}

/**
 * Has Zitadel call this node no longer. Where Zitadel cannot be reached, that is tried again until it can: n8n gives up
 * after some seconds, and would keep the workflow as half published. What is removed goes by what `create` wrote: n8n does
 * not tell here whether the node was published or waited for a test event.
 */
export async function remove(hook: IHookFunctions): Promise<boolean> {
  const data = hook.getWorkflowStaticData('node');
  const { mark } = data;
  for (const name of Object.keys(data)) delete data[name];
  if (typeof mark !== 'string') return true;
  return await guarded(hook, async () => {
    const server = await connect(hook);
    try {
      await removeOwn(server, mark);
    } catch {
      removeLater(keyOf(server, mark), async () => await removeOwn(server, mark));
    }
    return true;
  });
}

async function setConditions(server: Server, conditions: JsonObject[], id: string): Promise<void> {
  const before = await listExecutions(server.ask, { targetFilter: { targetId: id } });
  const wanted = new Set(conditions.map((condition) => JSON.stringify(condition)));
  for (const { condition } of before) {
    if (!wanted.has(JSON.stringify(condition))) {
      await removeFromExecution(server.ask, server.origin, condition, id);
    }
  }
  for (const condition of conditions) await addToExecution(server.ask, server.origin, condition, id);
}

async function removeOwn(server: Server, mark: string): Promise<void> {
  const found = await findTarget(server.ask, mark);
  if (found !== undefined) await removeTarget(server.ask, server.origin, found.id);
}

function readWish(hook: IHookFunctions): Wish {
  const mark = markOf(ownerOf(hook));
  const endpoint = hook.getNodeWebhookUrl('default') ?? '';
  const about = [mark, hook.getWorkflow().name, hook.getNode().name].filter(Boolean).join(' · ');
  const place = { mark, name: [...about].slice(0, LONGEST_NAME).join(''), endpoint };
  if (readDelivery(hook) === 'call') {
    const { condition, waits, refuses, timeout } = readCallSettings(hook);
    const kind = waits ? { restCall: { interruptOnError: refuses } } : { restAsync: {} };
    return { target: { ...place, kind, timeout }, conditions: [condition], patterns: [] };
  }
  const { patterns } = readEventSettings(hook);
  const conditions = patterns.map((pattern) => ({ event: toEventCondition(pattern) }));
  return { target: { ...place, kind: { restAsync: {} }, timeout: EVENT_TIMEOUT }, conditions, patterns };
}

function keyOf({ origin }: Server, mark: string): string {
  return `${origin} ${mark}`;
}

async function guarded<Result>(hook: IHookFunctions, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw toNodeError(hook.getNode(), error, 0);
  }
}
