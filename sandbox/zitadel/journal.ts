import type { JsonObject } from './json-object';
import { now } from './time';

/** What happened; a payload is there only as far as its form was recorded. */
export interface EventContent {
  type: string;
  payload?: JsonObject;
}

export interface JournalEvent extends EventContent {
  aggregateType: string;
  aggregateId: string;
  resourceOwner: string;
  /** Counts per aggregate. */
  sequence: number;
  /** When the write was that the event belongs to: all events of one write have the same time. */
  created: string;
  /** Who did it. */
  editorId: string;
}

/** Everything that happened, in order. */
export class Journal {
  readonly events: JournalEvent[] = [];
  /** The address by which the caller of the present write knows the server; events with a code tell it. */
  origin = '';

  private editorId = '';
  private writeTime: string | undefined;
  private listener: (event: JournalEvent) => void = () => undefined;

  /** Does a write: what is noted meanwhile is the editor's doing, at one time. */
  write<Result>(editorId: string, origin: string, act: () => Result): Result {
    Object.assign(this, { editorId, origin });
    this.writeTime = now();
    try {
      return act();
    } finally {
      this.writeTime = undefined;
    }
  }

  /** The time of the present write. */
  get time(): string {
    return this.writeTime ?? now();
  }

  /** Notes an event and tells whoever listens. */
  add(content: Omit<JournalEvent, 'editorId'>): void {
    const event = { ...content, editorId: this.editorId };
    this.events.push(event);
    this.listener(event);
  }

  /** Has a function called for every event from now on. */
  listen(listener: (event: JournalEvent) => void): void {
    this.listener = listener;
  }

  /** The events of one user. */
  of(aggregateId: string): JournalEvent[] {
    return this.events.filter((event) => event.aggregateId === aggregateId);
  }
}
