import { readPages, type Page } from '../../../nodes/shared/run/pages';

/** A list of a service, read page by page. */
class List {
  readonly requests: Array<[offset: number, size: number]> = [];

  constructor(
    private readonly count: number,
    private readonly saysTotal: boolean,
    /** Most rows that the service gives at once, whatever it is asked for. */
    private readonly cap = Infinity,
  ) {}

  readonly fetch = async (offset: number, size: number): Promise<Page<number>> => {
    this.requests.push([offset, size]);
    const end = Math.min(offset + Math.min(size, this.cap), this.count);
    const rows = Array.from({ length: Math.max(0, end - offset) }, (_, index) => offset + index);
    return await Promise.resolve(this.saysTotal ? { rows, total: this.count } : { rows });
  };
}

function rowsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe.each([
  ['that says its length', true],
  ['that does not say its length', false],
])('a list %s', (_, saysTotal) => {
  test.each([
    [0, 10],
    [1, 10],
    [9, 10],
    [10, 10],
    [11, 10],
    [25, 10],
    [30, 10],
    [3, 1],
  ])('of %i rows is read whole in pages of %i, each row once', async (count, pageSize) => {
    const list = new List(count, saysTotal);
    expect(await readPages(list.fetch, Infinity, pageSize)).toEqual(rowsUpTo(count));
  });

  test.each([
    [1, 1],
    [9, 9],
    [10, 10],
    [11, 11],
    [20, 20],
    [24, 24],
    [26, 25],
    [1000, 25],
  ])('of 25 rows gives up to %i: %i', async (most, given) => {
    const list = new List(25, saysTotal);
    expect(await readPages(list.fetch, most, 10)).toEqual(rowsUpTo(given));
  });

  test('is asked for no more rows than are wanted', async () => {
    const list = new List(100, saysTotal);
    await readPages(list.fetch, 25, 10);
    expect(list.requests).toEqual([
      [0, 10],
      [10, 10],
      [20, 5],
    ]);
  });

  test('is not asked at all where no rows are wanted', async () => {
    const list = new List(5, saysTotal);
    expect(await readPages(list.fetch, 0, 10)).toEqual([]);
    expect(list.requests).toEqual([]);
  });

  test('is read in one request where all fits in', async () => {
    const list = new List(9, saysTotal);
    await readPages(list.fetch, Infinity, 10);
    expect(list.requests).toHaveLength(1);
  });
});

test('a list that gives fewer rows at once than asked, and says its length, is read whole', async () => {
  const list = new List(25, true, 4);
  expect(await readPages(list.fetch, Infinity, 10)).toEqual(rowsUpTo(25));
});

test('a list whose length is a multiple of the page needs no empty page where it says its length', async () => {
  const list = new List(20, true);
  await readPages(list.fetch, Infinity, 10);
  expect(list.requests).toHaveLength(2);
});

test('a list that says more rows than it gives is not asked for ever', async () => {
  const fetch = jest.fn(async (offset: number) =>
    Promise.resolve({ rows: offset === 0 ? [1, 2] : [], total: 10 }),
  );
  expect(await readPages(fetch, Infinity, 2)).toEqual([1, 2]);
  expect(fetch.mock.calls.map(([offset]) => offset)).toEqual([0, 2, 4]);
});

test('a list that gives more rows than asked for does not exceed the limit', async () => {
  const fetch = async (): Promise<Page<number>> => await Promise.resolve({ rows: rowsUpTo(50) });
  expect(await readPages(fetch, 3, 10)).toEqual([0, 1, 2]);
});

/** A list whose pages come when the test says so. */
class SlowList {
  private readonly answers = new Map<number, (page: Page<number> | Error) => void>();

  readonly fetch = async (offset: number): Promise<Page<number>> =>
    await new Promise((resolve, reject) => {
      this.answers.set(offset, (page) => (page instanceof Error ? reject(page) : resolve(page)));
    });

  /** Offsets that were asked for and not answered. */
  async waiting(): Promise<number[]> {
    await new Promise(setImmediate);
    return [...this.answers.keys()];
  }

  async answer(offset: number, page: Page<number> | Error): Promise<void> {
    await new Promise(setImmediate);
    this.answers.get(offset)?.(page);
    this.answers.delete(offset);
  }
}

describe('a list whose pages take their time', () => {
  const failed = new Error('The server is down');

  test('has one page asked for ahead, once its first page is full', async () => {
    const list = new SlowList();
    const reading = readPages(list.fetch, Infinity, 2);
    expect(await list.waiting()).toEqual([0]);
    await list.answer(0, { rows: [0, 1] });
    expect(await list.waiting()).toEqual([2, 4]);
    await list.answer(2, { rows: [2, 3] });
    expect(await list.waiting()).toEqual([4, 6]);
    await list.answer(4, { rows: [4] });
    expect(await reading).toEqual([0, 1, 2, 3, 4]);
  });

  test('keeps its order when the page ahead comes first', async () => {
    const list = new SlowList();
    const reading = readPages(list.fetch, 6, 2);
    await list.answer(0, { rows: [0, 1] });
    await list.answer(4, { rows: [4, 5] });
    await list.answer(2, { rows: [2, 3] });
    expect(await reading).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await list.waiting()).toEqual([]);
  });

  test.each([
    ['limit', 4, {}],
    ['length', Infinity, { total: 4 }],
  ])('is asked for nothing beyond its %s', async (_, most, total) => {
    const list = new SlowList();
    const reading = readPages(list.fetch, most, 2);
    await list.answer(0, { rows: [0, 1], ...total });
    expect(await list.waiting()).toEqual([2]);
    await list.answer(2, { rows: [2, 3], ...total });
    expect(await reading).toEqual([0, 1, 2, 3]);
    expect(await list.waiting()).toEqual([]);
  });

  test('reads a page anew that was asked for at the wrong place', async () => {
    const list = new SlowList();
    const reading = readPages(list.fetch, Infinity, 2);
    await list.answer(0, { rows: [0, 1], total: 5 });
    await list.answer(2, { rows: [2], total: 5 });
    await list.answer(4, { rows: [4], total: 5 });
    await list.answer(3, { rows: [3, 4], total: 5 });
    expect(await reading).toEqual([0, 1, 2, 3, 4]);
  });

  test('ends with the error of a page that cannot be read, and asks for no other', async () => {
    const list = new SlowList();
    const reading = readPages(list.fetch, Infinity, 2);
    const outcome = expect(reading).rejects.toThrow(failed);
    await list.answer(0, { rows: [0, 1] });
    await list.answer(2, failed);
    await outcome;
    expect(await list.waiting()).toEqual([4]);
    await list.answer(4, failed);
  });

  test('ends with the error of the page ahead when that is needed, and without it when it is not', async () => {
    const [needed, spare] = [new SlowList(), new SlowList()];
    const reading = [readPages(needed.fetch, Infinity, 2), readPages(spare.fetch, Infinity, 2)];
    const outcomes = Promise.allSettled(reading);
    for (const list of [needed, spare]) {
      await list.answer(0, { rows: [0, 1] });
      await list.answer(4, failed);
    }
    await needed.answer(2, { rows: [2, 3] });
    await spare.answer(2, { rows: [2] });
    expect(await outcomes).toEqual([
      { status: 'rejected', reason: failed },
      { status: 'fulfilled', value: [0, 1, 2] },
    ]);
  });
});
