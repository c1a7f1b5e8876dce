import type { Journal } from './journal';

/** What rows of a projection have. */
interface Row {
  created: string;
  changed?: string;
}

/**
 * What the lists show: Zitadel writes events, and its lists read tables that are made of them a moment later. Those here
 * lack what was created in that moment.
 */
export class Projections {
  /**
   * @param delay milliseconds after which an event is in the lists
   * @param started when the server started: a list has handled what there was then
   */
  constructor(
    private readonly delay: number,
    private readonly started: string,
  ) {}

  /** The rows that are there already. */
  shown<Shown extends Row>(rows: Iterable<Shown>): Shown[] {
    return [...rows].filter(({ created }) => this.isHandled(created));
  }

  /** When the last event was that a list has handled, of the aggregates of a type. */
  lastEvent(journal: Journal, aggregateType: string): string {
    const events = journal.events.filter((event) => event.aggregateType === aggregateType);
    return this.last(events.map(({ created }) => created));
  }

  /** When the last change was that a list of such rows has handled. */
  lastChange(rows: Iterable<Row>): string {
    return this.last([...rows].flatMap(({ created, changed = created }) => [created, changed]));
  }

  private last(times: readonly string[]): string {
    return times
      .filter((time) => this.isHandled(time))
      .reduce((last, time) => (time > last ? time : last), this.started);
  }

  private isHandled(time: string): boolean {
    return this.delay === 0 || Date.parse(time) + this.delay <= Date.now();
  }
}
