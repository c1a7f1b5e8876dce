import { createHash } from 'node:crypto';

import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import type { OpenDeliveries } from '../../shared/trigger/deliveries';

/** Events this much older than the newest one are read again, for those that were written late. In milliseconds. */
export const OVERLAP = 10_000;

/** How far the events of a server were read. */
export interface Progress {
  /** Address of the server: another one has other events. */
  origin: string;
  /** Date of the newest event that was read, in milliseconds since 1970. */
  newest: number;
  /** Fingerprints of the wanted events of the overlap, by the millisecond of their date. */
  known: Record<string, string[]>;
  open: OpenDeliveries;
}

/**
 * What a trigger keeps over restarts, in the workflow's static data. It is under the node's ID there, because n8n's own
 * place for a node goes by its name, and a renamed node would begin anew.
 */
export class Memory {
  private readonly place: IDataObject;
  private readonly key: string;

  constructor(trigger: ITriggerFunctions) {
    this.place = trigger.getWorkflowStaticData('global');
    this.key = `zitadelTrigger:${trigger.getNode().id}`;
  }

  /** What was kept of a server; undefined where that is nothing. */
  read(origin: string): Progress | undefined {
    const kept = this.place[this.key] as Progress | undefined;
    return kept?.origin === origin ? (JSON.parse(JSON.stringify(kept)) as Progress) : undefined;
  }

  write(progress: Progress): void {
    this.place[this.key] = { ...progress, known: { ...progress.known } };
  }

  clear(): void {
    delete this.place[this.key];
  }
}

/** The events that were read already, as far as they may be read again. */
export class Known {
  private readonly marks = new Map<string, number>();

  constructor(kept: Progress['known'] = {}) {
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
  keepSince(date: number): Progress['known'] {
    const kept: Progress['known'] = {};
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
