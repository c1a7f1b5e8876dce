import { toUnits } from '../../../nodes/shared/run/units';
import { call } from '../support/calls';
import type { Call } from '../../../nodes/shared/run/call';

/** Calls written as their batch keys, item by item; "-" has none. */
function callsOf(keys: string): Call[] {
  return [...keys].map((key, index) => (key === '-' ? call(index) : call(index, key)));
}

/** Units as the item indexes in them. */
function unitsOf(keys: string, batchSize: number): number[][] {
  return toUnits(callsOf(keys), batchSize).map((unit) => unit.map(({ itemIndex }) => itemIndex));
}

describe('calls go out together', () => {
  test.each<[string, string, number, number[][]]>([
    ['up to the batch size', 'aaaaa', 2, [[0, 1], [2, 3], [4]]],
    ['all at once where they fit', 'aaa', 100, [[0, 1, 2]]],
    ['exactly at the batch size', 'aaa', 3, [[0, 1, 2]]],
    [
      'by their key, in runs of one key',
      'aabb',
      10,
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'by their key, also when keys alternate',
      'abab',
      10,
      [
        [0, 2],
        [1, 3],
      ],
    ],
    ['by key and size at once', 'ababab', 2, [[0, 2], [1, 3], [4], [5]]],
    ['but never without a key', '---', 10, [[0], [1], [2]]],
    ['past others that go alone', 'a-a', 10, [[0, 2], [1]]],
    ['not at all with a batch size of 1', 'aab', 1, [[0], [1], [2]]],
  ])('%s', (_, keys, batchSize, units) => {
    expect(unitsOf(keys, batchSize)).toEqual(units);
  });

  test('not at all where there are none', () => {
    expect(toUnits([], 100)).toEqual([]);
  });

  test.each([1, 2, 3, 7, 100])('each exactly once, in order within its unit, with a size of %i', (size) => {
    const keys = 'ab-aacb--abcabca-bbbbbbbbbbbbac';
    const units = unitsOf(keys, size);
    expect(units.flat().sort((a, b) => a - b)).toEqual([...keys].map((_, index) => index));
    for (const unit of units) {
      expect(unit).toEqual([...unit].sort((a, b) => a - b));
      expect(unit.length).toBeLessThanOrEqual(size);
      expect(new Set(unit.map((index) => keys[index])).size).toBe(1);
    }
  });
});

/** Units of calls that are written as batch key and subject, e.g. "a1". */
function unitsAbout(...calls: string[]): number[][] {
  const made = calls.map((text, index) => ({ ...call(index, text[0]), subjects: [text.slice(1)] }));
  return toUnits(made, 100).map((unit) => unit.map(({ itemIndex }) => itemIndex));
}

describe('calls about one record are in different units, in their order', () => {
  test('where all have one batch key', () => {
    expect(unitsAbout('a1', 'a2', 'a1', 'a3', 'a2', 'a1')).toEqual([[0, 1, 3], [2, 4], [5]]);
  });

  test('also past a call of another key', () => {
    expect(unitsAbout('a1', 'b2', 'a2', 'a3')).toEqual([[0, 3], [1], [2]]);
  });
});
