/**
 * Runs `work` on every entry, at most `limit` at a time, in order of start. Ends when all that was started has ended;
 * nothing more is started once `stopped` says so.
 *
 * @param limit 1 or more
 * @throws what `work` throws, once everything under way has ended
 */
export async function forEachBounded<Entry>(
  entries: readonly Entry[],
  limit: number,
  work: (entry: Entry) => Promise<void>,
  stopped: () => boolean = () => false,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const runner = async (): Promise<void> => {
    while (next < entries.length && !stopped() && failures.length === 0) {
      const entry = entries[next++] as Entry;
      await work(entry).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, runner));
  if (failures.length > 0) throw failures[0];
}
