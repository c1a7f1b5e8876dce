import { TOLERANCE } from './signature';

const KEPT = 2 * TOLERANCE * 1000;

/** Deliveries that came while their signatures are good: Zitadel sends each once, so a second one is a replay. */
export class Replays {
  private readonly seen = new Map<string, number>();

  /**
   * Notes a delivery.
   *
   * @param key tells it from all others
   * @param twinsWithin milliseconds in which another one of the same key is no replay
   * @returns whether it is not a replay
   */
  isFirst(key: string, twinsWithin = 0): boolean {
    const now = Date.now();
    for (const [old, time] of this.seen) {
      if (now - time < KEPT) break;
      this.seen.delete(old);
    }
    const first = this.seen.get(key);
    if (first !== undefined) return now - first < twinsWithin;
    this.seen.set(key, now);
    return true;
  }
}
