import { setTimeout as wait } from 'node:timers/promises';

import { ServiceError } from '../errors';

/**
 * What a request does to the server: it reads, it changes in a way that is the same when done twice, or it changes
 * something each time.
 */
export type Effect = 'read' | 'idempotent' | 'write';

/** How long a request may take, and what stops it. */
export interface Bounds {
  /** Milliseconds for all attempts together. */
  timeout: number;
  signal?: AbortSignal;
}

/** When it is looked whether a change took effect. */
export interface Look {
  /** Milliseconds that it may take. */
  timeout: number;
  /** What the server answered when the change was sent once more; undefined before that. */
  refusal?: ServiceError;
  /** Whether the change is sent again where it has not taken effect. */
  again: boolean;
}

/**
 * Looks whether a change took effect whose answer was lost.
 *
 * @returns what the change would have been answered with; undefined where it has not taken effect
 * @throws where that cannot be known
 */
export type Settle<Reply> = (look: Look) => Promise<Reply | undefined>;

/** Milliseconds before the first repeat, without what chance adds; doubled with each further one. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
/** Most milliseconds that a look may take. */
const LONGEST_LOOK = 3_000;
/** How often it is looked where the looks are cut off. */
const MOST_LOOKS = 3;

/** What a request ended with that the server never began with. */
const NEVER_BEGUN = ['ECONNREFUSED', 'EAI_AGAIN', 'NOT_SENT'];
/** What a request ended with whose answer was lost, so that it may have taken effect. */
const LOST = [
  'ETIMEDOUT',
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'NO_CONNECTION',
  'UNAVAILABLE',
  'MALFORMED_REPLY',
  'NOT_HTTP',
];
const LOST_STATUS: ReadonlyArray<number | undefined> = [502, 503, 504];

/**
 * Decides for all requests of a node's run which of them are sent again, when, and how many calls are under way at the
 * same time. Fewer are while the server says that they are too many, and more again as it answers.
 */
export class Policy {
  /** How many requests were sent again. */
  repeats = 0;

  private current: number;
  /** Nothing is sent before this moment: the server has asked for it. */
  private notBefore = 0;
  /** Set while the server cannot be reached, so that not every item waits for it again. */
  private isDown = false;
  /** How many requests were answered. */
  private answers = 0;

  /**
   * @param retries how often a request is sent again; 0 turns it off
   * @param concurrency most calls under way at the same time
   */
  constructor(
    private readonly retries: number,
    private readonly concurrency: number,
  ) {
    this.current = concurrency;
  }

  /** How many calls may be under way now. */
  limit(): number {
    return Math.max(1, Math.floor(this.current));
  }

  /**
   * Sends a request, and sends it again where that does no harm and may help. A change whose answer was lost is looked
   * for, where that is possible; it may then be sent again too, so the server must refuse it when it comes twice.
   *
   * @param attempt sends it once, within that many milliseconds
   * @param settle looks whether it took effect
   * @throws what the last attempt threw; with the code OUTCOME_UNKNOWN where a change may have taken effect
   */
  async send<Reply>(
    effect: Effect,
    bounds: Bounds,
    attempt: (timeout: number) => Promise<Reply>,
    settle?: Settle<Reply>,
  ): Promise<Reply> {
    const deadline = Date.now() + bounds.timeout;
    const left = (): number => Math.max(1, deadline - Date.now());
    const answersBefore = this.answers;
    let lost: ServiceError | undefined;
    const look = async (when: Look): Promise<Reply | undefined> => {
      if (lost === undefined || bounds.signal?.aborted === true) return undefined;
      for (let looks = 1; ; looks++) {
        const found = await settle?.(when).catch((error: unknown) => asError(error));
        if (!(found instanceof Error)) return found;
        if (isAnswerLost(found)) throw found;
        // What befalls a change may befall the look for it, too.
        const wasCutOff = found instanceof ServiceError && isLost(found);
        if (!wasCutOff || looks === MOST_LOOKS) throw unknownOutcome(lost, effect);
      }
    };
    for (let failures = 0; ; failures++) {
      if (this.notBefore > Date.now()) await pause(this.notBefore - Date.now(), bounds.signal);
      const before =
        effect === 'write' ? await look({ timeout: Math.min(left(), LONGEST_LOOK), again: true }) : undefined;
      if (before !== undefined) return before;
      try {
        const reply = await attempt(left());
        this.answered();
        return reply;
      } catch (error) {
        if (error instanceof ServiceError && isLost(error)) lost = error;
        const mayRepeat = effect !== 'write' || settle !== undefined;
        const delay = this.delayBefore(error, mayRepeat, failures, answersBefore);
        if (delay === undefined || bounds.signal?.aborted === true || Date.now() + delay >= deadline) {
          const refusal = error instanceof ServiceError && !isLost(error) ? error : undefined;
          // What was cut off a moment ago may still be under way on the server.
          if (lost !== undefined && refusal === undefined && settle !== undefined) {
            await pause(FIRST_PAUSE, bounds.signal);
          }
          const timeout = Math.min(bounds.timeout, LONGEST_LOOK);
          const done = await look({ timeout, refusal, again: false });
          if (done !== undefined) return done;
          const isKnown = lost === undefined || refusal !== undefined || settle !== undefined;
          throw isKnown || effect === 'read' ? asError(error) : unknownOutcome(error, effect);
        }
        this.repeats++;
        await pause(delay, bounds.signal);
      }
    }
  }

  /** Milliseconds until a request may be sent again; undefined where it must not be. */
  private delayBefore(
    error: unknown,
    mayRepeat: boolean,
    failures: number,
    answersBefore: number,
  ): number | undefined {
    if (!(error instanceof ServiceError)) return undefined;
    if (isTooMany(error)) return this.retries === 0 ? undefined : this.slowDown(error, failures);
    if (!isNeverBegun(error) && !isLost(error)) {
      this.answered();
      return undefined;
    }
    if (this.isDown || (isLost(error) && !mayRepeat)) return undefined;
    if (failures < this.retries) return backOff(failures);
    // Where others were answered meanwhile, it was bad luck.
    this.isDown = this.answers === answersBefore;
    return undefined;
  }

  /** Makes all calls wait as the server asks, and has fewer of them under way. */
  private slowDown(error: ServiceError, failures: number): number {
    const asked = askedPause(error) ?? backOff(failures);
    // Those that were under way together are one sign of it.
    if (this.notBefore <= Date.now()) this.current = Math.max(1, this.current / 2);
    this.notBefore = Math.max(this.notBefore, Date.now() + asked);
    return asked + Math.random() * FIRST_PAUSE;
  }

  private answered(): void {
    this.answers++;
    this.isDown = false;
    this.current = Math.min(this.concurrency, this.current + 1 / this.current);
  }
}

/** Whether a change is known to have taken effect, but its answer cannot be had again. */
function isAnswerLost(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === 'ANSWER_LOST';
}

/** Whether the server did not take a request because there are too many. */
function isTooMany({ refusal }: ServiceError): boolean {
  const { code, status, message } = refusal;
  if (status === 429) return true;
  if (code === 'RESOURCE_EXHAUSTED') return status === undefined && !/larger than max|quota/i.test(message);
  return status === 503 && /under pressure/i.test(message);
}

function isNeverBegun({ refusal }: ServiceError): boolean {
  return NEVER_BEGUN.includes(refusal.code);
}

function isLost({ refusal }: ServiceError): boolean {
  const { code, status } = refusal;
  // The service's own refusals with such a status have a code of their own, and are answers.
  return LOST.includes(code) || (code === `HTTP_${status}` && LOST_STATUS.includes(status));
}

/** What to do about a change of which nobody can know whether it took effect. */
const CHECK: Readonly<Record<Exclude<Effect, 'read'>, string>> = {
  idempotent: 'Run it again, which does no harm: done twice it is the same.',
  write:
    'Look on the server whether it is there before you run this again: sent twice, it could be done twice. "If It Exists Already" under Options, where the operation has it, makes it safe to run again.',
};

/** The error for a change of which nobody can know whether it took effect. */
function unknownOutcome(error: unknown, effect: Effect): Error {
  if (!(error instanceof ServiceError) || effect === 'read') return asError(error);
  const { message, status, details } = error.refusal;
  return new ServiceError({
    code: 'OUTCOME_UNKNOWN',
    status,
    details,
    message: `The answer was lost, so it is not known whether this took effect. ${message}`,
    remedy: CHECK[effect],
  });
}

/** How long the server asks to wait: in its reply's head, or in its words, as "retry after 396ms". */
function askedPause({ refusal }: ServiceError): number | undefined {
  const [, amount, unit] = /retry after (\d+(?:\.\d+)?) ?(ms|s)\b/i.exec(refusal.message) ?? [];
  if (amount !== undefined) return Number(amount) * (unit?.toLowerCase() === 's' ? 1000 : 1);
  return refusal.retryAfter;
}

function backOff(failures: number): number {
  const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
  return most / 2 + Math.random() * most;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {
    throw new ServiceError({ code: 'CANCELLED', message: 'The execution was stopped' });
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
