import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { DirectusConnection } from '../../Directus/call/connection';
import { ServiceError } from '../../shared/errors';
import { Deliveries, type OpenDeliveries } from '../../shared/trigger/deliveries';
import { type Choices, forgetBefore, goOnWith, isChosenAt } from '../../shared/trigger/eras';
import { beginsLater, startLoop } from '../../shared/trigger/loop';
import { Progress } from '../../shared/trigger/progress';
import { connect } from '../connection';
import { toTriggerError } from '../errors';
import { EVENTS } from '../events';
import { checkCollections } from '../instant/collections';
import type { TriggerSettings } from '../settings';
import {
  checkRights,
  type Chosen,
  kindOf,
  newestId,
  PAGE_SIZE,
  readActivity,
  toEvents,
  type Activity,
} from './activity';
import { advance, isNew, startAt, type Cursor } from './cursor';

/** What a person has to mend; all else passes by itself. */
const FOR_PEOPLE = [401, 403];

/** What is kept between two checks, and over a restart of n8n. */
interface Kept {
  /** Address of the server: another one has other rows. */
  server: string;
  cursor: Cursor;
  open: OpenDeliveries;
  choices: Choices<Wanted>;
}

/** What says which rows are wanted, in a form that can be stored. */
interface Wanted {
  events: string[];
  collections: string[];
}

/** Reads the activity of Directus again and again, and starts an execution for each event in it. */
export async function checkRegularly(
  context: ITriggerFunctions,
  settings: TriggerSettings,
): Promise<ITriggerResponse> {
  const connection = await connect(context);
  const checker = new Checker(context, connection.endpoint.url.href, settings);
  await checker.begin(connection).catch((error: unknown) => {
    const passesByItself = error instanceof ServiceError && !isForPeople(error);
    if (!beginsLater(context.getActivationMode(), passesByItself)) throw error;
  });
  const closeFunction = startLoop({
    pause: settings.interval,
    // The credential is read anew each time: somebody may have mended it.
    round: async (signal) => await checker.round(await connect(context, signal)),
    onFailure: (error, inARow) => tell(context, error, inARow),
  });
  return { closeFunction };
}

function isForPeople(error: unknown): boolean {
  return !(error instanceof ServiceError) || FOR_PEOPLE.includes(error.refusal.status ?? 0);
}

/** Tells of a failure once for each series, and in the list of executions where a person has to mend something. */
function tell(context: ITriggerFunctions, error: unknown, inARow: number): void {
  if (inARow > 1) return;
  const failure = toTriggerError(context.getNode(), error);
  context.logger.warn(
    `Directus could not be checked for events and will be checked again: ${failure.message}`,
  );
  if (isForPeople(error)) context.saveFailedExecution?.(failure);
}

/** One node's way through the activity. */
class Checker {
  private cursor: Cursor | undefined;
  private readonly progress: Progress<Kept>;
  private readonly deliveries: Deliveries;
  private readonly wanted: Wanted;
  private choices: Choices<Wanted>;
  private hasBegun = false;

  constructor(
    context: ITriggerFunctions,
    private readonly server: string,
    private readonly settings: TriggerSettings,
  ) {
    const { rows, collections } = settings;
    this.wanted = { events: rows.map(({ value }) => value), collections: [...collections] };
    this.progress = new Progress(context, 'directusTrigger');
    // A workflow that somebody publishes begins anew; a restart and a new version go on.
    const goesOn = ['init', 'update'].includes(context.getActivationMode());
    const stored = goesOn ? this.progress.read() : undefined;
    const kept = stored?.server === server ? stored : undefined;
    this.cursor = kept?.cursor;
    this.choices = kept?.choices ?? goOnWith(undefined, this.wanted, 0);
    this.deliveries = new Deliveries(context, server, kept?.open);
  }

  /** Takes up where the node was, or begins with what happens from now on. */
  async begin(connection: DirectusConnection): Promise<void> {
    await checkRights(connection);
    await checkCollections(connection, this.settings.collections);
    const newest = await newestId(connection);
    // A lower ID than before: another database stands behind the address.
    const isOther = this.cursor !== undefined && newest > 0 && newest < this.cursor.last;
    if (this.cursor === undefined || isOther) this.cursor = startAt(newest);
    this.choices = goOnWith(this.choices, this.wanted, newest);
    this.save();
    this.hasBegun = true;
  }

  /** Starts an execution for each new row that is wanted; the connection's signal ends it. */
  async round(connection: DirectusConnection): Promise<void> {
    const isOver = (): boolean => connection.signal?.aborted === true;
    if (!this.hasBegun) await this.begin(connection);
    for (let hasMore = true; hasMore && !isOver();) {
      const cursor = this.cursor ?? startAt(0);
      const again = this.deliveries.again.map(idIn);
      const rows = await readActivity(connection, cursor, again);
      const events = await toEvents(connection, this.settings, rows.filter(this.isWanted));
      for (const row of rows) {
        if (isOver()) return;
        const event = events.get(row.id);
        const isDue = isNew(this.cursor ?? cursor, row.id) || again.includes(row.id);
        this.cursor = advance(this.cursor ?? cursor, [row.id], Date.now());
        if (event === undefined) this.deliveries.forget(keyOf(row));
        else if (isDue) await this.deliveries.deliver(keyOf(row), event, () => this.save());
      }
      // Directus may be set to smaller pages than those that are asked for.
      hasMore = rows.length >= PAGE_SIZE || this.cursor?.last !== cursor.last;
      this.forgetGone(again, rows);
    }
    this.save();
  }

  /** Whether a row was asked for when it was written. */
  private readonly isWanted = (row: Activity): boolean =>
    isChosenAt(this.choices, row.id, (chosen) => kindOf(toChosen(chosen), row) !== undefined);

  /** What was to be delivered again, was asked for and is not in the activity any more is gone. */
  private forgetGone(asked: readonly number[], rows: readonly Activity[]): void {
    const there = new Set(rows.map(({ id }) => id));
    const readUpTo = rows.at(-1)?.id ?? Infinity;
    for (const key of this.deliveries.again) {
      const id = idIn(key);
      if (asked.includes(id) && id <= readUpTo && !there.has(id)) this.deliveries.forget(key);
    }
  }

  private save(): void {
    const { server, cursor } = this;
    if (cursor === undefined) return;
    const oldest = Math.min(cursor.last, ...cursor.gaps.map(({ from }) => from));
    this.choices = forgetBefore(this.choices, oldest);
    this.progress.write({ server, cursor, open: this.deliveries.saved, choices: this.choices });
  }
}

function toChosen({ events, collections }: Wanted): Chosen {
  return { rows: EVENTS.filter(({ value }) => events.includes(value)), collections };
}

/** The time is in the key, because IDs begin anew in another database. */
function keyOf({ id, timestamp }: Activity): string {
  return `${id} ${timestamp}`;
}

function idIn(key: string): number {
  return Number(key.split(' ')[0]);
}
