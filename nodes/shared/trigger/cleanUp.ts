import { setTimeout as wait } from 'node:timers/promises';

import { pauseAfter } from './loop';

const FIRST_PAUSE = 2_000;

const pending = new Map<string, AbortController>();

/**
 * Goes on trying to remove something from a service that cannot be reached now, until it is gone or this process ends.
 *
 * @param key what is removed; removing it once more replaces the first attempt
 * @param remove removes it; throws where that failed
 */
export function removeLater(key: string, remove: (signal: AbortSignal) => Promise<void>): void {
  keepAfterAll(key);
  const stopping = new AbortController();
  const { signal } = stopping;
  pending.set(key, stopping);
  const run = async (): Promise<void> => {
    for (let failures = 1; !signal.aborted; failures++) {
      await wait(pauseAfter(FIRST_PAUSE, failures), undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const isGone = await remove(signal).then(
        () => true,
        () => false,
      );
      if (isGone && !signal.aborted) pending.delete(key);
      if (isGone) return;
    }
  };
  void run();
}

/** Ends the attempts to remove something, because it is wanted again. */
export function keepAfterAll(key: string): void {
  pending.get(key)?.abort();
  pending.delete(key);
}
