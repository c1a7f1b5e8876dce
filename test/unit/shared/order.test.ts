import { forEachInOrder } from '../../../nodes/shared/run/order';
import { rejectionOf } from '../support/errors';

/** Does entries such as "a1" (subject and number), each after some turns of the event loop; notes how they ended. */
async function done(entries: string[], limit: number): Promise<string[]> {
  const ended: string[] = [];
  const about = (entry: string): string[] => [...(entry[0] === '-' ? '' : (entry[0] ?? ''))];
  await forEachInOrder(
    entries,
    () => limit,
    about,
    async (entry) => {
      const turns = 20 - Number(entry.slice(1));
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      ended.push(entry);
    },
  );
  return ended;
}

test.each([1, 2, 3, 10])('entries about one subject end in their order, %i at a time', async (limit) => {
  const entries = Array.from({ length: 18 }, (_, index) => `${'abc'[index % 3]}${index}`);
  const ended = await done(entries, limit);
  expect([...ended].sort()).toEqual([...entries].sort());
  for (const subject of 'abc') {
    const mine = (entry: string): boolean => entry.startsWith(subject);
    expect(ended.filter(mine)).toEqual(entries.filter(mine));
  }
});

test('one that waits holds no place', async () => {
  const ended = await done(['a0', 'a1', 'a2', '-18'], 2);
  expect(ended[0]).toBe('-18');
});

test('a failure is thrown when what was under way has ended, and nothing follows it', async () => {
  const started: string[] = [];
  const work = async (entry: string): Promise<void> => {
    started.push(entry);
    await new Promise((resolve) => setImmediate(resolve));
    if (entry === 'b') throw new Error('b failed');
  };
  const all = forEachInOrder(
    ['a', 'b', 'c'],
    () => 2,
    () => ['one'],
    work,
  );
  expect((await rejectionOf(all)).message).toBe('b failed');
  expect(started).toEqual(['a', 'b']);
});
