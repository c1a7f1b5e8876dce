import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { ZitadelConnection } from './client';
import { isRead } from './effect';
import type { ZitadelRequest } from './request';

/** Milliseconds after which a list shows what was written, whatever it says. */
const OLD_MILLISECONDS = 5 * 60_000;
/** Fields of a reply that say when something was written. */
const DATES = ['changeDate', 'creationDate', 'deletionDate', 'setDate'];

/** Looks whether a record that was created is in the lists. */
export type Look = (connection: ZitadelConnection, limits: Limits) => Promise<boolean>;

/** How long a call may take, and what ends it. */
export type Limits = Pick<ZitadelRequest, 'timeout' | 'signal'>;

/** The last call of a method that wrote something. */
export interface RecentWrite {
  method: string;
  /** When the server wrote it, by its own clock; undefined where it does not say. */
  date?: string;
  /** Set where the record can be looked for. */
  look?: Look;
}

interface Noted extends RecentWrite {
  at: number;
}

/** The last writes of executions, by execution and server, then by method: of older ones all lists know. */
const noted = new Map<string, Map<string, Noted>>();

/** What an execution wrote last, in all of its nodes. */
export class RecentWrites {
  private readonly key: string;

  constructor(execution: IExecuteFunctions, { endpoint, headers }: ZitadelConnection) {
    const { origin } = endpoint.url;
    this.key = JSON.stringify([execution.getExecutionId(), origin, headers['x-zitadel-instance-host'] ?? '']);
  }

  /** Notes what a call was answered with, if it wrote something. */
  note({ method }: ZitadelRequest, reply: JsonObject, look?: Look): void {
    if (isRead(method)) return;
    forgetOld();
    const writes = noted.get(this.key) ?? new Map<string, Noted>();
    const date = dateOf(reply);
    writes.set(method, { method, date, look, at: Date.now() });
    noted.set(this.key, writes);
  }

  /** The last write of each method. */
  all(): RecentWrite[] {
    forgetOld();
    return [...(noted.get(this.key)?.values() ?? [])];
  }
}

/** A time in a form in which times can be compared as text. */
export function comparable(time: string): string {
  const [, seconds = time, fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z$/.exec(time) ?? [];
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}

function dateOf(reply: JsonObject): string | undefined {
  const details = isObject(reply.details) ? reply.details : {};
  const dates = [details, reply].flatMap((fields) => DATES.map((name) => fields[name]));
  return dates
    .filter((date) => typeof date === 'string')
    .sort((a, b) => comparable(a).localeCompare(comparable(b)))
    .at(-1);
}

function forgetOld(): void {
  for (const [key, writes] of noted) {
    for (const [method, { at }] of writes) {
      if (Date.now() - at > OLD_MILLISECONDS) writes.delete(method);
    }
    if (writes.size === 0) noted.delete(key);
  }
}
