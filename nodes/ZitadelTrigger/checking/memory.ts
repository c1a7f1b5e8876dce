import { createHash } from 'node:crypto';

import type { OpenDeliveries } from '../../shared/trigger/deliveries';
import type { Choices } from '../../shared/trigger/eras';
import type { EventSettings } from '../settings';

/** Events this much older than the newest one are read again, for those that were written late. In milliseconds. */
export const OVERLAP = 10_000;

/** How far the events of a server were read. */
export interface Reached {
  /** Address of the server: another one has other events. */
  origin: string;
  /** Date of the newest event that was read, in milliseconds since 1970. */
  newest: number;
  /** Fingerprints of the wanted events of the overlap, by the millisecond of their date. */
  known: Record<string, string[]>;
  open: OpenDeliveries;
  choices: Choices<Chosen>;
}

/** What says which events are wanted. */
export type Chosen = Pick<EventSettings, 'patterns' | 'filters'>;

/** The events that were read already, as far as they may be read again. */
export class Known {
  private readonly marks = new Map<string, number>();

  constructor(kept: Reached['known'] = {}) {
    for (const [date, marks] of Object.entries(kept)) {
      for (const mark of marks) this.marks.set(mark, Number(date));
    }
  }

  has(key: string): boolean {
    return this.marks.has(markOf(key));
  }

  add(key: string, date: number): void {
    this.marks.set(markOf(key), date);
  }

  /** Forgets what will not be read again, and gives what to keep. */
  keepSince(date: number): Reached['known'] {
    const kept: Reached['known'] = {};
    for (const [mark, marked] of this.marks) {
      if (marked < date) this.marks.delete(mark);
      else (kept[marked] ??= []).push(mark);
    }
    return kept;
  }
}

// 72 bits are plenty for the events of some seconds, and keep the static data small.
function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 12);
}
