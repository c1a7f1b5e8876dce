import { setTimeout as wait } from 'node:timers/promises';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { asError, type Ask } from '../server';
import { deleteTarget, livingTargets, REMEDIES } from './target';

const SERVICE = 'ZITADELActions';
const MOST_ATTEMPTS = 6;
/** Somebody else who writes the same list at the same time has written by then, in milliseconds. */
const OTHERS_WRITE = 150;
const PAGE_SIZE = 1000;

/** A condition with the targets that are called for it. */
export interface Execution {
  condition: JsonObject;
  targets: string[];
}

/** One change after the other, for each condition of a server: n8n may set several workflows up at once. */
const queues = new Map<string, Promise<unknown>>();

/** The targets of a condition. */
export async function readTargets(ask: Ask, condition: JsonObject): Promise<string[]> {
  const [found] = await listExecutions(ask, { inConditionsFilter: { conditions: [condition] } });
  return found?.targets ?? [];
}

/** The executions that a filter lets through (`zitadel.action.v2.ExecutionSearchFilter`). */
export async function listExecutions(ask: Ask, filter: JsonObject): Promise<Execution[]> {
  const all: Execution[] = [];
  for (;;) {
    const pagination = { offset: String(all.length), limit: PAGE_SIZE, asc: true };
    const reply = await ask(SERVICE, 'listExecutions', { filters: [filter], pagination }, REMEDIES);
    const page = Array.isArray(reply.executions) ? reply.executions.filter(isObject) : [];
    all.push(
      ...page.map(({ condition, targets }) => ({
        condition: objectOf(condition),
        targets: textsOf(targets),
      })),
    );
    if (page.length < PAGE_SIZE) return all;
  }
}

/**
 * Adds a target to a condition, beside those of others.
 *
 * @throws ServiceError where Zitadel refuses, or others undo it again and again
 */
export async function addToExecution(
  ask: Ask,
  origin: string,
  condition: JsonObject,
  id: string,
): Promise<void> {
  await change(ask, origin, condition, (targets) => (targets.includes(id) ? targets : [...targets, id]));
}

/** Takes a target out of a condition; those of others stay. */
export async function removeFromExecution(
  ask: Ask,
  origin: string,
  condition: JsonObject,
  id: string,
): Promise<void> {
  await change(ask, origin, condition, (targets) => targets.filter((target) => target !== id));
}

/** Deletes a target, and takes it out of all conditions before: Zitadel would keep it in their lists. */
export async function removeTarget(ask: Ask, origin: string, id: string): Promise<void> {
  for (const { condition } of await listExecutions(ask, { targetFilter: { targetId: id } })) {
    await removeFromExecution(ask, origin, condition, id);
  }
  await deleteTarget(ask, id);
}

async function change(
  ask: Ask,
  origin: string,
  condition: JsonObject,
  wish: (targets: string[]) => string[],
): Promise<void> {
  const key = `${origin} ${JSON.stringify(condition)}`;
  const before = queues.get(key) ?? Promise.resolve();
  const own = before.catch(() => undefined).then(() => write(ask, condition, wish));
  queues.set(key, own);
  try {
    await own;
  } finally {
    if (queues.get(key) === own) queues.delete(key);
  }
}

/**
 * Zitadel replaces the whole list, and has no versions: read, change, write and read back, until it is as wanted. Targets
 * that were deleted are left out, because one of them makes Zitadel refuse the list.
 */
async function write(ask: Ask, condition: JsonObject, wish: (targets: string[]) => string[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const present = await readTargets(ask, condition);
    const wanted = wish(await livingTargets(ask, present));
    if (isSame(present, wanted)) return;
    if (attempt > MOST_ATTEMPTS) throw undone(condition);
    try {
      await ask(SERVICE, 'setExecution', { condition, targets: wanted }, REMEDIES);
    } catch (error) {
      // A target was deleted meanwhile.
      const isGone = error instanceof ServiceError && error.refusal.id === 'COMMAND-17e8fq1ggk';
      if (!isGone || attempt === MOST_ATTEMPTS) throw asError(error);
    }
    await wait(OTHERS_WRITE * (1 + Math.random()));
  }
}

function undone(condition: JsonObject): ServiceError {
  return new ServiceError({
    code: 'CONFLICT',
    message: `Somebody else changes the targets of ${JSON.stringify(condition)} all the time`,
    remedy:
      'See to it that nothing else sets this execution at the same time, and publish the workflow again.',
  });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
