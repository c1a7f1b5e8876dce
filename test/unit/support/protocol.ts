import type { NodeTables, Operation } from '../../../nodes/shared/form/operation';
import type { Call, Outcome, Protocol, Reply } from '../../../nodes/shared/run/call';
import type { ItemContext } from '../../../nodes/shared/form/parameters';

/** One table with two operations. */
export const TABLES: NodeTables<Operation> = {
  label: 'Resource',
  tables: [
    {
      value: 'users',
      name: 'User',
      operations: [
        { value: 'create', name: 'Create', action: 'Create a user', description: 'Creates a user' },
        { value: 'delete', name: 'Delete', action: 'Delete a user', description: 'Deletes a user' },
      ],
    },
  ],
};

/** What a test wants of the calls. */
export interface Behaviour {
  /** What an item's call answers, after its time. */
  answer?: (itemIndex: number) => Reply | Promise<Reply>;
  prepare?: (item: ItemContext<Operation>) => void;
  batchKey?: (itemIndex: number) => string | undefined;
  sendBatch?: (calls: Call[]) => Promise<Outcome[]>;
}

/** A protocol that remembers what it was asked to do. */
export class FakeProtocol implements Protocol<Operation> {
  readonly prepared: number[] = [];
  readonly started: number[] = [];
  mostUnderWay = 0;
  readonly sendBatch: Protocol<Operation>['sendBatch'];
  private underWay = 0;

  constructor(private readonly behaviour: Behaviour = {}) {
    this.sendBatch = behaviour.sendBatch;
  }

  async prepare(item: ItemContext<Operation>): Promise<Call> {
    const { itemIndex } = item;
    this.prepared.push(itemIndex);
    this.behaviour.prepare?.(item);
    const batchKey = this.behaviour.batchKey?.(itemIndex);
    const call: Call = { itemIndex, send: async () => await this.send(itemIndex), payload: item.operation };
    return await Promise.resolve(batchKey === undefined ? call : { ...call, batchKey });
  }

  private async send(itemIndex: number): Promise<Reply> {
    this.started.push(itemIndex);
    this.underWay++;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    try {
      return (await this.behaviour.answer?.(itemIndex)) ?? [{ json: { itemIndex } }];
    } finally {
      this.underWay--;
    }
  }
}

/** Waits for real time to pass. */
export async function milliseconds(time: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, time));
}
