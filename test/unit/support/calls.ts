import { ServiceError } from '../../../nodes/shared/errors';
import type { Call, Outcome } from '../../../nodes/shared/run/call';

/** A call that does nothing but answer with its item's index. */
export function call(itemIndex: number, batchKey?: string): Call {
  return {
    itemIndex,
    ...(batchKey !== undefined && { batchKey }),
    send: async () => await Promise.resolve([{ json: { itemIndex } }]),
  };
}

/** What a service refuses with an HTTP status, or without one where it cannot be reached. */
export function refusal(status: number | undefined, code = `CODE_${status}`): ServiceError {
  return new ServiceError({ code, message: `Refused (${code})`, ...(status !== undefined && { status }) });
}

/** A service that takes calls alone or together, and remembers what took effect. */
export class FakeService {
  /** Item indexes of each request, in the order of arrival. */
  readonly requests: number[][] = [];
  /** Items that took effect, once for each time. */
  readonly effects: number[] = [];

  /**
   * @param refuses what the service refuses an item with; a batch that holds such an item is refused as a whole
   * @param refusesBatch what it refuses every batch with
   */
  constructor(
    private readonly refuses: (itemIndex: number) => Error | undefined = () => undefined,
    private readonly refusesBatch: Error | undefined = undefined,
  ) {}

  calls(count: number, batchKey = 'key'): Call[] {
    return Array.from({ length: count }, (_, itemIndex) => ({
      itemIndex,
      batchKey,
      send: async () => {
        await this.take([itemIndex]);
        return [{ json: { itemIndex } }];
      },
    }));
  }

  readonly sendBatch = async (calls: Call[]): Promise<Outcome[]> => {
    const items = calls.map(({ itemIndex }) => itemIndex);
    await this.take(items);
    return items.map((itemIndex) => ({ reply: [{ json: { itemIndex } }] }));
  };

  private async take(items: number[]): Promise<void> {
    this.requests.push(items);
    await Promise.resolve();
    if (items.length > 1 && this.refusesBatch !== undefined) throw this.refusesBatch;
    for (const item of items) {
      const refused = this.refuses(item);
      if (refused !== undefined) throw refused;
    }
    this.effects.push(...items);
  }
}
