/**
 * Runs `work` on every entry, at most `limit` at a time. Entries with a subject in common are done one after the other,
 * in their order; one that waits for another holds no place, so that those behind it go on. Ends when all that was
 * started has ended; nothing more is started once `stopped` says so.
 *
 * @param limit 1 or more; asked again each time that a place is free
 * @param subjectsOf what an entry is about
 * @throws what `work` throws, once everything under way has ended
 */
export async function forEachInOrder<Entry>(
  entries: readonly Entry[],
  limit: () => number,
  subjectsOf: (entry: Entry) => readonly string[],
  work: (entry: Entry) => Promise<void>,
  stopped: () => boolean = () => false,
): Promise<void> {
  const { waitingFor, followers } = successions(entries, subjectsOf);
  const ready = entries.flatMap((_, index) => (waitingFor[index] === 0 ? [index] : []));
  let started = 0;
  let underWay = 0;
  const failures: unknown[] = [];
  await new Promise<void>((resolve) => {
    const ended = (index: number): void => {
      underWay--;
      for (const follower of followers[index] ?? []) {
        waitingFor[follower] = (waitingFor[follower] ?? 1) - 1;
        if (waitingFor[follower] === 0) ready.push(follower);
      }
      startMore();
    };
    const startMore = (): void => {
      while (underWay < limit() && started < ready.length && !stopped() && failures.length === 0) {
        const index = ready[started++] as number;
        underWay++;
        void work(entries[index] as Entry)
          .catch((error: unknown) => failures.push(error))
          .then(() => ended(index));
      }
      if (underWay === 0) resolve();
    };
    startMore();
  });
  if (failures.length > 0) throw failures[0];
}

/** For each entry how many others it waits for, and which follow it. */
function successions<Entry>(
  entries: readonly Entry[],
  subjectsOf: (entry: Entry) => readonly string[],
): { waitingFor: number[]; followers: number[][] } {
  const last = new Map<string, number>();
  const followers: number[][] = entries.map(() => []);
  const waitingFor = entries.map((entry, index) => {
    const subjects = subjectsOf(entry);
    const before = new Set(subjects.map((subject) => last.get(subject)).filter((one) => one !== undefined));
    for (const one of before) followers[one]?.push(index);
    for (const subject of subjects) last.set(subject, index);
    return before.size;
  });
  return { waitingFor, followers };
}
