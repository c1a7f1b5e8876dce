import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { NodeTables, Operation, Table } from '../form/operation';
import { type ItemContext, ParameterReader } from '../form/parameters';
import { isObject, unknownName, wholeNumber } from '../parse';
import type { Call, Outcome, OutputItem, Protocol } from './call';
import { forEachBounded } from './concurrency';
import { toErrorData, toNodeError } from './nodeErrors';
import { sendUnit, toUnits } from './units';

/** A call that is ready, or what keeps its item from being called. */
type Prepared = { call: Call } | { error: unknown };

/** The "Options" that the router itself uses. */
interface RunOptions {
  concurrency: number;
  batchSize: number;
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
    const outcomes = new Map<number, Outcome>();
    const calls: Call[] = [];
    for (let itemIndex = 0; itemIndex < count; itemIndex++) {
      const prepared = await this.prepare(itemIndex);
      if ('call' in prepared) calls.push(prepared.call);
      else this.settle(outcomes, itemIndex, prepared);
      if (this.stopped()) break;
    }
    if (!this.stopped()) await this.send(calls, outcomes);
    this.hint();
    return this.output(count, outcomes);
  }

  /** Tells the person in the editor what the output does not; older n8n have no place for it. */
  private hint(): void {
    for (const message of this.protocol.hints?.() ?? []) {
      this.context.addExecutionHints?.({ message, location: 'outputPane' });
    }
  }

  private async prepare(itemIndex: number): Promise<Prepared> {
    try {
      readRunOptions(this.reader.read('options', itemIndex));
      return { call: await this.protocol.prepare(this.item(itemIndex)) };
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
    const cancelled = (): boolean => this.signal?.aborted === true;
    await forEachBounded(
      units,
      concurrency,
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

  /** Whether an item has failed that ends the node. */
  private stopped(): boolean {
    return this.failedItem !== undefined && !this.continueOnFail;
  }

  private output(count: number, outcomes: Map<number, Outcome>): OutputItem[] {
    const items: OutputItem[] = [];
    for (let itemIndex = 0; itemIndex < count; itemIndex++) {
      const outcome = outcomes.get(itemIndex);
      if (outcome === undefined) continue;
      const pairedItem = { item: itemIndex };
      if ('reply' in outcome) {
        for (const { json, binary } of outcome.reply)
          items.push({ json, ...(binary && { binary }), pairedItem });
      } else if (this.continueOnFail) {
        items.push({ json: { error: { ...toErrorData(outcome.error) } }, pairedItem });
      } else if (itemIndex === this.failedItem) {
        throw toNodeError(this.context.getNode(), outcome.error, itemIndex);
      }
    }
    return items;
  }
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
  };
}
