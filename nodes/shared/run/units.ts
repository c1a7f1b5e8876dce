import { ServiceError } from '../errors';
import type { Call, Outcome, Protocol } from './call';

/** Calls that go out together: one, or several of one batch key. */
export type Unit = Call[];

/** A unit that still takes calls, with its place among all units. */
interface OpenUnit {
  place: number;
  calls: Unit;
}

/**
 * Groups calls into units: those of one batch key in runs of at most `batchSize`, the others each on its own. Calls that
 * share a subject are in units of their own, in their order.
 *
 * @param batchSize 1 turns batching off
 */
export function toUnits(calls: readonly Call[], batchSize: number): Unit[] {
  const units: Unit[] = [];
  const open = new Map<string, OpenUnit[]>();
  const lastPlace = new Map<string, number>();
  for (const call of calls) {
    const { batchKey, subjects = [] } = call;
    const before = Math.max(-1, ...subjects.map((subject) => lastPlace.get(subject) ?? -1));
    const known = batchKey === undefined ? [] : (open.get(batchKey) ?? []);
    const joined = known.find(({ place }) => place > before);
    const unit = joined ?? { place: units.length, calls: [] };
    if (joined === undefined) {
      units.push(unit.calls);
      known.push(unit);
    }
    unit.calls.push(call);
    if (unit.calls.length >= batchSize) known.splice(known.indexOf(unit), 1);
    if (batchKey !== undefined) open.set(batchKey, known);
    for (const subject of subjects) lastPlace.set(subject, unit.place);
  }
  return units;
}

/** What a unit is about: the subjects of its calls. */
export function subjectsOf(unit: Unit): string[] {
  return unit.flatMap(({ subjects = [] }) => subjects);
}

/**
 * Sends a unit. A batch that the service refuses is halved until the failing calls stand alone, so that each call has
 * the outcome it would have had on its own.
 *
 * @returns one outcome a call, in the unit's order
 */
export async function sendUnit(
  unit: Unit,
  sendBatch: Protocol<never>['sendBatch'],
  cancelled: () => boolean,
): Promise<Outcome[]> {
  const [first] = unit;
  if (first === undefined) return [];
  if (unit.length === 1 || sendBatch === undefined) {
    const outcomes: Outcome[] = [];
    for (const call of unit) outcomes.push(await outcomeOf(call));
    return outcomes;
  }
  try {
    return await sendBatch(unit);
  } catch (error) {
    if (cancelled() || !isRefusedForOne(error)) return unit.map(() => ({ error }));
    const middle = unit.length >> 1;
    const left = await sendUnit(unit.slice(0, middle), sendBatch, cancelled);
    return [...left, ...(await sendUnit(unit.slice(middle), sendBatch, cancelled))];
  }
}

/**
 * Whether a batch failed for what one of its calls asked. Not so for a lost connection, where the batch may have taken
 * effect, nor for a token or a rate limit, which fail every call alike.
 */
export function isRefusedForOne(error: unknown): boolean {
  const status = error instanceof ServiceError ? error.refusal.status : undefined;
  return status !== undefined && status >= 400 && status < 500 && status !== 401 && status !== 429;
}

async function outcomeOf(call: Call): Promise<Outcome> {
  try {
    return { reply: await call.send() };
  } catch (error) {
    return { error };
  }
}
