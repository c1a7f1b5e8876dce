import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { InputError, ServiceError } from '../../shared/errors';
import { toNodeError } from '../../shared/run/nodeErrors';
import { Deliveries } from '../../shared/trigger/deliveries';
import { startLoop } from '../../shared/trigger/loop';
import { isWanted, keyOf, type ZitadelEvent } from '../event';
import { toOutput } from '../output';
import { asError, connect, type Server } from '../server';
import { readEventSettings, readInterval, type EventSettings } from '../settings';
import { Known, Memory, OVERLAP, type Progress } from './memory';
import { dateOf, filterOf, readEvent, readNewest, readSince } from './pages';

/** What only a person can mend; everything else passes by itself. */
const LASTING = new Set(['PERMISSION_DENIED', 'UNAUTHENTICATED', 'UNIMPLEMENTED']);

/**
 * Reads events regularly and starts an execution for each, once, until the workflow is unpublished. It goes on where it
 * was after a restart; a workflow that is published begins with what happens from then on.
 *
 * @throws NodeOperationError or NodeApiError where the settings or the credential are wrong
 */
export async function startChecking(trigger: ITriggerFunctions): Promise<ITriggerResponse> {
  try {
    const settings = readEventSettings(trigger);
    const pause = readInterval(trigger);
    const checking = new Checking(trigger, settings, await connect(trigger));
    await checking.begin(trigger.getActivationMode() === 'activate');
    const stop = startLoop({
      pause,
      round: async (signal) => await checking.round(await connect(trigger, signal), signal),
      onFailure: (error, inARow) => report(trigger, error, inARow),
    });
    return { closeFunction: stop };
  } catch (error) {
    throw toNodeError(trigger.getNode(), error, 0);
  }
}

/** How far one trigger has come. */
class Checking {
  private readonly memory: Memory;
  private readonly deliveries: Deliveries;
  private known: Known;
  private newest: number | undefined;

  constructor(
    private readonly trigger: ITriggerFunctions,
    private readonly settings: EventSettings,
    private readonly server: Server,
  ) {
    this.memory = new Memory(trigger);
    const isFresh = trigger.getActivationMode() === 'activate';
    const kept = isFresh ? undefined : this.memory.read(server.origin);
    this.newest = kept?.newest;
    this.known = new Known(kept?.known);
    this.deliveries = new Deliveries(trigger, server.origin, kept?.open);
  }

  /**
   * Finds where to begin. A server that cannot be reached is an error only while a person waits for it.
   *
   * @throws ServiceError
   */
  async begin(isWatched: boolean): Promise<void> {
    if (this.newest !== undefined) return;
    await this.skipPast(this.server).catch((error: unknown) => {
      if (isWatched || !(error instanceof ServiceError) || LASTING.has(error.refusal.code)) {
        throw asError(error);
      }
    });
  }

  /** Delivers what was left open, and what has happened since the last round. */
  async round(server: Server, signal: AbortSignal): Promise<void> {
    if (this.newest === undefined) {
      await this.skipPast(server);
      return;
    }
    for (const key of this.deliveries.again) {
      const event = await readEvent(server.ask, key);
      if (event === undefined) this.deliveries.forget(key);
      else await this.deliver(server, event);
    }
    const since = this.newest - OVERLAP;
    for await (const page of readSince(server.ask, filterOf(this.settings), since, this.onGap)) {
      for (const event of page) {
        if (signal.aborted) return;
        if (isWanted(event, this.settings) && !this.known.has(keyOf(event))) {
          await this.deliver(server, event);
        }
        this.newest = Math.max(this.newest, dateOf(event));
      }
    }
  }

  private async deliver(server: Server, event: ZitadelEvent): Promise<void> {
    const output = await toOutput(event, this.settings, server.ask);
    const key = keyOf(event);
    await this.deliveries.deliver(key, output, () => {
      this.known.add(key, dateOf(event));
      this.newest = Math.max(this.newest ?? 0, dateOf(event));
      this.save(server.origin);
    });
  }

  /** Takes what has happened so far for known. */
  private async skipPast(server: Server): Promise<void> {
    const filter = filterOf(this.settings);
    const newest = await readNewest(server.ask, {});
    const date = newest === undefined ? Date.now() - OVERLAP : dateOf(newest);
    this.known = new Known();
    for await (const page of readSince(server.ask, filter, date - OVERLAP, this.onGap)) {
      for (const event of page)
        if (isWanted(event, this.settings)) this.known.add(keyOf(event), dateOf(event));
    }
    this.newest = date;
    this.save(server.origin);
  }

  private save(origin: string): void {
    const newest = this.newest ?? 0;
    const known = this.known.keepSince(newest - 2 * OVERLAP);
    const progress: Progress = { origin, newest, known, open: this.deliveries.saved };
    this.memory.write(progress);
  }

  private readonly onGap = (error: InputError): void => report(this.trigger, error, 1);
}

/** Says what failed: in the log, and as a failed execution where a person has to do something. */
function report(trigger: ITriggerFunctions, error: unknown, inARow: number): void {
  const nodeError = toNodeError(trigger.getNode(), error, 0);
  trigger.logger.warn(`"${trigger.getNode().name}" could not read events: ${nodeError.message}`);
  const isLasting = !(error instanceof ServiceError) || LASTING.has(error.refusal.code);
  if (isLasting && inARow === 1) trigger.saveFailedExecution?.(nodeError);
}
