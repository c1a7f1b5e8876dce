import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { InputError, ServiceError } from '../../shared/errors';
import { toNodeError } from '../../shared/run/nodeErrors';
import { Deliveries } from '../../shared/trigger/deliveries';
import { type Choices, forgetBefore, goOnWith, isChosenAt } from '../../shared/trigger/eras';
import { beginsLater, startLoop } from '../../shared/trigger/loop';
import { Progress } from '../../shared/trigger/progress';
import { isWanted, keyOf, type ZitadelEvent } from '../event';
import { toOutput } from '../output';
import { asError, connect, type Server } from '../server';
import { readEventSettings, readInterval, type EventSettings } from '../settings';
import { type Chosen, Known, OVERLAP, type Reached } from './memory';
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
    const server = await connect(trigger);
    const checking = new Checking(trigger, settings, server.origin);
    await checking.begin(server).catch((error: unknown) => {
      if (!beginsLater(trigger.getActivationMode(), !isLasting(error))) throw asError(error);
    });
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
  private readonly progress: Progress<Reached>;
  private readonly deliveries: Deliveries;
  private readonly chosen: Chosen;
  private choices: Choices<Chosen>;
  private known: Known;
  private newest: number | undefined;
  private hasBegun = false;

  constructor(
    private readonly trigger: ITriggerFunctions,
    private readonly settings: EventSettings,
    private readonly origin: string,
  ) {
    this.progress = new Progress(trigger, 'zitadelTrigger');
    const stored = trigger.getActivationMode() === 'activate' ? undefined : this.progress.read();
    const kept = stored?.origin === origin ? stored : undefined;
    const { patterns, filters } = settings;
    this.chosen = { patterns, filters };
    this.choices = kept?.choices ?? goOnWith(undefined, this.chosen, 0);
    this.newest = kept?.newest;
    this.known = new Known(kept?.known);
    this.deliveries = new Deliveries(trigger, origin, kept?.open);
  }

  /**
   * Finds where to begin, or from when on other events are wanted than before.
   *
   * @throws ServiceError
   */
  async begin(server: Server): Promise<void> {
    if (this.newest === undefined) await this.skipPast(server);
    else if (JSON.stringify(this.choices.chosen) !== JSON.stringify(this.chosen)) {
      this.choices = goOnWith(this.choices, this.chosen, await newestDate(server));
      this.save();
    }
    this.hasBegun = true;
  }

  /** Delivers what was left open, and what has happened since the last round. */
  async round(server: Server, signal: AbortSignal): Promise<void> {
    if (!this.hasBegun) await this.begin(server);
    for (const key of this.deliveries.again) {
      const event = await readEvent(server.ask, key);
      if (event === undefined) this.deliveries.forget(key);
      else await this.deliver(server, event);
    }
    const since = (this.newest ?? 0) - OVERLAP;
    for await (const page of readSince(server.ask, filterOf(this.settings), since, this.onGap)) {
      for (const event of page) {
        if (signal.aborted) return;
        if (this.isWanted(event) && !this.known.has(keyOf(event))) await this.deliver(server, event);
        this.newest = Math.max(this.newest ?? 0, dateOf(event));
      }
    }
  }

  private isWanted(event: ZitadelEvent): boolean {
    return isChosenAt(this.choices, dateOf(event), (chosen) => isWanted(event, chosen));
  }

  private async deliver(server: Server, event: ZitadelEvent): Promise<void> {
    const output = await toOutput(event, this.settings, server.ask);
    const key = keyOf(event);
    await this.deliveries.deliver(key, output, () => {
      this.known.add(key, dateOf(event));
      this.newest = Math.max(this.newest ?? 0, dateOf(event));
      this.save();
    });
  }

  /** Takes what has happened so far for known. */
  private async skipPast(server: Server): Promise<void> {
    const date = await newestDate(server);
    this.known = new Known();
    for await (const page of readSince(server.ask, filterOf(this.settings), date - OVERLAP, this.onGap)) {
      for (const event of page) if (this.isWanted(event)) this.known.add(keyOf(event), dateOf(event));
    }
    this.newest = date;
    this.save();
  }

  private save(): void {
    const newest = this.newest ?? 0;
    const known = this.known.keepSince(newest - 2 * OVERLAP);
    this.choices = forgetBefore(this.choices, newest - 2 * OVERLAP);
    const { origin, choices } = this;
    this.progress.write({ origin, newest, known, open: this.deliveries.saved, choices });
  }

  private readonly onGap = (error: InputError): void => report(this.trigger, error, 1);
}

/** The server's own date: the clock of n8n may be another. Where nothing has ever happened, all is to come. */
async function newestDate({ ask }: Server): Promise<number> {
  const newest = await readNewest(ask, {});
  return newest === undefined ? OVERLAP : dateOf(newest);
}

function isLasting(error: unknown): boolean {
  return !(error instanceof ServiceError) || LASTING.has(error.refusal.code);
}

/** Says what failed: in the log, and as a failed execution where a person has to do something. */
function report(trigger: ITriggerFunctions, error: unknown, inARow: number): void {
  const nodeError = toNodeError(trigger.getNode(), error, 0);
  trigger.logger.warn(`"${trigger.getNode().name}" could not read events: ${nodeError.message}`);
  if (isLasting(error) && inARow === 1) trigger.saveFailedExecution?.(nodeError);
}
