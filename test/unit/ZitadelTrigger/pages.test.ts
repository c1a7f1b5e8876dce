import { readSince } from '../../../nodes/ZitadelTrigger/checking/pages';
import type { Ask } from '../../../nodes/ZitadelTrigger/server';
import type { JsonObject } from '../../../nodes/shared/json';

/** Dates in microseconds, as Zitadel has them, of events of one aggregate each. */
function zitadelWith(dates: readonly number[]): Ask {
  const events = dates.map((date, index) => ({ date, kind: `kind${index % 3}`, id: String(index) }));
  const micros = (time: unknown): number => Date.parse(String(time)) * 1000;
  return (_, method, request) => {
    if (method !== 'listEvents') {
      const names = method === 'listAggregateTypes' ? 'aggregateTypes' : 'eventTypes';
      return Promise.resolve({ [names]: ['kind0', 'kind1', 'kind2'].map((type) => ({ type })) });
    }
    const { from, range, aggregateTypes, limit } = request as {
      from?: string;
      range?: JsonObject;
      aggregateTypes?: string[];
      limit: number;
    };
    const found = events
      .filter(({ date }) => from === undefined || date > micros(from))
      .filter(({ date }) => range === undefined || (date > micros(range.since) && date < micros(range.until)))
      .filter(({ kind }) => aggregateTypes === undefined || aggregateTypes.includes(kind));
    return Promise.resolve({
      events: found.slice(0, limit).map(({ date, kind, id }) => ({
        aggregate: { id, type: { type: kind } },
        type: { type: 'a' },
        sequence: '1',
        // Over gRPC dates end at the millisecond.
        creationDate: new Date(Math.floor(date / 1000)).toISOString(),
      })),
    });
  };
}

test.each([
  ['one write', () => 5_000_500],
  ['one millisecond', (index: number) => 5_000_000 + Math.floor(index / 3)],
  ['two milliseconds that follow each other', (index: number) => 5_000_999 + Math.floor(index / 1300)],
  ['a busy second', (index: number) => 5_000_000 + index * 400],
])('each event of %s is read, however many they are', async (_, dateOf) => {
  const dates = Array.from({ length: 2500 }, (_entry, index) => dateOf(index));
  const seen = new Set<string>();
  let pages = 0;
  for await (const page of readSince(zitadelWith([...dates, 6_000_000]), {}, 1000, () => undefined)) {
    for (const { aggregateId } of page) seen.add(aggregateId);
    expect((pages += 1)).toBeLessThan(40);
  }
  expect(seen.size).toBe(2501);
});
