/** What is to be closed, the latest first. */
export class Closing {
  private readonly actions: Array<() => unknown> = [];

  /** @param action may fail: the others are done all the same */
  add(action: () => unknown): void {
    this.actions.push(action);
  }

  /** Closes everything, each thing once. */
  async all(): Promise<void> {
    for (let action = this.actions.pop(); action !== undefined; action = this.actions.pop()) {
      const done = Promise.resolve().then(action);
      await done.catch(() => undefined);
    }
  }
}
