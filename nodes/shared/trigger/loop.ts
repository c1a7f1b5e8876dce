import { setTimeout as wait } from 'node:timers/promises';

import type { WorkflowActivateMode } from 'n8n-workflow';

/** The longest pause after failures, in milliseconds. */
const LONGEST_PAUSE = 60_000;

/** What to do again and again. */
export interface LoopOptions {
  /** Milliseconds from the end of one round to the beginning of the next. */
  pause: number;
  /** One round; `signal` is aborted when the loop is to end. */
  round: (signal: AbortSignal) => Promise<void>;
  /** Told of each round that failed, with how many failed in a row; what it throws is not heard. */
  onFailure?: (error: unknown, inARow: number) => void;
}

/**
 * Does something again and again until it is stopped. A round that fails is followed by another one after a pause that
 * doubles up to one minute, for ever: what passes by itself is over by then, and the rest is reported each time.
 *
 * @returns ends the loop and waits for the round that is under way
 */
export function startLoop({ pause, round, onFailure }: LoopOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await round(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!signal.aborted) onFailure?.(error, failures);
      }
      await wait(pauseAfter(pause, failures), undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const ended = run();
  return async () => {
    stopping.abort();
    await ended;
  };
}

/** How long to wait after a number of failures in a row, in milliseconds. */
export function pauseAfter(pause: number, failures: number): number {
  if (failures === 0) return pause;
  return Math.max(pause, Math.min(LONGEST_PAUSE, Math.max(pause, 1000) * 2 ** Math.min(failures - 1, 20)));
}

/**
 * Whether a trigger that cannot begin is to try again by itself, for ever. n8n tries five times and then leaves it dead:
 * after a restart nobody is there to publish the workflow once more.
 *
 * @param mode why n8n starts the trigger
 * @param passesByItself whether the failure will be over without anybody doing something
 */
export function beginsLater(mode: WorkflowActivateMode, passesByItself: boolean): boolean {
  return mode === 'init' || (mode === 'update' && passesByItself);
}
