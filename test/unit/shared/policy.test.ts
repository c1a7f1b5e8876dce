import { ServiceError } from '../../../nodes/shared/errors';
import { type Effect, Policy } from '../../../nodes/shared/run/policy';
import { forEachInOrder } from '../../../nodes/shared/run/order';
import { rejectionOf } from '../support/errors';

const BOUNDS = { timeout: 10_000 };

function refusal(code: string, more: Partial<ServiceError['refusal']> = {}): ServiceError {
  return new ServiceError({ code, message: `Refused (${code})`, ...more });
}

/** How often a request is sent that fails once. */
async function attempts(effect: Effect, error: Error, retries = 3): Promise<number> {
  let sent = 0;
  const attempt = async (): Promise<void> => {
    sent++;
    if (sent === 1) throw error;
    await Promise.resolve();
  };
  await new Policy(retries, 10).send(effect, BOUNDS, attempt).catch(() => undefined);
  return sent;
}

const BUSY = refusal('REQUESTS_EXCEEDED', { status: 429, message: 'Too many requests, retry after 3ms.' });
const PRESSURE = refusal('SERVICE_UNAVAILABLE', { status: 503, message: 'Under pressure' });

test.each<[Effect, string, Error, number]>([
  ['write', 'nothing listens', refusal('ECONNREFUSED'), 2],
  ['write', 'too many requests', BUSY, 2],
  ['write', 'the server is under pressure', PRESSURE, 2],
  ['write', 'gRPC says too many', refusal('RESOURCE_EXHAUSTED'), 2],
  ['write', 'the connection is lost', refusal('ECONNRESET'), 1],
  ['write', 'a proxy has no server', refusal('HTTP_502', { status: 502 }), 1],
  ['read', 'the connection is lost', refusal('ECONNRESET'), 2],
  ['idempotent', 'a proxy has no server', refusal('HTTP_502', { status: 502 }), 2],
  ['read', 'it is refused', refusal('FORBIDDEN', { status: 403 }), 1],
  ['read', 'a message is too large', refusal('RESOURCE_EXHAUSTED', { message: 'larger than max' }), 1],
  ['read', 'something else is wrong', new Error('a bug'), 1],
])('a %s where %s', async (effect, _, error, sent) => {
  expect(await attempts(effect, error)).toBe(sent);
});

test.each([BUSY, refusal('ECONNREFUSED'), refusal('ECONNRESET')])(
  'nothing is repeated with 0 retries',
  async (error) => {
    expect(await attempts('read', error, 0)).toBe(1);
  },
);

test('a server that is down is not waited for once more by every item', async () => {
  const policy = new Policy(1, 10);
  let sent = 0;
  const attempt = async (): Promise<void> => {
    sent++;
    await Promise.reject(refusal('ECONNREFUSED'));
  };
  for (let item = 0; item < 3; item++) await rejectionOf(policy.send('read', BOUNDS, attempt));
  expect(sent).toBe(4);
});

test('a pause that is longer than the time left is not begun', async () => {
  const error = refusal('BUSY', { status: 429, retryAfter: 60_000 });
  expect(await attempts('read', error)).toBe(1);
});

test('the cancel signal ends a pause at once', async () => {
  const stop = new AbortController();
  const sent = new Policy(3, 10).send('read', { timeout: 100_000, signal: stop.signal }, async () => {
    setImmediate(() => stop.abort());
    return await Promise.reject(refusal('BUSY', { status: 429, retryAfter: 50_000 }));
  });
  expect(await rejectionOf(sent)).toMatchObject({ refusal: { code: 'CANCELLED' } });
});

test('300 reads all succeed where a server takes few at a time, with fewer under way', async () => {
  const policy = new Policy(3, 10);
  let taken = 0;
  let least = 10;
  const window = setInterval(() => (taken = 0), 50);
  const done: number[] = [];
  const items = Array.from({ length: 300 }, (_, index) => index);
  await forEachInOrder(
    items,
    () => policy.limit(),
    () => [],
    async (item) => {
      await policy.send('read', BOUNDS, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        if (++taken > 15) throw refusal('BUSY', { status: 429, message: 'retry after 20ms' });
      });
      least = Math.min(least, policy.limit());
      done.push(item);
    },
  ).finally(() => clearInterval(window));
  expect(done).toHaveLength(300);
  expect(policy.repeats).toBeGreaterThan(0);
  expect(least).toBeLessThan(10);
});

describe('a change whose answer was lost', () => {
  const lost = refusal('ECONNRESET');

  /** What becomes of a write whose attempts end so, and how often it was sent. */
  async function outcome(
    ends: Array<Error | string>,
    settle: () => Promise<string | undefined>,
  ): Promise<{ result: unknown; sent: number }> {
    let sent = 0;
    const attempt = async (): Promise<string> => {
      const end = ends[sent++] ?? lost;
      return typeof end === 'string' ? await Promise.resolve(end) : await Promise.reject(end);
    };
    const sending = new Policy(2, 10).send('write', BOUNDS, attempt, settle);
    const result: unknown = await sending.catch((error: unknown) => error);
    return { result, sent };
  }

  test('is not sent again where it has taken effect', async () => {
    expect(await outcome([lost], () => Promise.resolve('there'))).toEqual({ result: 'there', sent: 1 });
  });

  test('is sent again where it has not', async () => {
    expect(await outcome([lost, 'done'], () => Promise.resolve(undefined))).toEqual({
      result: 'done',
      sent: 2,
    });
  });

  test('is refused where it has not taken effect in the end', async () => {
    const { result, sent } = await outcome([], () => Promise.resolve(undefined));
    expect(sent).toBe(3);
    expect(result).toMatchObject({ refusal: { code: 'ECONNRESET' } });
  });

  test('is looked for once more where the look is cut off', async () => {
    let looks = 0;
    const settle = async (): Promise<string> =>
      looks++ === 0 ? await Promise.reject(lost) : await Promise.resolve('there');
    expect(await outcome([lost], settle)).toEqual({ result: 'there', sent: 1 });
    expect(looks).toBe(2);
  });

  test('is unknown where it cannot be looked for', async () => {
    const { result, sent } = await outcome([lost], () => Promise.reject(refusal('FORBIDDEN')));
    expect(sent).toBe(1);
    expect(result).toMatchObject({ refusal: { code: 'OUTCOME_UNKNOWN' } });
  });
});
