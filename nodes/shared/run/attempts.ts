import { setTimeout as wait } from 'node:timers/promises';

import { type Refusal, ServiceError } from '../errors';

/** What a request does to the server when it is carried out twice: nothing, the same as once, or something again. */
export type Effect = 'read' | 'idempotent' | 'write';

/** How a request may be sent again. */
export interface AttemptSettings {
  effect: Effect;
  /** Most repeats after something went wrong; what was turned away unread is repeated as long as there is time. */
  retries: number;
  /** Milliseconds for all attempts together. */
  timeout: number;
  signal?: AbortSignal;
  /** What all requests of a run share. */
  pace: Pace;
}

/** Codes of connections that were never made, so that nothing was carried out. */
const NOT_CONNECTED = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** Codes of connections that broke under way, so that the answer, but not what it was about, is lost. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'NO_CONNECTION', 'ECONNABORTED', 'UNAVAILABLE'];
const GATEWAY_STATUSES = [502, 503, 504];

const FIRST_PAUSE_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 10_000;

/** Holds back all requests of a run while the server says that they are too many. */
export class Pace {
  /** How many requests of this run were sent again. */
  repeats = 0;

  private until = 0;

  /** What to tell of the repeats; nothing where there were none. */
  hints(): string[] {
    if (this.repeats === 0) return [];
    const times = this.repeats === 1 ? 'One request was' : `${this.repeats} requests were`;
    return [`${times} sent again, because the server was busy or could not be reached.`];
  }

  /** Waits while the server wants no requests. */
  async turn(signal?: AbortSignal): Promise<void> {
    while (this.until > Date.now()) {
      // Not all at the same moment, or they would be too many again.
      await wait(this.until - Date.now() + Math.random() * FIRST_PAUSE_MILLISECONDS, undefined, { signal });
    }
  }

  /** Notes that the server wants no requests for a while. */
  hold(milliseconds: number): void {
    this.until = Math.max(this.until, Date.now() + milliseconds);
  }
}

/**
 * Sends a request, and sends it again where that does no harm: what was not carried out always, what may have been only
 * where twice is the same as once.
 *
 * @param send sends it once, within the milliseconds that it gets
 * @returns what `send` gives, and whether an answer was lost before
 * @throws what `send` throws at last; with the code OUTCOME_UNKNOWN where it may have taken effect and nobody can know
 */
export async function withAttempts<Result>(
  { effect, retries, timeout, signal, pace }: AttemptSettings,
  send: (milliseconds: number, wasLost: boolean) => Promise<Result>,
): Promise<Result> {
  const end = Date.now() + timeout;
  let wasLost = false;
  for (let failures = 0, turnedAway = 0; ;) {
    await pace.turn(signal);
    const left = Math.max(1, end - Date.now());
    const outcome = await send(left, wasLost).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    if ('result' in outcome) return outcome.result;
    const { error } = outcome;
    const fate = fateOf(error);
    if (fate === 'lost') wasLost = true;
    const mayRepeat =
      fate === 'turned away' || fate === 'not connected' || (fate === 'lost' && effect !== 'write');
    const count = fate === 'turned away' ? turnedAway++ : failures++;
    const isSpent = retries === 0 || (fate !== 'turned away' && failures > retries);
    const pause = pauseOf(error, count);
    if (!mayRepeat || isSpent || signal?.aborted === true || Date.now() + pause >= end) {
      throw wasLost && effect === 'write' ? unknownOutcome(error) : error;
    }
    pace.repeats++;
    if (fate === 'turned away') pace.hold(pause);
    else await wait(pause, undefined, { signal });
  }
}

/** Whether an answer was lost, so that what it was about may have been done. */
export function isLost(error: unknown): boolean {
  return fateOf(error) === 'lost';
}

/** Milliseconds that a server asks to wait, in a header or in words ("retry after 396ms"); undefined where it does not. */
export function retryAfterOf(header: string | undefined, message = ''): number | undefined {
  const words = /retry after (\d+(?:\.\d+)?) ?(ms|s)\b/i.exec(message);
  if (words?.[1] !== undefined) return Number(words[1]) * (words[2]?.toLowerCase() === 's' ? 1000 : 1);
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** What became of a request that failed. */
function fateOf(error: unknown): 'turned away' | 'not connected' | 'lost' | 'answered' {
  if (!(error instanceof ServiceError)) return 'answered';
  const { code, status, message } = error.refusal;
  if (status === 429 || isUnderPressure(error.refusal)) return 'turned away';
  if (code === 'RESOURCE_EXHAUSTED' && !/larger than max|quota/i.test(message)) return 'turned away';
  if (NOT_CONNECTED.includes(code)) return 'not connected';
  if (BROKEN.includes(code) || (status !== undefined && GATEWAY_STATUSES.includes(status))) return 'lost';
  return 'answered';
}

/** Directus turns requests away unread while its event loop is behind. */
function isUnderPressure({ status, message }: Refusal): boolean {
  return status === 503 && /under pressure/i.test(message);
}

function pauseOf(error: unknown, count: number): number {
  const asked = error instanceof ServiceError ? error.refusal.retryAfter : undefined;
  const usual = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** count, LONGEST_PAUSE_MILLISECONDS);
  return asked ?? usual * (0.5 + Math.random() / 2);
}

/** The error for a change of which nobody can know whether it took effect. */
function unknownOutcome(error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  const { message, status, details } = error.refusal;
  return new ServiceError({
    code: 'OUTCOME_UNKNOWN',
    status,
    details,
    message: `The answer was lost, so it is not known whether this took effect. ${message}`,
    remedy:
      'Look on the server whether it is there before you run this again: sent twice, it could be done twice. "If It Exists Already" under Options, where the operation has it, makes it safe to run again.',
  });
}
