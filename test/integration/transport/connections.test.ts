import { setTimeout as wait } from 'node:timers/promises';

import { runNode } from '../../support/engine';
import { eventually } from '../../support/eventually';
import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { failureOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

afterEach(async () => {
  jest.useRealTimers();
  await closeStubs();
});

describe.each(PROTECTED_TRANSPORTS)('connections on $name', ({ kind, run }) => {
  test('200 gets open no more of them than may be under way', async () => {
    const stub = await startStub({ kind });
    const result = await run(stub.url, { items: 200, options: { concurrency: 4 } });
    expect(rowsOf(result)).toHaveLength(200);
    expect(stub.requests).toHaveLength(200);
    expect(stub.connections).toBeLessThanOrEqual(4);
  });

  test('are kept from one execution to the next', async () => {
    const stub = await startStub({ kind });
    for (let execution = 0; execution < 3; execution++) await run(stub.url);
    expect(stub.requests).toHaveLength(3);
    expect(stub.connections).toBe(1);
  });

  test.each([1, 3, 10])('never carry more than %i requests at a time when told so', async (concurrency) => {
    const stub = await startStub({ kind, delay: 15 });
    const result = await run(stub.url, { items: 30, options: { concurrency } });
    expect(rowsOf(result)).toHaveLength(30);
    expect(stub.mostUnderWay).toBe(concurrency);
  });

  test('that the server closes while idle do no harm', async () => {
    const stub = await startStub({ kind, idle: 50 });
    for (let execution = 0; execution < 3; execution++) {
      expect(rowsOf(await run(stub.url, { items: 3 }))).toHaveLength(3);
      await wait(execution === 1 ? 1200 : 150);
    }
    expect(stub.requests).toHaveLength(9);
  });

  test('that are cut under way fail their own items only', async () => {
    const stub = await startStub({ kind, cut: (request) => request === 2 || request === 3 });
    const result = await run(stub.url, { items: 5, options: { concurrency: 1 }, continueOnFail: true });
    const failed = rowsOf(result).filter((row) => failureOf(row) !== undefined);
    expect(failed.length).toBeLessThanOrEqual(2);
    expect(rowsOf(result)).toHaveLength(5);
  });
});

const create = ({ url }: Stub): ReturnType<typeof runNode> =>
  runNode({
    node: 'directus',
    parameters: { resource: 'users', operation: 'create', email: 'ada@example.org' },
    credential: { url, token: 'token' },
  });

test.each([
  [3000, 1],
  [4000, 2],
])('after %i ms without use a create finds %i connections made in all', async (idle, connections) => {
  const stub = await startStub({ kind: 'rest' });
  rowsOf(await create(stub));
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + idle);
  rowsOf(await create(stub));
  clock.mockRestore();
  expect(stub.connections).toBe(connections);
});

test('a create whose kept connection is cut is sent again under its own key alone', async () => {
  const stub = await startStub({ kind: 'rest', cut: (request) => request === 2 });
  rowsOf(await create(stub));
  rowsOf(await create(stub));
  const [first, cut, again, ...others] = stub.requests.filter(({ method }) => method === 'POST');
  expect(again?.body).toBe(cut?.body);
  expect(cut?.body).not.toBe(first?.body);
  expect(others).toEqual([]);
});

test('a gRPC channel is closed when nothing has used it for a while, and opened again when something does', async () => {
  jest.useFakeTimers({
    advanceTimers: true,
    doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'],
  });
  const stub = await startStub({ kind: 'grpc' });
  const [run] = PROTECTED_TRANSPORTS.flatMap((way) => (way.kind === 'grpc' ? [way.run] : []));
  const get = async (): Promise<void> => void rowsOf((await run?.(stub.url)) ?? { items: [] });
  await get();
  await jest.advanceTimersByTimeAsync(30_000);
  await get();
  await jest.advanceTimersByTimeAsync(50_000);
  expect([stub.open(), stub.connections]).toEqual([1, 1]);
  await jest.advanceTimersByTimeAsync(30_000);
  await eventually(
    async () => await Promise.resolve(stub.open()),
    (open) => open === 0,
  );
  await get();
  expect([stub.open(), stub.connections]).toEqual([1, 2]);
});
