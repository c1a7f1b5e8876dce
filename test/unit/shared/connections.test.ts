import { KeptConnections, type Kept } from '../../../nodes/shared/transport/connections';
import { rejectionOf } from '../support/errors';

/** Opens connections that are the number of their opening. */
function opener(): { open: () => Promise<Kept<number>>; closed: number[]; count: () => number } {
  let opened = 0;
  const closed: number[] = [];
  const open = async (): Promise<Kept<number>> => {
    const connection = ++opened;
    return await Promise.resolve({ connection, close: () => closed.push(connection) });
  };
  return { open, closed, count: () => opened };
}

test('a connection is opened once for each key', async () => {
  const { open, count } = opener();
  const kept = new KeptConnections<number>();
  expect(await kept.get('a', open)).toBe(1);
  expect(await kept.get('b', open)).toBe(2);
  expect(await kept.get('a', open)).toBe(1);
  expect(count()).toBe(2);
});

test('callers at the same time share one connection', async () => {
  const { open, count } = opener();
  const kept = new KeptConnections<number>();
  const all = await Promise.all(Array.from({ length: 20 }, () => kept.get('a', open)));
  expect(new Set(all).size).toBe(1);
  expect(count()).toBe(1);
});

test('the one used longest ago is closed when there are too many', async () => {
  const { open, closed } = opener();
  const kept = new KeptConnections<number>(2);
  await kept.get('a', open);
  await kept.get('b', open);
  await kept.get('a', open);
  await kept.get('c', open);
  expect(closed).toEqual([2]);
  expect(await kept.get('a', open)).toBe(1);
  expect(await kept.get('b', open)).toBe(4);
  expect(closed).toEqual([2, 3]);
});

test('a connection that could not be opened is tried again', async () => {
  const { open } = opener();
  const kept = new KeptConnections<number>();
  const fail = async (): Promise<Kept<number>> => await Promise.reject(new Error('refused'));
  expect((await rejectionOf(kept.get('a', fail))).message).toBe('refused');
  expect(await kept.get('a', open)).toBe(1);
});

test('one that could not be opened harms nobody when its turn to be closed comes', async () => {
  const { open, closed } = opener();
  const kept = new KeptConnections<number>(1);
  const late = async (): Promise<Kept<number>> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw new Error('refused');
  };
  const failing = rejectionOf(kept.get('a', late));
  expect(await kept.get('b', open)).toBe(1);
  expect((await failing).message).toBe('refused');
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toEqual([]);
});
