import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SigningKeys } from '../../../nodes/ZitadelTrigger/instant/keys';
import { Replays } from '../../../nodes/ZitadelTrigger/instant/replays';
import { checkSignature } from '../../../nodes/ZitadelTrigger/instant/signature';

interface Delivery {
  signingKey: string;
  headers: Record<string, string>;
  body: string;
}

const { deliveries } = JSON.parse(
  readFileSync(join(__dirname, '../../recordings/webhook-deliveries.json'), 'utf8'),
) as { deliveries: Delivery[] };

const BODY = Buffer.from('{"a":1}');
const NOW = 1_800_000_000_000;
const seconds = NOW / 1000;

function sign(key: string, time = seconds, body = BODY): string {
  return createHmac('sha256', key).update(`${time}.`).update(body).digest('hex');
}

test.each(deliveries)('a recorded signature fits: $headers', ({ signingKey, headers, body }) => {
  const header = headers['zitadel-signature'];
  const time = Number(/^t=(\d+)/.exec(header ?? '')?.[1]);
  const check = (keys: string[], content = body, now = time * 1000): number | undefined =>
    checkSignature(header, Buffer.from(content), keys, now);
  expect(check([signingKey])).toBe(time);
  expect(check(['other', signingKey])).toBe(time);
  expect(check(['other'])).toBeUndefined();
  expect(check([signingKey], `${body} `)).toBeUndefined();
  expect(check([signingKey], body, (time + 301) * 1000)).toBeUndefined();
  expect(check([signingKey], body, (time - 301) * 1000)).toBeUndefined();
});

test('any of several signatures may fit', () => {
  expect(checkSignature(`t=${seconds},v1=${sign('old')},v1=${sign('new')}`, BODY, ['new'], NOW)).toBe(
    seconds,
  );
});

test.each([
  [undefined],
  [''],
  ['v1=00'],
  [`t=${seconds}`],
  [`t=${seconds},v1=`],
  [`t=${seconds},v1=00`],
  [`t=${seconds},v2=${sign('key')}`],
  [`v1=${sign('key')},t=${seconds}`],
  [`t=${seconds}x,v1=${sign('key')}`],
  [`t=${seconds},v1=${sign('')}`],
  [`t=-${seconds},v1=${sign('key', -seconds)}`],
  [[`t=${seconds},v1=${sign('key')}`]],
])('%j is no signature', (header) => {
  expect(checkSignature(header, BODY, ['key', ''], NOW)).toBeUndefined();
});

describe('the keys of a target', () => {
  const minutes = (count: number): number => count * 60_000;

  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  const keyOf =
    (key: string, changed = 0) =>
    (): Promise<{ key: string; changed: number }> =>
      Promise.resolve({ key, changed });

  test('one that was replaced is good for ten minutes more', async () => {
    const keys = new SigningKeys([{ key: 'first' }]);
    await keys.refresh(keyOf('first'));
    jest.advanceTimersByTime(minutes(1));
    await keys.refresh(keyOf('second'));
    expect(keys.good).toEqual(['second', 'first']);
    jest.advanceTimersByTime(minutes(10) - 1);
    expect(keys.good).toEqual(['second', 'first']);
    jest.advanceTimersByTime(1);
    expect(keys.good).toEqual(['second']);
  });

  test('one that was replaced long before n8n started is good no longer', async () => {
    const keys = new SigningKeys([{ key: 'first' }]);
    await keys.refresh(keyOf('second', NOW - minutes(11)));
    expect(keys.good).toEqual(['second']);
  });

  test('they stay where Zitadel cannot be asked, and it is not asked again at once', async () => {
    const keys = new SigningKeys([{ key: 'first' }]);
    const ask = jest.fn(() => Promise.reject(new Error('down')));
    for (let count = 0; count < 100; count++) await keys.refresh(ask);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(keys.good).toEqual(['first']);
  });
});

test('a delivery that comes twice is a replay, unless two equal calls were made in one second', () => {
  const replays = new Replays();
  expect([replays.isFirst('event'), replays.isFirst('event')]).toEqual([true, false]);
  expect([replays.isFirst('call', 1500), replays.isFirst('call', 1500)]).toEqual([true, true]);
  jest.useFakeTimers({ now: Date.now() + 1501 });
  expect(replays.isFirst('call', 1500)).toBe(false);
  jest.useRealTimers();
});
