import { TOLERANCE } from './signature';

const KEPT = 2 * TOLERANCE * 1000;

/** Events that were delivered while their signatures are good: Zitadel sends each once, so a second one is a replay. */
export class Replays {
  private readonly seen = new Map<string, number>();

  /** Notes an event. Returns false where it was seen before. */
  isFirst(key: string): boolean {
    const now = Date.now();
    for (const [old, time] of this.seen) {
      if (now - time < KEPT) break;
      this.seen.delete(old);
    }
    if (this.seen.has(key)) return false;
    this.seen.set(key, now);
    return true;
  }
}
