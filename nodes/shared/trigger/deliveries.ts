import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';

/** Executions that an event may wait for before it begins its own. */
const MOST_AT_ONCE = 20;
/** How long it waits for one of them to end, in milliseconds: an execution may take days. */
const LONGEST_WAIT = 10_000;
/** n8n keeps the key of an execution at least this long, also of one that it does not save. In milliseconds. */
const KEY_KEPT = 30 * 60_000;

/** Events that were handed to n8n and of whose execution nothing is known yet: key to milliseconds since 1970. */
export type OpenDeliveries = Readonly<Record<string, number>>;

/**
 * Starts one execution an event, and none twice. n8n saves the trigger's data first and then makes the execution, so a
 * crash between the two would lose the event. For that each execution carries a key, of which n8n makes no second one, and
 * the keys of executions that may not have been made are kept in the trigger's data, for their events to be delivered
 * again.
 */
export class Deliveries {
  private readonly open: Map<string, number>;
  private readonly failed = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private readonly prefix: string;

  /**
   * @param trigger where events are emitted
   * @param server address of the service, so that equal events of another server are others
   * @param open what `saved` gave when the trigger last ran
   */
  constructor(
    private readonly trigger: ITriggerFunctions,
    server: string,
    open: OpenDeliveries = {},
  ) {
    const { id } = trigger.getNode();
    this.prefix = JSON.stringify([trigger.getWorkflow().id, id, server]);
    this.open = new Map(this.isKeyed() ? recent(open) : []);
    for (const key of this.open.keys()) this.failed.add(key);
  }

  /** Keys of events that are to be delivered again: n8n may have no execution of them. */
  get again(): string[] {
    return [...this.failed];
  }

  /** What to keep in the trigger's data. */
  get saved(): OpenDeliveries {
    return Object.fromEntries(recent(Object.fromEntries(this.open)));
  }

  /**
   * Starts an execution for an event, as soon as not too many are running.
   *
   * @param key tells the event from all others of the server
   * @param json the event
   * @param save keeps the trigger's data; n8n stores it with the execution
   */
  async deliver(key: string, json: IDataObject, save: () => void): Promise<void> {
    while (this.running.size >= MOST_AT_ONCE) {
      const tooLong = new AbortController();
      const limit = wait(LONGEST_WAIT, true, { signal: tooLong.signal, ref: false }).catch(() => false);
      const isTooLong = await Promise.race([limit, ...[...this.running].map((one) => one.then(() => false))]);
      tooLong.abort();
      if (isTooLong) break;
    }
    this.failed.delete(key);
    this.open.set(key, Date.now());
    save();
    const done = this.trigger.helpers.createDeferredPromise<IRun>();
    const ended = done.promise.then(
      () => void this.open.delete(key),
      () => void (this.isKeyed() && this.failed.add(key)),
    );
    this.running.add(ended);
    void ended.then(() => this.running.delete(ended));
    this.trigger.emit([[{ json }]], undefined, done, this.keyOf(key));
  }

  /** Forgets an event that is not there any more. */
  forget(key: string): void {
    this.failed.delete(key);
    this.open.delete(key);
  }

  /** Whether this n8n refuses a second execution of the same key; older ones do not take keys. */
  private isKeyed(): boolean {
    return this.trigger.emit.length >= 4;
  }

  private keyOf(key: string): string {
    return createHash('sha256').update(`${this.prefix} ${key}`).digest('base64url');
  }
}

/** Those whose keys n8n still knows. */
function recent(open: OpenDeliveries): Array<[string, number]> {
  return Object.entries(open).filter(([, since]) => Date.now() - since < KEY_KEPT);
}
