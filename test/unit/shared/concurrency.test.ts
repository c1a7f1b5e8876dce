import { forEachBounded } from '../../../nodes/shared/run/concurrency';
import { rejectionOf } from '../support/errors';

/** Work that ends when the test says so. */
class Work {
  readonly started: number[] = [];
  mostUnderWay = 0;
  private readonly underWay = new Map<number, { end: () => void; fail: (error: Error) => void }>();

  readonly run = async (entry: number): Promise<void> => {
    this.started.push(entry);
    const ended = new Promise<void>((resolve, reject) => {
      this.underWay.set(entry, { end: resolve, fail: reject });
    });
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay.size);
    await ended;
  };

  async end(entry: number, error?: Error): Promise<void> {
    const { end, fail } = this.underWay.get(entry) ?? {};
    this.underWay.delete(entry);
    if (error === undefined) end?.();
    else fail?.(error);
    await settled();
  }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function entries(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

test.each([
  [1, 5, 1],
  [2, 5, 2],
  [10, 3, 3],
  [100, 250, 100],
])('with a limit of %i, of %i entries %i are under way at once', async (limit, count, most) => {
  let underWay = 0;
  let mostUnderWay = 0;
  const done: number[] = [];
  await forEachBounded(entries(count), limit, async (entry) => {
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    await new Promise((resolve) => setTimeout(resolve, (entry * 7) % 4));
    underWay--;
    done.push(entry);
  });
  expect(mostUnderWay).toBe(most);
  expect(done.sort((a, b) => a - b)).toEqual(entries(count));
});

test('entries are started in order, the next one whenever one ends', async () => {
  const work = new Work();
  const all = forEachBounded(entries(5), 2, work.run);
  expect(work.started).toEqual([0, 1]);
  await work.end(1);
  expect(work.started).toEqual([0, 1, 2]);
  await work.end(2);
  expect(work.started).toEqual([0, 1, 2, 3]);
  for (const entry of [0, 3, 4]) await work.end(entry);
  await all;
  expect(work.started).toEqual(entries(5));
  expect(work.mostUnderWay).toBe(2);
});

test('nothing more is started once it is stopped, and what is under way may end', async () => {
  const work = new Work();
  let stopped = false;
  const ended = jest.fn();
  const all = forEachBounded(entries(5), 2, work.run, () => stopped).then(ended);
  stopped = true;
  await work.end(0);
  expect(work.started).toEqual([0, 1]);
  expect(ended).not.toHaveBeenCalled();
  await work.end(1);
  await all;
  expect(work.started).toEqual([0, 1]);
});

test('nothing is started where it is stopped from the first', async () => {
  const work = new Work();
  await forEachBounded(entries(3), 2, work.run, () => true);
  expect(work.started).toEqual([]);
});

test('nothing more is started after a failure, which is thrown when what is under way has ended', async () => {
  const work = new Work();
  const ended = jest.fn();
  const all = rejectionOf(forEachBounded(entries(6), 3, work.run));
  void all.then(ended);
  await work.end(1, new Error('first'));
  await work.end(0, new Error('second'));
  expect(ended).not.toHaveBeenCalled();
  await work.end(2);
  expect((await all).message).toBe('first');
  expect(work.started).toEqual([0, 1, 2]);
});

test('no entries are no work', async () => {
  const work = new Work();
  await forEachBounded([], 10, work.run);
  expect(work.started).toEqual([]);
});
