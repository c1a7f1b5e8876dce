import { measure } from './measure';

jest.setTimeout(7_200_000);

const MEGABYTE = 1024 * 1024;
/** Items and rows; a short form unless SCALE_ITEMS says otherwise. */
const ITEMS = Number(process.env.SCALE_ITEMS ?? 8_000);
const IS_LONG = process.env.SCALE_ITEMS !== undefined;
/** What a run may need beside its input and output, as a part of them. */
const MOST_BESIDE = 0.2;
/** What it may need however little there is of them: the items that are under way. */
const ROOM = 8 * MEGABYTE;

const RUNS: Array<[scenario: string, items: number]> = IS_LONG
  ? [
      ['creates', ITEMS],
      ['gets', ITEMS],
      ['updates', ITEMS],
      ['upserts', ITEMS],
      ['deletes', ITEMS],
      ['users created', ITEMS / 5],
      ['users listed', ITEMS],
    ]
  : [['gets', ITEMS]];

test.each(RUNS)('%s: %i need little memory beside their input and output', async (scenario, count) => {
  const { output, held, peak, isHeld } = await measure({ scenario, count });
  expect([output, isHeld]).toEqual([count, true]);
  expect(peak - held).toBeLessThan(Math.max(ROOM, MOST_BESIDE * held));
});

test('a list is written to a file with the same memory however long it is, and tells how far it is', async () => {
  const count = IS_LONG ? ITEMS * 10 : ITEMS * 5;
  const { output, peak, told } = await measure({ scenario: 'rows to a file', count });
  expect(output).toBe(count);
  expect(peak).toBeLessThan(48 * MEGABYTE);
  expect(told.filter((text) => /^\d+ rows written$/.test(text)).length).toBeGreaterThan(2);
});
