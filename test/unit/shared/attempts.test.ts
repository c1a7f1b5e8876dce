import { ServiceError } from '../../../nodes/shared/errors';
import { type Effect, Pace, retryAfterOf, withAttempts } from '../../../nodes/shared/run/attempts';

function refusal(code: string, more: object = {}): ServiceError {
  return new ServiceError({ code, message: 'no', ...more });
}

/** Fails with each of some errors, then succeeds; says how often it was sent. */
async function attempt(
  effect: Effect,
  errors: ServiceError[],
  settings: { retries?: number; timeout?: number; pace?: Pace; signal?: AbortSignal } = {},
): Promise<{ sent: number; code?: string }> {
  let sent = 0;
  const send = (): Promise<string> => {
    const error = errors[sent++];
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  const { retries = 3, timeout = 60_000, pace = new Pace(), signal } = settings;
  return await withAttempts({ effect, retries, timeout, pace, signal }, send).then(
    () => ({ sent }),
    (error: unknown) => ({ sent, code: (error as ServiceError).refusal.code }),
  );
}

const LOST = refusal('ECONNRESET');
const GATEWAY = refusal('HTTP_502', { status: 502 });
const DOWN = refusal('ECONNREFUSED');
const MANY = refusal('REQUESTS_EXCEEDED', { status: 429, retryAfter: 1 });
const PRESSURE = refusal('SERVICE_UNAVAILABLE', { status: 503, message: 'Under pressure', retryAfter: 1 });
const ANSWERED = refusal('FORBIDDEN', { status: 403 });

describe('a request is sent', () => {
  test.each<[string, Effect, ServiceError[], { sent: number; code?: string }]>([
    ['again for a lost read', 'read', [LOST], { sent: 2 }],
    ['again for a lost change that may be done twice', 'idempotent', [GATEWAY, LOST], { sent: 3 }],
    ['once for a lost write', 'write', [LOST], { sent: 1, code: 'OUTCOME_UNKNOWN' }],
    ['once for a write that a proxy lost', 'write', [GATEWAY], { sent: 1, code: 'OUTCOME_UNKNOWN' }],
    ['again for a write that was never connected', 'write', [DOWN, DOWN], { sent: 3 }],
    [
      'again for a write that was turned away',
      'write',
      [MANY, PRESSURE, MANY, MANY, MANY, MANY],
      { sent: 7 },
    ],
    ['once where the server answered', 'read', [ANSWERED], { sent: 1, code: 'FORBIDDEN' }],
    ['no more than four times', 'read', [LOST, LOST, LOST, LOST, LOST], { sent: 4, code: 'ECONNRESET' }],
  ])('%s', async (_, effect, errors, expected) => {
    expect(await attempt(effect, errors)).toEqual(expected);
  });

  test('once where retries are off', async () => {
    expect(await attempt('read', [LOST], { retries: 0 })).toEqual({ sent: 1, code: 'ECONNRESET' });
    expect(await attempt('write', [MANY], { retries: 0 })).toEqual({ sent: 1, code: 'REQUESTS_EXCEEDED' });
  });

  test('no more where the time would not do', async () => {
    const late = refusal('REQUESTS_EXCEEDED', { status: 429, retryAfter: 60_000 });
    expect(await attempt('read', [late], { timeout: 1000 })).toEqual({ sent: 1, code: 'REQUESTS_EXCEEDED' });
  });

  test('no more once the execution is stopped', async () => {
    const stopped = AbortSignal.abort();
    expect((await attempt('read', [LOST], { signal: stopped })).sent).toBeLessThanOrEqual(1);
  });

  test('and the run says how often it was sent again', async () => {
    const pace = new Pace();
    expect(pace.hints()).toEqual([]);
    await attempt('read', [LOST, LOST], { pace });
    expect(pace.hints()[0]).toContain('2 requests were sent again');
  });
});

test.each<[string | undefined, string, number | undefined]>([
  ['2', '', 2000],
  [undefined, 'Too many requests, retry after 396ms.', 396],
  [undefined, 'retry after 2s', 2000],
  [undefined, '', undefined],
  ['soon', '', undefined],
  [new Date(0).toUTCString(), '', 0],
])('a server that wants to be asked later (%j, %j)', (header, message, expected) => {
  expect(retryAfterOf(header, message)).toBe(expected);
});
