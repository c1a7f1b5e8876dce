import { classicActions } from '../../recordings/classic-actions';
import { People, TRANSPORTS } from '../../support/zitadel';
import { CLASSIC_CASES, startTrial } from './classicCases';

const people = new People();
const seen = new Map<string, number>();

afterAll(() => {
  for (const [transport, count] of seen) {
    process.stderr.write(`Classic user actions by their forms over ${transport}: ${count} of 42\n`);
  }
});

describe.each(TRANSPORTS)('the classic user actions by their forms over %s', (transport) => {
  test.each(Object.keys(CLASSIC_CASES))('%s takes effect', async (action) => {
    await CLASSIC_CASES[action]?.(await startTrial(action, transport, people));
    seen.set(transport, (seen.get(transport) ?? 0) + 1);
  });
});

test('all 42 actions have a case', () => {
  expect(classicActions).toHaveLength(42);
  expect(Object.keys(CLASSIC_CASES).sort()).toEqual([...classicActions].sort());
});
