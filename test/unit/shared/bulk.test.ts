import { sendUnit } from '../../../nodes/shared/run/units';
import { InputError } from '../../../nodes/shared/errors';
import { FakeService, refusal } from '../support/calls';
import type { Outcome } from '../../../nodes/shared/run/call';

const running = (): boolean => false;

function refusing(...items: number[]): FakeService {
  return new FakeService((item) => (items.includes(item) ? refusal(400, `BAD_${item}`) : undefined));
}

/** Outcomes as the item indexes that came back, or the message of the error. */
function summary(outcomes: Outcome[]): Array<unknown> {
  return outcomes.map((outcome) =>
    'reply' in outcome ? outcome.reply[0]?.json.itemIndex : String(outcome.error),
  );
}

describe('a batch', () => {
  test('that the service takes is one request', async () => {
    const service = new FakeService();
    const outcomes = await sendUnit(service.calls(5), service.sendBatch, running);
    expect(service.requests).toEqual([[0, 1, 2, 3, 4]]);
    expect(summary(outcomes)).toEqual([0, 1, 2, 3, 4]);
  });

  test('of one call is sent as that call', async () => {
    const service = new FakeService();
    const sendBatch = jest.fn(service.sendBatch);
    expect(summary(await sendUnit(service.calls(1), sendBatch, running))).toEqual([0]);
    expect(sendBatch).not.toHaveBeenCalled();
  });

  test('of nothing sends nothing', async () => {
    const service = new FakeService();
    expect(await sendUnit([], service.sendBatch, running)).toEqual([]);
    expect(service.requests).toEqual([]);
  });

  test('without a batch form is sent call by call', async () => {
    const service = refusing(1);
    const outcomes = await sendUnit(service.calls(3), undefined, running);
    expect(service.requests).toEqual([[0], [1], [2]]);
    expect(summary(outcomes)).toEqual([0, 'ServiceError: Refused (BAD_1)', 2]);
  });

  test('keeps outcomes that differ from call to call', async () => {
    const service = new FakeService();
    const outcomes: Outcome[] = [{ reply: [] }, { error: refusal(404) }, { reply: [{ json: { a: 1 } }] }];
    const sendBatch = jest.fn().mockResolvedValue(outcomes);
    expect(await sendUnit(service.calls(3), sendBatch, running)).toEqual(outcomes);
    expect(service.requests).toEqual([]);
  });
});

describe('a refused batch', () => {
  test.each<[number, number[]]>([
    [2, [0]],
    [2, [0, 1]],
    [3, [1]],
    [7, [6]],
    [8, [0, 7]],
    [10, [3, 4, 5]],
    [5, [0, 1, 2, 3, 4]],
    [100, [42]],
    [33, [0, 16, 32]],
  ])('of %i calls ends with each of %j alone and its own error', async (count, failing) => {
    const service = refusing(...failing);
    const outcomes = await sendUnit(service.calls(count), service.sendBatch, running);
    const items = Array.from({ length: count }, (_, item) => item);
    expect(summary(outcomes)).toEqual(
      items.map((item) => (failing.includes(item) ? `ServiceError: Refused (BAD_${item})` : item)),
    );
    const right = items.filter((item) => !failing.includes(item));
    expect([...service.effects].sort((a, b) => a - b)).toEqual(right);
    for (const item of failing) expect(service.requests).toContainEqual([item]);
  });

  test('takes few requests to find the one that fails', async () => {
    const service = refusing(42);
    await sendUnit(service.calls(100), service.sendBatch, running);
    expect(service.requests.length).toBeLessThanOrEqual(1 + 2 * 7);
  });

  test.each([400, 403, 404, 409, 413, 422])('is halved for HTTP %i', async (status) => {
    const service = new FakeService((item) => (item === 1 ? refusal(status) : undefined));
    const outcomes = await sendUnit(service.calls(2), service.sendBatch, running);
    expect(service.requests).toEqual([[0, 1], [0], [1]]);
    expect(summary(outcomes)).toEqual([0, `ServiceError: Refused (CODE_${status})`]);
  });

  test.each<[string, Error]>([
    ['a lost connection, after which it may have taken effect', refusal(undefined, 'ECONNRESET')],
    ['a timeout', refusal(undefined, 'ETIMEDOUT')],
    ['a server error, after which it may have taken effect', refusal(500)],
    ['a gateway that gave up', refusal(502)],
    ['a server that is down', refusal(503)],
    ['a gateway that waited in vain', refusal(504)],
    ['a token that is wrong for all alike', refusal(401)],
    ['a rate limit', refusal(429)],
    ['an error in the input', new InputError('No such field')],
    ['an error that nobody expected', new TypeError('x is undefined')],
  ])('is not halved for %s', async (_, error) => {
    const service = new FakeService(undefined, error);
    const outcomes = await sendUnit(service.calls(4), service.sendBatch, running);
    expect(service.requests).toEqual([[0, 1, 2, 3]]);
    expect(outcomes).toEqual([{ error }, { error }, { error }, { error }]);
    expect(service.effects).toEqual([]);
  });

  test('is not halved once the execution is stopped', async () => {
    const service = refusing(1);
    const outcomes = await sendUnit(service.calls(4), service.sendBatch, () => true);
    expect(service.requests).toEqual([[0, 1, 2, 3]]);
    expect(summary(outcomes)).toEqual(Array(4).fill('ServiceError: Refused (BAD_1)'));
  });

  test('sends nothing more where the connection is lost on the way', async () => {
    const lost = refusal(undefined, 'ECONNRESET');
    const service = new FakeService();
    const sendBatch = jest
      .fn(service.sendBatch)
      .mockRejectedValueOnce(refusal(400))
      .mockRejectedValueOnce(lost);
    const outcomes = await sendUnit(service.calls(8), sendBatch, running);
    expect(outcomes.slice(0, 4)).toEqual(Array(4).fill({ error: lost }));
    expect(summary(outcomes.slice(4))).toEqual([4, 5, 6, 7]);
  });
});
