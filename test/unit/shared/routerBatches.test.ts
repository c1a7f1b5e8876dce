import { execute } from '../../../nodes/shared/run/execute';
import { FakeService, refusal } from '../support/calls';
import { rejectionOf } from '../support/errors';
import { fakeExecution, type FakeExecution } from '../support/execution';
import { FakeProtocol, TABLES, type Behaviour } from '../support/protocol';
import type { Call } from '../../../nodes/shared/run/call';

async function run(
  behaviour: Behaviour,
  options: object = {},
  execution: FakeExecution = {},
): Promise<{ protocol: FakeProtocol; items: unknown[] }> {
  const protocol = new FakeProtocol(behaviour);
  const parameters = { resource: 'users', operation: 'create', options };
  const [items = []] = await execute(fakeExecution({ items: 6, parameters, ...execution }), TABLES, protocol);
  return { protocol, items };
}

const together = (): string => 'same';

test('items of one batch key go out together and come back one to one', async () => {
  const service = new FakeService();
  const { items, protocol } = await run({ batchKey: together, sendBatch: service.sendBatch });
  expect(service.requests).toEqual([[0, 1, 2, 3, 4, 5]]);
  expect(protocol.started).toEqual([]);
  expect(items).toEqual(
    [0, 1, 2, 3, 4, 5].map((item) => ({ json: { itemIndex: item }, pairedItem: { item } })),
  );
});

test('the batch size bounds a request', async () => {
  const service = new FakeService();
  const { items } = await run(
    { batchKey: together, sendBatch: service.sendBatch },
    { batchSize: 4, concurrency: 1 },
  );
  expect(service.requests).toEqual([
    [0, 1, 2, 3],
    [4, 5],
  ]);
  expect(items).toHaveLength(6);
});

test('a batch size of 1 turns batches off', async () => {
  const service = new FakeService();
  const { protocol } = await run({ batchKey: together, sendBatch: service.sendBatch }, { batchSize: 1 });
  expect(service.requests).toEqual([]);
  expect(protocol.started).toEqual([0, 1, 2, 3, 4, 5]);
});

test('calls go out alone where the service has no batches', async () => {
  const { protocol } = await run({ batchKey: together });
  expect(protocol.started).toEqual([0, 1, 2, 3, 4, 5]);
});

test('output keeps the order of the input where keys alternate', async () => {
  const service = new FakeService();
  const batchKey = (item: number): string | undefined => [undefined, 'a', 'b'][item % 3];
  const { items } = await run({ batchKey, sendBatch: service.sendBatch });
  expect(service.requests).toEqual([
    [1, 4],
    [2, 5],
  ]);
  expect(items).toMatchObject([0, 1, 2, 3, 4, 5].map((item) => ({ json: { itemIndex: item } })));
});

test('one failing item of a batch becomes its own error, and the others have their results', async () => {
  const service = new FakeService((item) => (item === 4 ? refusal(400, 'NOT_UNIQUE') : undefined));
  const behaviour: Behaviour = {
    batchKey: together,
    sendBatch: service.sendBatch,
    answer: (item) => {
      if (item === 4) throw refusal(400, 'NOT_UNIQUE');
      return [{ json: { itemIndex: item } }];
    },
  };
  const { items } = await run(behaviour, {}, { continueOnFail: true });
  expect(items).toMatchObject(
    [0, 1, 2, 3, 4, 5].map((item) =>
      item === 4
        ? { json: { error: { code: 'NOT_UNIQUE' } }, pairedItem: { item } }
        : { json: { itemIndex: item }, pairedItem: { item } },
    ),
  );
});

test('without Continue On Fail its error carries the index of the failing item', async () => {
  const behaviour: Behaviour = {
    batchKey: together,
    sendBatch: async (calls: Call[]) =>
      await Promise.resolve(
        calls.map(({ itemIndex }) => (itemIndex === 3 ? { error: refusal(400, 'BAD') } : { reply: [] })),
      ),
  };
  expect(await rejectionOf(run(behaviour))).toMatchObject({ context: { itemIndex: 3 } });
});

test('a lost connection is the error of every item of its batch', async () => {
  const lost = refusal(undefined, 'ECONNRESET');
  const { items } = await run(
    { batchKey: together, sendBatch: async () => await Promise.reject(lost) },
    {},
    { continueOnFail: true },
  );
  expect(items).toMatchObject(
    [0, 1, 2, 3, 4, 5].map((item) => ({ json: { error: { code: 'ECONNRESET' } }, pairedItem: { item } })),
  );
});

test('an item for which a batch brings no result is an error, not a gap', async () => {
  const { items } = await run(
    { batchKey: together, sendBatch: async () => await Promise.resolve([{ reply: [{ json: {} }] }]) },
    {},
    { items: 2, continueOnFail: true },
  );
  expect(items).toMatchObject([
    { json: {}, pairedItem: { item: 0 } },
    { json: { error: { message: 'No result came back' } }, pairedItem: { item: 1 } },
  ]);
});
