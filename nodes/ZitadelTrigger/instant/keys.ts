/** How long a key that was replaced is good for: events that were waiting are signed with it. In milliseconds. */
const GRACE = 10 * 60_000;
/** A key is read again after this time, so that one that was replaced does not stay good. In milliseconds. */
const FRESH = 60_000;
/** Signatures that do not fit make the key be read again, but not more often than this. In milliseconds. */
const PAUSE = 2_000;

/** A target's key as the server tells it, and when the target was last changed. */
export interface CurrentKey {
  key: string;
  changed: number;
}

/** A key, and until when it is good; the present one without end. */
export interface SigningKey {
  key: string;
  until?: number;
}

/** The keys of one target. Somebody may replace its key at any time; n8n hears of that by asking only. */
export class SigningKeys {
  private keys: SigningKey[];
  private read = 0;
  private reading: Promise<void> | undefined;

  /** @param kept keys that were good when the target was set up */
  constructor(kept: readonly SigningKey[]) {
    this.keys = [...kept];
  }

  /** The keys that are good now. */
  get good(): string[] {
    return this.keys.filter(({ until }) => until === undefined || until > Date.now()).map(({ key }) => key);
  }

  /** Whether the key is to be read, without haste. */
  get isStale(): boolean {
    return Date.now() - this.read > FRESH;
  }

  /** Whether nothing was read since this process began. */
  get isUnread(): boolean {
    return this.read === 0;
  }

  /** Reads the key, unless that was done a moment ago. Where it cannot be read, the known ones stay as they are. */
  async refresh(readKey: () => Promise<CurrentKey | undefined>): Promise<void> {
    if (this.reading === undefined && Date.now() - this.read < PAUSE) return;
    this.reading ??= this.readNow(readKey).finally(() => {
      this.reading = undefined;
    });
    await this.reading;
  }

  private async readNow(readKey: () => Promise<CurrentKey | undefined>): Promise<void> {
    const isFirst = this.read === 0;
    this.read = Date.now();
    const current = await readKey().catch(() => undefined);
    if (current === undefined) return;
    // At first nobody knows when the key was replaced: not later than the target was last changed.
    const until = (isFirst && current.changed > 0 ? current.changed : Date.now()) + GRACE;
    const others = this.keys.filter(({ key }) => key !== current.key);
    this.keys = [
      { key: current.key },
      ...others.map(({ key, until: end }) => ({ key, until: end ?? until })),
    ];
  }
}
