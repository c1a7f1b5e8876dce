import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { DirectusConnection } from '../../Directus/call/connection';
import { ServiceError } from '../../shared/errors';
import { Deliveries, type OpenDeliveries } from '../../shared/trigger/deliveries';
import { startLoop } from '../../shared/trigger/loop';
import { connect } from '../connection';
import { toTriggerError } from '../errors';
import { checkCollections } from '../instant/collections';
import type { TriggerSettings } from '../settings';
import { checkRights, newestId, PAGE_SIZE, readActivity, toEvents, type Activity } from './activity';
import { advance, isNew, startAt, type Cursor } from './cursor';

/** What a person has to mend; all else passes by itself. */
const FOR_PEOPLE = [401, 403];

/** What is kept between two checks, and over a restart of n8n. */
interface Kept {
  cursor: Cursor;
  open: OpenDeliveries;
}

/** Reads the activity of Directus again and again, and starts an execution for each event in it. */
export async function checkRegularly(
  context: ITriggerFunctions,
  settings: TriggerSettings,
): Promise<ITriggerResponse> {
  const connection = await connect(context);
  await checkRights(connection);
  await checkCollections(connection, settings.collections);
  const checker = new Checker(context, connection, settings);
  await checker.begin();
  const closeFunction = startLoop({
    pause: settings.interval,
    round: (signal) => checker.round(signal),
    onFailure: (error, inARow) => tell(context, error, inARow),
  });
  return { closeFunction };
}

/** Tells of a failure once for each series, and in the list of executions where a person has to mend something. */
function tell(context: ITriggerFunctions, error: unknown, inARow: number): void {
  if (inARow > 1) return;
  const failure = toTriggerError(context.getNode(), error);
  context.logger.warn(
    `Directus could not be checked for events and will be checked again: ${failure.message}`,
  );
  const isForPeople = error instanceof ServiceError && FOR_PEOPLE.includes(error.refusal.status ?? 0);
  if (isForPeople) context.saveFailedExecution?.(failure);
}

/** One node's way through the activity. */
class Checker {
  private cursor: Cursor = startAt(0);
  private readonly data: IDataObject;
  private readonly name: string;
  private readonly deliveries: Deliveries;

  constructor(
    private readonly context: ITriggerFunctions,
    private readonly connection: DirectusConnection,
    private readonly settings: TriggerSettings,
  ) {
    // Not in the node's own data: those begin anew when the node gets another name.
    this.data = context.getWorkflowStaticData('global');
    this.name = `directusTrigger:${context.getNode().id}`;
    const server = connection.endpoint.url.href;
    const kept = this.goesOn() ? this.kept() : undefined;
    this.deliveries = new Deliveries(context, server, kept?.open);
    if (kept !== undefined) this.cursor = kept.cursor;
  }

  /** Takes up where the node was, or begins with what happens from now on. */
  async begin(): Promise<void> {
    const newest = await newestId(this.connection);
    // A lower ID than before: another database stands behind the address.
    const isKnown = this.goesOn() && this.kept() !== undefined && !(newest > 0 && newest < this.cursor.last);
    if (!isKnown) this.cursor = startAt(newest);
    this.save();
  }

  async round(signal: AbortSignal): Promise<void> {
    const connection = { ...this.connection, signal };
    for (let isFull = true; isFull && !signal.aborted;) {
      const again = this.deliveries.again.map(idIn);
      const rows = await readActivity(connection, this.cursor, again);
      const events = await toEvents(connection, this.settings, rows);
      for (const row of rows) {
        if (signal.aborted) return;
        const event = events.get(row.id);
        const isWanted = isNew(this.cursor, row.id) || again.includes(row.id);
        this.cursor = advance(this.cursor, [row.id], Date.now());
        if (event === undefined) this.deliveries.forget(keyOf(row));
        else if (isWanted) await this.deliveries.deliver(keyOf(row), event, () => this.save());
      }
      isFull = rows.length >= PAGE_SIZE;
      if (!isFull) this.forgetAllBut(rows);
    }
    this.save();
  }

  /** What was to be delivered again and is not in the activity any more is gone. */
  private forgetAllBut(rows: readonly Activity[]): void {
    const there = new Set(rows.map(({ id }) => id));
    for (const key of this.deliveries.again) if (!there.has(idIn(key))) this.deliveries.forget(key);
  }

  /** A workflow that somebody publishes begins anew; a restart and a new version go on. */
  private goesOn(): boolean {
    return ['init', 'update'].includes(this.context.getActivationMode());
  }

  private kept(): Kept | undefined {
    const text = this.data[this.name];
    return typeof text === 'string' ? (JSON.parse(text) as Kept) : undefined;
  }

  private save(): void {
    const kept: Kept = { cursor: this.cursor, open: this.deliveries.saved };
    this.data[this.name] = JSON.stringify(kept);
  }
}

/** The time is in the key, because IDs begin anew in another database. */
function keyOf({ id, timestamp }: Activity): string {
  return `${id} ${timestamp}`;
}

function idIn(key: string): number {
  return Number(key.split(' ')[0]);
}
