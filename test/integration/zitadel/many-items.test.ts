import { errorOf, failureOf, pairsOf, rowsOf, textAt } from '../../support/results';
import { unique } from '../../support/unique';
import { People, runZitadel, TRANSPORTS, userExists } from '../../support/zitadel';

const people = new People();
const UNKNOWN = '999999999999999999';

describe.each(TRANSPORTS)('many items over %s', (transport) => {
  test('come out in the order they went in, with duplicates, each paired with its item', async () => {
    const [first = '', second = '', third = ''] = await people.makeMany(3);
    const asked = [third, first, second, first, third];
    const result = await runZitadel({
      operation: 'getUserByID',
      transport,
      fields: { userId: '={{ $json.id }}' },
      items: asked.map((id) => ({ id })),
      settings: { options: { concurrency: 2 } },
    });
    expect(rowsOf(result).map((row) => textAt(row, 'userId'))).toEqual(asked);
    expect(pairsOf(result)).toEqual([0, 1, 2, 3, 4]);
  });

  test('that fail become errors of their own, and the others are unharmed', async () => {
    const [first = '', second = ''] = await people.makeMany(2);
    const asked = [first, '', UNKNOWN, second, 'x'.repeat(201)];
    const result = await runZitadel({
      operation: 'getUserByID',
      transport,
      fields: { userId: '={{ $json.id }}' },
      items: asked.map((id) => ({ id })),
      continueOnFail: true,
    });
    const rows = rowsOf(result);
    expect(pairsOf(result)).toEqual([0, 1, 2, 3, 4]);
    expect(rows.map((row) => failureOf(row)?.code)).toEqual([
      undefined,
      'INVALID_INPUT',
      'NOT_FOUND',
      undefined,
      'INVALID_INPUT',
    ]);
    expect(failureOf(rows[2])?.id).toBe('QUERY-Dfbg2');
    expect(textAt(rows[3] ?? {}, 'userId')).toBe(second);
  });

  test('are created once each, the bad one in the middle alone failing', async () => {
    const names = [unique(), unique(), unique()];
    const emails = [`${names[0]}@example.org`, 'no address', `${names[2]}@example.org`];
    const result = await runZitadel({
      operation: 'addHumanUser',
      transport,
      fields: {
        username: '={{ $json.name }}',
        profile: { givenName: 'Ada', familyName: 'Lovelace' },
        email: { email: '={{ $json.email }}', verification: '{"isVerified":true}' },
      },
      items: names.map((name, index) => ({ name, email: emails[index] })),
      continueOnFail: true,
    });
    const [first = {}, bad = {}, last = {}] = rowsOf(result);
    for (const row of [first, last]) people.keep(textAt(row, 'userId'));
    expect(failureOf(bad)?.message).toBe('email.email is not an email address');
    expect(await userExists(textAt(first, 'userId'))).toBe(true);
    expect(await userExists(textAt(last, 'userId'))).toBe(true);
  });

  test('stop the node at the failing one, which the error names', async () => {
    const [first = '', second = ''] = await people.makeMany(2);
    const result = await runZitadel({
      operation: 'getUserByID',
      transport,
      fields: { userId: '={{ $json.id }}' },
      items: [{ id: first }, { id: UNKNOWN }, { id: second }],
    });
    const error = errorOf(result);
    expect(error.context?.itemIndex).toBe(1);
    expect(error.message).toContain('NOT_FOUND');
    expect(error.message).toContain('QUERY-Dfbg2');
  });
});
