import { readPages, type Page } from '../../../nodes/shared/pages';

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
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a list that gives more rows than asked for does not exceed the limit', async () => {
  const fetch = async (): Promise<Page<number>> => await Promise.resolve({ rows: rowsUpTo(50) });
  expect(await readPages(fetch, 3, 10)).toEqual([0, 1, 2]);
});

test('a page that cannot be read ends the reading with its error', async () => {
  const fetch = jest
    .fn<Promise<Page<number>>, [number, number]>()
    .mockResolvedValueOnce({ rows: [1, 2] })
    .mockRejectedValueOnce(new Error('The server is down'));
  await expect(readPages(fetch, Infinity, 2)).rejects.toThrow('The server is down');
  expect(fetch).toHaveBeenCalledTimes(2);
});
