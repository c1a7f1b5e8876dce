/** Lets work about the same records be done one after the other, in the order in which it was asked for. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /**
   * Does something when nothing else about the same records is under way any more.
   *
   * @param names what tells the records apart; without any the work is done at once
   * @returns what the work gives; throws what it throws
   */
  async take<Result>(names: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const before = names.map((name) => this.last.get(name)).filter((other) => other !== undefined);
    const mine = before.length === 0 ? work() : Promise.allSettled(before).then(work);
    for (const name of names) this.last.set(name, mine);
    try {
      return await mine;
    } finally {
      for (const name of names) if (this.last.get(name) === mine) this.last.delete(name);
    }
  }
}
