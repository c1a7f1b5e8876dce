import type { IExecuteFunctions } from 'n8n-workflow';

/** How many more make it worth saying so. */
const TOLD_EVERY = 10_000;

/** Tells the editor how far something long is, so that a person sees that it goes on. */
export class Progress {
  private count = 0;

  /**
   * @param say what to tell of that many, e.g. "20000 rows read"
   */
  constructor(
    private readonly execution: IExecuteFunctions,
    private readonly say: (count: number) => string,
  ) {}

  /** Counts some more; tells so at each ten thousand that is reached. */
  add(more: number): void {
    const before = this.count;
    this.count += more;
    if (Math.floor(before / TOLD_EVERY) === Math.floor(this.count / TOLD_EVERY)) return;
    // What calls a node outside of a workflow may have no editor.
    const { sendMessageToUI } = this.execution as Partial<IExecuteFunctions>;
    sendMessageToUI?.call(this.execution, this.say(this.count));
  }
}
