import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';

import type { NodeTables, Operation, Table } from '../form/operation';
import { type ItemContext, ParameterReader } from '../form/parameters';
import { isObject, unknownName, wholeNumber } from '../parse';
import type { Call, Outcome, OutputItem, Protocol, Reply } from './call';
import { describeDone, doneItems } from './done';
import { isFinal, outcomesBefore } from './memory';
import { toErrorData, toNodeError } from './nodeErrors';
import { forEachInOrder } from './order';
import { Policy } from './policy';
import { Progress } from './progress';
import { sendUnit, subjectsOf, toUnits } from './units';

/** A call that is ready, or what keeps its item from being called. */
type Prepared = { call: Call } | { error: unknown };

/**
 * Items that are made into calls at a time: a run of a hundred thousand needs no more memory for them than one of so many.
 * Those of a run that is no longer are all checked before the first is sent.
 */
const ITEMS_AT_ONCE = 2_000;

/** The "Options" that the router itself uses. */
interface RunOptions {
  concurrency: number;
  batchSize: number;
  retries: number;
}

/**
 * Runs a node: reads every input item's operation and parameters, makes them into calls, sends these with bounded
 * concurrency (or as batches), and puts the replies out in input order, each paired with its item.
 *
 * An item that fails stops the node, or with "Continue On Fail" becomes an item with `json.error`; the others are
 * unharmed either way.
 *
 * @param context n8n's execution context
 * @param node the node's tables
 * @param protocol what makes its operations into requests
 * @throws NodeApiError or NodeOperationError with the item's index
 */
export async function execute<Row extends Operation>(
  context: IExecuteFunctions,
  node: NodeTables<Row>,
  protocol: Protocol<Row>,
): Promise<INodeExecutionData[][]> {
  const run = new Run(context, node, protocol);
  return [await run.all()];
}

class Run<Row extends Operation> {
  private readonly reader: ParameterReader;
  private readonly signal: AbortSignal | undefined;
  private readonly continueOnFail: boolean;
  /** Made of the options of the first item that can be called. */
  private policy: Policy | undefined;
  private failedItem: number | undefined;

  constructor(
    private readonly context: IExecuteFunctions,
    private readonly node: NodeTables<Row>,
    private readonly protocol: Protocol<Row>,
  ) {
    this.reader = new ParameterReader(context);
    this.signal = context.getExecutionCancelSignal();
    this.continueOnFail = context.continueOnFail();
  }

  async all(): Promise<OutputItem[]> {
    const count = this.context.getInputData().length;
    const remembered = outcomesBefore(this.context);
    const outcomes = new Map<number, Outcome>();
    for (const [itemIndex, outcome] of remembered ?? []) this.settle(outcomes, itemIndex, outcome);
    const progress = new Progress(this.context, (done) => `${done} of ${count} items done`);
    for (let first = 0; first < count && !this.stopped() && !this.cancelled(); first += ITEMS_AT_ONCE) {
      const end = Math.min(count, first + ITEMS_AT_ONCE);
      const calls = await this.prepareAll(first, end, outcomes);
      if (!this.stopped()) await this.send(calls, outcomes);
      if (count > ITEMS_AT_ONCE) progress.add(end - first);
    }
    for (const [itemIndex, outcome] of outcomes) {
      if (isFinal(outcome)) remembered?.set(itemIndex, outcome);
    }
    this.tellRepeats();
    return this.output(count, outcomes);
  }

  /** The calls of the items of a range that have no outcome yet; items that cannot be called get theirs. */
  private async prepareAll(first: number, end: number, outcomes: Map<number, Outcome>): Promise<Call[]> {
    const calls: Call[] = [];
    for (let itemIndex = first; itemIndex < end && !this.stopped(); itemIndex++) {
      if (outcomes.has(itemIndex)) continue;
      const prepared = await this.prepare(itemIndex);
      if ('call' in prepared) calls.push(prepared.call);
      else this.settle(outcomes, itemIndex, prepared);
    }
    return calls;
  }

  private async prepare(itemIndex: number): Promise<Prepared> {
    try {
      const { retries, concurrency } = readRunOptions(this.reader.read('options', itemIndex));
      this.policy ??= new Policy(retries, concurrency);
      return { call: await this.protocol.prepare(this.item(itemIndex), this.policy) };
    } catch (error) {
      return { error };
    }
  }

  private item(itemIndex: number): ItemContext<Row> {
    const parameter = (name: string): unknown => this.reader.read(name, itemIndex);
    const table = this.table(parameter('resource'));
    const operation = find('operation', table.operations, parameter('operation'));
    return { execution: this.context, itemIndex, table, operation, signal: this.signal, parameter };
  }

  private table(value: unknown): Table<Row> {
    const { label, tables, loaded } = this.node;
    return find(label.toLowerCase(), [...tables, ...(loaded?.tables ?? [])], value);
  }

  private async send(calls: Call[], outcomes: Map<number, Outcome>): Promise<void> {
    const [first] = calls;
    if (first === undefined) return;
    const { concurrency, batchSize } = readRunOptions(this.reader.read('options', first.itemIndex));
    const sendBatch = this.protocol.sendBatch?.bind(this.protocol);
    const units = toUnits(calls, sendBatch === undefined ? 1 : batchSize);
    const cancelled = (): boolean => this.cancelled();
    await forEachInOrder(
      units,
      () => this.policy?.limit() ?? concurrency,
      subjectsOf,
      async (unit) => {
        const results = await sendUnit(unit, sendBatch, cancelled);
        unit.forEach((call, index) => {
          this.settle(
            outcomes,
            call.itemIndex,
            results[index] ?? { error: new Error('No result came back') },
          );
        });
      },
      () => this.stopped() || cancelled(),
    );
  }

  private settle(outcomes: Map<number, Outcome>, itemIndex: number, outcome: Outcome): void {
    outcomes.set(itemIndex, outcome);
    if ('error' in outcome && itemIndex < (this.failedItem ?? Infinity)) this.failedItem = itemIndex;
  }

  /** Says in the editor how often requests were sent again. Older versions of n8n have no place for it. */
  private tellRepeats(): void {
    const { repeats = 0 } = this.policy ?? {};
    const { addExecutionHints } = this.context as Partial<IExecuteFunctions>;
    if (repeats === 0 || addExecutionHints === undefined) return;
    const times = repeats === 1 ? 'One request was' : `${repeats} requests were`;
    addExecutionHints.call(this.context, {
      message: `${times} sent again, because the server was busy or could not be reached.`,
      location: 'outputPane',
    });
  }

  /** Whether an item has failed that ends the node. */
  private stopped(): boolean {
    return this.failedItem !== undefined && !this.continueOnFail;
  }

  private cancelled(): boolean {
    return this.signal?.aborted === true;
  }

  /** The items to put out. What became of each is let go of with it, so that a long run is not held twice. */
  private output(count: number, outcomes: Map<number, Outcome>): OutputItem[] {
    if (this.stopped()) throw this.failure(count, outcomes);
    const items: OutputItem[] = [];
    for (let itemIndex = 0; itemIndex < count; itemIndex++) {
      const outcome = outcomes.get(itemIndex);
      if (outcome === undefined) continue;
      outcomes.delete(itemIndex);
      const pairedItem = { item: itemIndex };
      if ('error' in outcome) {
        items.push({ json: { error: { ...toErrorData(outcome.error) } }, pairedItem });
        continue;
      }
      const rows = outcome.reply.length > 0 ? outcome.reply : this.standIn(itemIndex);
      for (const { json, binary } of rows)
        items.push(binary === undefined ? { json, pairedItem } : { json, binary, pairedItem });
    }
    return items;
  }

  /** The error that ends the node: that of the first item that failed. */
  private failure(count: number, outcomes: ReadonlyMap<number, Outcome>): NodeError {
    const itemIndex = this.failedItem ?? 0;
    const outcome = outcomes.get(itemIndex);
    const error = outcome !== undefined && 'error' in outcome ? outcome.error : undefined;
    const nodeError = toNodeError(this.context.getNode(), error, itemIndex);
    if (count > 1) tellDone(nodeError, outcomes, count);
    return nodeError;
  }

  /** What is put out for an item without results: nothing, or an empty item where "Output When Empty" is on. */
  private standIn(itemIndex: number): Reply {
    const options = this.reader.read('options', itemIndex);
    return isObject(options) && options.outputWhenEmpty === true ? [{ json: {} }] : [];
  }
}

/** Adds to the error that stops a node what was done all the same, so that it is not lost from sight. */
function tellDone(error: NodeError, outcomes: ReadonlyMap<number, Outcome>, count: number): void {
  const done = doneItems(outcomes);
  error.description = [error.description, describeDone(done, count)].filter(Boolean).join(' ');
  error.context.done = done;
}

function find<Entry extends { value: string }>(
  what: string,
  entries: readonly Entry[],
  value: unknown,
): Entry {
  const found = entries.find((entry) => entry.value === value);
  if (found !== undefined) return found;
  const names = entries.map((entry) => entry.value);
  throw unknownName(`The ${what}`, String(value), names);
}

function readRunOptions(options: unknown): RunOptions {
  const given = isObject(options) ? options : {};
  return {
    concurrency: wholeNumber('Concurrency', given.concurrency, 10, 100),
    batchSize: wholeNumber('Batch Size', given.batchSize, 100, 1000),
    retries: readRetries(given.retries),
  };
}

function readRetries(value: unknown): number {
  return value === 0 || value === '0' ? 0 : wholeNumber('Retries', value, 3, 10);
}
