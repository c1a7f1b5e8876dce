import { convertReply, toPackageForm } from '../../../nodes/Zitadel/reply/convertReply';
import { SERVICE } from './support';
import type { Json, JsonObject } from '../../../nodes/shared/json';

function scalarReply(field: string, value: Json): Json | undefined {
  return convertReply(SERVICE, 'Scalars', { [field]: value })[field];
}

describe('a duration in a reply', () => {
  test.each<[string, Json, string]>([
    ['10s', { seconds: '10' }, '10s'],
    ['10s', { seconds: '10', nanos: 0 }, '10s'],
    ['10s', { seconds: 10, nanos: 0 }, '10s'],
    ['1.500s', { seconds: '1', nanos: 500000000 }, '1.5s'],
    ['1.5s', { seconds: '1', nanos: 500000000 }, '1.5s'],
    ['0.000000001s', { nanos: 1 }, '0.000000001s'],
    ['0.000001s', { seconds: '0', nanos: 1000 }, '0.000001s'],
    ['3.000000005s', { seconds: '3', nanos: 5 }, '3.000000005s'],
    ['0s', {}, '0s'],
    ['-3s', { seconds: '-3' }, '-3s'],
    ['-1.500s', { seconds: '-1', nanos: -500000000 }, '-1.5s'],
    ['-0.5s', { seconds: '0', nanos: -500000000 }, '-0.5s'],
    ['-0s', { seconds: '0' }, '0s'],
    ['315576000000s', { seconds: '315576000000' }, '315576000000s'],
    ['9007199254740993s', { seconds: '9007199254740993' }, '9007199254740993s'],
  ])('is the same from both transports: %s and %j', (overHttp, overGrpc, text) => {
    expect(scalarReply('lifetime', overHttp)).toBe(text);
    expect(scalarReply('lifetime', overGrpc)).toBe(text);
  });

  test.each<Json>(['soon', '', null, 5])('stays as it is where it is none: %j', (value) => {
    expect(scalarReply('lifetime', value)).toEqual(value);
  });
});

describe('a time in a reply', () => {
  test.each([
    ['2026-07-10T09:08:07Z', '2026-07-10T09:08:07.000Z'],
    ['2026-07-10T09:08:07.654Z', '2026-07-10T09:08:07.654Z'],
    ['2026-07-10T09:08:07.654321Z', '2026-07-10T09:08:07.654Z'],
    ['2026-07-10T09:08:07.654321987Z', '2026-07-10T09:08:07.654Z'],
    ['2026-07-10T11:08:07+02:00', '2026-07-10T09:08:07.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (reply, iso) => {
    expect(scalarReply('when', reply)).toBe(iso);
  });

  test.each<Json>(['', 'never', null])('stays as it is where it is none: %j', (value) => {
    expect(scalarReply('when', value)).toEqual(value);
  });
});

test('durations and times are converted at any depth', () => {
  const reply = (when: string, lifetime: Json): JsonObject => ({
    people: [{ bornAt: when, friend: { bornAt: when } }],
    lifetimes: [lifetime],
    byName: { ada: { bornAt: when } },
    lifetimesByName: { short: lifetime },
    chosen: { friend: { bornAt: when } },
  });
  const overHttp = convertReply(SERVICE, 'Containers', reply('2026-07-10T09:08:07.123456Z', '1.500s'));
  const overGrpc = convertReply(
    SERVICE,
    'Containers',
    reply('2026-07-10T09:08:07.123Z', { seconds: '1', nanos: 500000000 }),
  );
  expect(overHttp).toEqual(reply('2026-07-10T09:08:07.123Z', '1.5s'));
  expect(overGrpc).toEqual(overHttp);
});

test('what looks like a time or a duration is left alone in a text, a Struct and a field that nobody knows', () => {
  const reply = {
    text: '2026-07-10T09:08:07Z',
    details: { lifetime: '1.500s', when: '2026-07-10T09:08:07Z', seconds: '1' },
    newField: '2026-07-10T09:08:07Z',
  };
  expect(convertReply(SERVICE, 'Scalars', reply)).toEqual(reply);
});

test('a reply of an unknown form is left alone', () => {
  const reply = { people: {}, byName: [], owner: 'text', lifetimes: null };
  expect(convertReply(SERVICE, 'Containers', reply)).toEqual(reply);
});

describe('a request in the form of the package', () => {
  test.each<[string, Json]>([
    ['10s', { seconds: '10', nanos: 0 }],
    ['1.5s', { seconds: '1', nanos: 500000000 }],
    ['0.000000001s', { seconds: '0', nanos: 1 }],
    ['-1.5s', { seconds: '-1', nanos: -500000000 }],
  ])('has the duration %s as %j', (duration, parts) => {
    expect(toPackageForm(SERVICE, 'Scalars', { lifetime: duration })).toEqual({ lifetime: parts });
  });

  test('has durations at any depth, and times as they were', () => {
    const request = {
      lifetimes: ['1s'],
      lifetimesByName: { a: '2s' },
      owner: { bornAt: '2026-07-10T09:08:07.123Z' },
    };
    expect(toPackageForm(SERVICE, 'Containers', request)).toEqual({
      lifetimes: [{ seconds: '1', nanos: 0 }],
      lifetimesByName: { a: { seconds: '2', nanos: 0 } },
      owner: { bornAt: '2026-07-10T09:08:07.123Z' },
    });
  });
});
