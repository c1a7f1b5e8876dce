import { checkSecret, currentCode, fillCode } from '../../../nodes/shared/otp';
import type { CodeSource } from '../../../nodes/shared/otp';

/** "12345678901234567890", the SHA-1 secret of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** Begins a period. */
const START = Date.UTC(2026, 6, 10, 9, 8, 30);

const VERIFY: CodeSource = { field: 'code', secretField: 'secret', sendSecret: false };
const ENABLE: CodeSource = { field: 'otp', secretField: 'secret', sendSecret: true };

/** Sets the clock and stops it; what Node itself needs to load modules stays real. */
function stopClockAt(now: number): void {
  jest.useFakeTimers({
    now,
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'],
  });
}

/** Lets everything happen that needs no time to pass. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The code of a moment, whatever the clock says. */
async function codeAt(milliseconds: number): Promise<string> {
  const { generate } = await import('otplib');
  return await generate({ secret: SECRET, epoch: Math.floor(milliseconds / 1000) });
}

afterEach(() => jest.useRealTimers());

describe('the code of this moment', () => {
  test.each([
    // The time of the vector, 59 s, is the last second of its period, in which no code is made.
    [30, '287082'],
    [56, '287082'],
    [1111111080, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s is that of RFC 6238: %s', async (seconds, code) => {
    stopClockAt(seconds * 1000);
    expect(await currentCode(SECRET)).toBe(code);
  });

  test('keeps its leading zeros', async () => {
    stopClockAt(1234567890 * 1000);
    expect(await currentCode(SECRET)).toMatch(/^00\d{4}$/);
  });

  test.each(['JA', 'JBSWY3DP', 'JBSWY3DPEHPK3PXP', SECRET.repeat(8)])(
    'is made from a secret of any length: %s',
    async (secret) => {
      stopClockAt(START);
      expect(await currentCode(checkSecret('secret', secret))).toMatch(/^\d{6}$/);
    },
  );

  test('is the same for a secret with spaces, lower case and padding', async () => {
    stopClockAt(1234567890 * 1000);
    const shown = `${SECRET.toLowerCase().replace(/(.{4})/g, '$1 ')}====`;
    expect(await currentCode(checkSecret('secret', shown))).toBe('005924');
  });

  test.each([3, 3.5, 15, 30])('is made at once with %d s left', async (left) => {
    const now = START + (30 - left) * 1000;
    stopClockAt(now);
    expect(await currentCode(SECRET)).toBe(await codeAt(START));
    expect(Date.now()).toBe(now);
  });

  test.each([2.999, 2, 1, 0.001])('is that of the next period with %d s left', async (left) => {
    stopClockAt(START + (30 - left) * 1000);
    const result = jest.fn();
    const coming = currentCode(SECRET).then(result);
    await settle();
    expect(result).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(left * 1000 - 0.5);
    expect(result).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(200);
    await coming;
    expect(result).toHaveBeenCalledWith(await codeAt(START + 30_000));
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is not waited for once the execution is stopped', async () => {
    stopClockAt(START + 28_000);
    const stop = new AbortController();
    const result = jest.fn();
    const coming = currentCode(SECRET, stop.signal).then(result, result);
    await settle();
    expect(result).not.toHaveBeenCalled();
    stop.abort();
    await coming;
    expect(result).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is not waited for where the execution was stopped before', async () => {
    stopClockAt(START + 28_000);
    const result = jest.fn();
    void currentCode(SECRET, AbortSignal.abort()).then(result, result);
    await settle();
    expect(result).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('leaves no listener on the signal', async () => {
    stopClockAt(START + 28_000);
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, 'addEventListener');
    const removed = jest.spyOn(signal, 'removeEventListener');
    const coming = currentCode(SECRET, signal);
    await jest.advanceTimersByTimeAsync(3000);
    await coming;
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });
});

describe('a request that is sent', () => {
  test('has the code of the moment instead of the secret', async () => {
    stopClockAt(1234567890 * 1000);
    const sent = await fillCode({ userId: '1', secret: SECRET }, VERIFY);
    expect(sent).toEqual({ userId: '1', code: '005924' });
  });

  test('has the secret too where the service wants it', async () => {
    stopClockAt(1234567890 * 1000);
    const sent = await fillCode({ secret: SECRET }, ENABLE);
    expect(sent).toEqual({ otp: '005924', secret: SECRET });
  });

  test('keeps the code that the user gave', async () => {
    stopClockAt(1234567890 * 1000);
    const sent = await fillCode({ secret: SECRET, otp: '111111' }, ENABLE);
    expect(sent).toEqual({ otp: '111111', secret: SECRET });
  });

  test('is as it was where there is no secret', async () => {
    expect(await fillCode({ userId: '1', code: '111111' }, VERIFY)).toEqual({ userId: '1', code: '111111' });
  });

  test('is made anew each time, so that a call sent later has a later code', async () => {
    const body = { secret: SECRET };
    stopClockAt(START);
    const first = await fillCode(body, VERIFY);
    jest.setSystemTime(START + 30_000);
    const second = await fillCode(body, VERIFY);
    expect(second).not.toEqual(first);
    expect(body).toEqual({ secret: SECRET });
  });
});
