import { everythingIn, inputErrorOf } from '../support/errors';
import { scalar } from './support';
import type { Json } from '../../../nodes/shared/json';

type Right = [field: string, value: Json, sent: Json];

/** Rows whose value goes out as it is. */
function asIs(field: string, ...values: Json[]): Right[] {
  return values.map((value) => [field, value, value]);
}

const RIGHT: Right[] = [
  ...asIs('text', '', 'a', 'Zürich ✓', '{"a":1}', '5'),
  ...asIs('maybe', '', 'a'),
  ...asIs('flag', true, false),
  ...asIs('data', '', 'aGVsbG8=', 'aGVsbG8', '_-8=', '+/8='),
  ...asIs('ratio', 0.5, 1, -1e300, 0),
  ...asIs('share', 0.25),
  ...asIs('small', 0, 7, -7, 2147483647, -2147483648),
  ['small', '42', 42],
  ['small', '-42', -42],
  ...asIs('smallUnsigned', 0, 4294967295),
  ['smallUnsigned', '4294967295', 4294967295],
  ...asIs('smallFixed', 4294967295),
  ['big', 7, '7'],
  ['big', -7, '-7'],
  ['big', Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ...asIs('big', '7', '9223372036854775807', '-9223372036854775808'),
  ['bigUnsigned', 0, '0'],
  ...asIs('bigUnsigned', '9007199254740993', '18446744073709551615'),
  ['when', '2030-01-31T12:00:00Z', '2030-01-31T12:00:00.000Z'],
  ['when', '2030-01-31T12:00:00.5Z', '2030-01-31T12:00:00.500Z'],
  ['when', '2030-01-31T12:00:00+02:00', '2030-01-31T10:00:00.000Z'],
  ['when', '2030-01-31T12:00:00.123456789Z', '2030-01-31T12:00:00.123Z'],
  ['when', '2030-01-31', '2030-01-31T00:00:00.000Z'],
  ...asIs('lifetime', '10s', '0s', '1.5s', '-3s', '0.000000001s', '-0.5s', '86400s'),
  ...asIs('details', {}, { a: [1, 'x', null, { b: true }] }),
  ['details', '{"a": 1}', { a: 1 }],
  ...asIs('colour', 'COLOUR_RED', 'COLOUR_UNSPECIFIED'),
];

describe('a field of each type takes', () => {
  test.each(RIGHT)('%s: %j', (field, value, sent) => {
    expect(scalar(field, value)).toEqual(sent);
  });
});

const WRONG: Array<[field: string, value: Json, message: string]> = [
  ['text', 5, 'text: expected text, got a number'],
  ['text', true, 'text: expected text, got a boolean'],
  ['text', ['a'], 'text: expected text, got a list'],
  ['text', { a: 1 }, 'text: expected text, got an object'],
  ['maybe', 5, 'maybe: expected text, got a number'],
  ['flag', 'true', 'flag: expected true or false, got text'],
  ['flag', 'false', 'flag: expected true or false, got text'],
  ['flag', 1, 'flag: expected true or false, got a number'],
  ['flag', '', 'flag: expected true or false, got empty text'],
  ['data', 'héllo', 'data: expected base64 text, got text'],
  ['data', 'a b', 'data: expected base64 text, got text'],
  ['data', '====', 'data: expected base64 text, got text'],
  ['data', 'aGVsbG8=aGVsbG8=', 'data: expected base64 text, got text'],
  ['data', [1, 2], 'data: expected base64 text, got a list'],
  ['ratio', '0.5', 'ratio: expected a number, got text'],
  ['ratio', true, 'ratio: expected a number, got a boolean'],
  ['small', 1.5, 'small: expected a whole number, got a number'],
  ['small', 2147483648, 'small: expected a whole number, got a number'],
  ['small', -2147483649, 'small: expected a whole number, got a number'],
  ['small', '1e3', 'small: expected a whole number, got text'],
  ['small', '', 'small: expected a whole number, got empty text'],
  ['small', ' 5', 'small: expected a whole number, got text'],
  ['small', '0x10', 'small: expected a whole number, got text'],
  ['small', true, 'small: expected a whole number, got a boolean'],
  ['smallUnsigned', -1, 'smallUnsigned: expected a whole number of 0 or more, got a number'],
  ['smallUnsigned', 4294967296, 'smallUnsigned: expected a whole number of 0 or more, got a number'],
  ['smallUnsigned', '4294967296', 'smallUnsigned: expected a whole number of 0 or more, got text'],
  ['smallFixed', -1, 'smallFixed: expected a whole number of 0 or more, got a number'],
  ['big', 9007199254740992, 'big: expected a whole number, got a number'],
  ['big', 1.5, 'big: expected a whole number, got a number'],
  ['big', '9223372036854775808', 'big: expected a whole number, got text'],
  ['big', '-9223372036854775809', 'big: expected a whole number, got text'],
  ['bigUnsigned', '-1', 'bigUnsigned: expected a whole number of 0 or more, got text'],
  ['bigUnsigned', '18446744073709551616', 'bigUnsigned: expected a whole number of 0 or more, got text'],
  ['when', 'tomorrow', 'when: expected a date and time, got text'],
  ['when', '2030-13-01T00:00:00Z', 'when: expected a date and time, got text'],
  ['when', '', 'when: expected a date and time, got empty text'],
  ['when', 1893456000, 'when: expected a date and time, got a number'],
  ['when', {}, 'when: expected a date and time, got an object'],
  ['lifetime', '10', 'lifetime: expected a duration in seconds, got text'],
  ['lifetime', '10m', 'lifetime: expected a duration in seconds, got text'],
  ['lifetime', '1m30s', 'lifetime: expected a duration in seconds, got text'],
  ['lifetime', '1.s', 'lifetime: expected a duration in seconds, got text'],
  ['lifetime', '0.0000000001s', 'lifetime: expected a duration in seconds, got text'],
  ['lifetime', 10, 'lifetime: expected a duration in seconds, got a number'],
  ['lifetime', '', 'lifetime: expected a duration in seconds, got empty text'],
  ['details', [], 'details: expected an object, got a list'],
  ['details', 5, 'details: expected an object, got a number'],
  ['details', '[1]', 'details: expected an object, got a list'],
];

describe('a field of each type refuses', () => {
  test.each(WRONG)('%s: %j', (field, value, message) => {
    const error = inputErrorOf(() => scalar(field, value));
    expect(error.message).toBe(message);
    expect(error.remedy).toMatch(/^Write /);
  });

  test('malformed JSON of an object, with its place', () => {
    expect(() => scalar('details', '{"a":}')).toThrow('details: malformed JSON at position 5');
  });

  test.each<[string, Json]>([
    ['text', { password: 'hunter2' }],
    ['flag', 'hunter2'],
    ['data', 'hunter2 hunter2'],
    ['big', 'hunter2'],
    ['when', 'hunter'],
    ['lifetime', 'hunter2'],
    ['details', 'hunter2'],
  ])('%s, and does not tell the value', (field, value) => {
    expect(everythingIn(inputErrorOf(() => scalar(field, value)))).not.toContain('hunter');
  });

  test.each<Json>(['next Monday 5', '5', 'May', '12:00', '31.01.2030', '2030-02-30T00:00:00Z'])(
    'a time that is none, whatever a lenient reader makes of it: %j',
    (value) => {
      expect(() => scalar('when', value)).toThrow('when: expected a date and time, got text');
    },
  );

  test.each<Json>(['a', 'abcde', 'aGVsbG8=='])('base64 of a length that it cannot have: %j', (value) => {
    expect(() => scalar('data', value)).toThrow('data: expected base64 text, got text');
  });
});

describe('a choice', () => {
  test.each<[Json, string]>([
    ['COLOR_RED', '"COLOR_RED" is not a value it can have; did you mean "COLOUR_RED"?'],
    ['colour_red', '"colour_red" is not a value it can have; did you mean "COLOUR_RED"?'],
    ['COLOUR_DARKBLUE', '"COLOUR_DARKBLUE" is not a value it can have; did you mean "COLOUR_DARK_BLUE"?'],
    ['GREENISH-YELLOW-AND-OTHERS', '"GREENISH-YELLOW-AND-OTHERS" is not a value it can have'],
    ['', '"" is not a value it can have'],
    ['RED', '"RED" is not a value it can have; did you mean "COLOUR_RED"?'],
    [0, 'a number is not a value it can have'],
    [3, 'a number is not a value it can have'],
    [-1, 'a number is not a value it can have'],
    [0.5, 'a number is not a value it can have'],
    [true, 'a boolean is not a value it can have'],
    [{}, 'an object is not a value it can have'],
  ])('refuses %j with the nearest value', (value, message) => {
    const error = inputErrorOf(() => scalar('colour', value));
    expect(error.message).toBe(`colour: ${message}`);
    expect(error.remedy).toBe('Values: COLOUR_UNSPECIFIED, COLOUR_RED, COLOUR_DARK_BLUE.');
  });
});
