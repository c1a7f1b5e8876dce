/** Counts what is as recorded, by a label such as the transport. */
export class Tally {
  private readonly counts = new Map<string, { right: number; all: number }>();

  /** Counts one step. */
  add(label: string, isAsRecorded: boolean): void {
    const count = this.counts.get(label) ?? { right: 0, all: 0 };
    this.counts.set(label, { right: count.right + Number(isAsRecorded), all: count.all + 1 });
  }

  /** One line a label: `steps as recorded / steps`. */
  toString(): string {
    return [...this.counts]
      .map(([label, { right, all }]) => `${label}: ${right} / ${all} as recorded`)
      .join('\n');
  }
}
