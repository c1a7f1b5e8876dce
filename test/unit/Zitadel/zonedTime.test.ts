import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { parseTime } from '../../../nodes/Zitadel/request/zonedTime';
import { SERVICE } from './support';

describe('a date and time without a time zone', () => {
  test.each([
    ['2030-01-31T12:00:00', 'UTC', '2030-01-31T12:00:00.000Z'],
    ['2030-01-31T12:00:00', 'Europe/Zurich', '2030-01-31T11:00:00.000Z'],
    ['2030-07-31T12:00:00', 'Europe/Zurich', '2030-07-31T10:00:00.000Z'],
    ['2030-01-31 12:00', 'America/New_York', '2030-01-31T17:00:00.000Z'],
    ['2030-01-31T12:00:00.5', 'Asia/Kolkata', '2030-01-31T06:30:00.500Z'],
    ['2030-01-31', 'Asia/Tokyo', '2030-01-30T15:00:00.000Z'],
    // The clocks change on 31 March 2030 at 01:00 UTC, and on 27 October.
    ['2030-03-31T01:59:59', 'Europe/Zurich', '2030-03-31T00:59:59.000Z'],
    ['2030-03-31T03:00:00', 'Europe/Zurich', '2030-03-31T01:00:00.000Z'],
    ['2030-10-27T03:00:00', 'Europe/Zurich', '2030-10-27T02:00:00.000Z'],
  ])('%s on the clocks of %s is %s', (text, timeZone, expected) => {
    expect(new Date(parseTime(text, timeZone)).toISOString()).toBe(expected);
    expect(checkRequest(SERVICE, 'Scalars', { when: text }, timeZone)).toEqual({ when: expected });
  });

  test.each(['2030-01-31T12:00:00Z', '2030-01-31T13:00:00+01:00'])(
    'is not %s, which says its own',
    (text) => {
      const request = { when: text };
      const expected = { when: '2030-01-31T12:00:00.000Z' };
      expect(checkRequest(SERVICE, 'Scalars', request, 'Asia/Tokyo')).toEqual(expected);
    },
  );

  test('is none where there is no such time', () => {
    expect(parseTime('2030-01-31T25:00:00', 'UTC')).toBeNaN();
  });
});
