import type { JsonObject } from './json-object';

/** What happened to a user, as far as its form was recorded: events without a type count, but cannot be shown. */
export interface EventContent {
  type?: string;
  payload?: JsonObject;
}

export interface JournalEvent extends EventContent {
  aggregateId: string;
  resourceOwner: string;
  sequence: number;
  created: string;
  /** Who did it. */
  editorId: string;
}

/** Everything that happened to users, in order. */
export class Journal {
  readonly events: JournalEvent[] = [];
  /** Who does what is noted next: calls are answered one after the other, each sets its caller. */
  editorId = '';

  private listener: (event: JournalEvent) => void = () => undefined;

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
