import { OwnDirectus } from '../support/ownDirectus';
import { errorOf, failureOf, pairsOf, rowOf, rowsOf, textAt } from '../support/results';
import { unique } from '../support/unique';
import { adminIds, People, runZitadel, TRANSPORTS, type ZitadelRun } from '../support/zitadel';

const people = new People();

/** A service user that has no token yet. */
async function serviceUser(): Promise<string> {
  const json = { organizationId: (await adminIds()).orgId, username: unique(), machine: { name: 'Retried' } };
  return textAt(rowOf(await runZitadel({ operation: 'createUser', json })), 'id');
}

async function tokensOf(userId: string): Promise<number> {
  const json = { filters: [{ userIdFilter: { id: userId } }] };
  return rowsOf(await runZitadel({ operation: 'listPersonalAccessTokens', json })).length;
}

/** One token for each of the users, while n8n tries three times. */
async function addTokens(userIds: string[], more: Partial<ZitadelRun>): ReturnType<typeof runZitadel> {
  return await runZitadel({
    operation: 'addPersonalAccessToken',
    json: '={{ ({ userId: $json.userId, expirationDate: "2030-01-01T00:00:00Z" }) }}',
    items: userIds.map((userId) => ({ userId })),
    tries: 3,
    ...more,
  });
}

describe.each(TRANSPORTS)('Retry On Fail over %s', (transport) => {
  test('makes one token for each item though the first item fails each time', async () => {
    const [first, second] = [await serviceUser(), await serviceUser()];
    const result = await addTokens([await people.make(), first, second], { transport, continueOnFail: true });
    const [failed, ...made] = rowsOf(result);
    expect(failureOf(failed)).toMatchObject({ code: 'FAILED_PRECONDITION' });
    expect(made.map(({ tokenId }) => typeof tokenId)).toEqual(['string', 'string']);
    expect(pairsOf(result)).toEqual([0, 1, 2]);
    expect(await tokensOf(first)).toBe(1);
    expect(await tokensOf(second)).toBe(1);
  });

  test('makes one token for each item before the one that stops the node, and says so', async () => {
    const first = await serviceUser();
    const settings = { options: { concurrency: 1 } };
    const error = errorOf(await addTokens([first, await people.make()], { transport, settings }));
    expect(await tokensOf(first)).toBe(1);
    expect(error.description).toMatch(/1 of the 2 items was done/);
    expect(error.context?.done).toEqual([{ item: 0, id: expect.any(String) as string }]);
  });
});

describe('Retry On Fail of Directus', () => {
  const own = new OwnDirectus();

  beforeAll(async () => {
    await own.collection('reports', [
      { field: 'title', type: 'string' },
      { field: 'error', type: 'string' },
      { field: 'amount', type: 'integer', meta: { validation: { amount: { _gt: 0 } } } },
    ]);
  });

  test('creates a record with a field called "error" once', async () => {
    const json = { collection: 'reports', data: { title: 'disk', error: 'full' } };
    const result = await own.run({ operation: 'create', json, tries: 3 });
    expect(rowsOf(result)).toMatchObject([{ title: 'disk', error: 'full' }]);
    expect(await own.rows('reports', { filter: { title: { _eq: 'disk' } } })).toHaveLength(1);
  });

  test.each([1, 100])('creates each record of batches of %i once', async (batchSize) => {
    const items = Array.from({ length: 6 }, (_, index) => ({
      collection: 'reports',
      data: { title: `batch ${batchSize}`, amount: index },
    }));
    const settings = { options: { batchSize } };
    const result = await own.run({ operation: 'create', items, settings, tries: 3, continueOnFail: true });
    expect(failureOf(rowsOf(result)[0])).toBeDefined();
    expect(pairsOf(result)).toEqual([0, 1, 2, 3, 4, 5]);
    const rows = await own.rows('reports', { filter: { title: { _eq: `batch ${batchSize}` } } });
    expect(rows.map(({ amount }) => amount).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('what Directus did is not lost from sight', () => {
  const own = new OwnDirectus();

  beforeAll(async () => {
    await own.collection('notes', [
      { field: 'title', type: 'string' },
      { field: 'amount', type: 'integer', meta: { validation: { amount: { _gt: 0 } } } },
    ]);
  });

  test('a node that stops says what was done before, and with which IDs', async () => {
    const items = [1, 2, 0].map((amount) => ({ collection: 'notes', data: { title: 'stops', amount } }));
    const settings = { options: { concurrency: 1, batchSize: 1 } };
    const error = errorOf(await own.run({ operation: 'create', items, settings }));
    const rows = await own.rows('notes', { filter: { title: { _eq: 'stops' } } });
    expect(rows).toHaveLength(2);
    expect(error.description).toMatch(/2 of the 3 items were done all the same: \d+, \d+\./);
    expect(error.context?.done).toEqual(rows.map(({ id }, item) => ({ item, id })));
  });

  test('a list without results can put out an item', async () => {
    const items = ['nobody', 'no one'].map((title) => ({
      collection: 'notes',
      query: { filter: { title: { _eq: title } } },
    }));
    const settings = { options: { outputWhenEmpty: true } };
    const result = await own.run({ operation: 'list', items, settings });
    expect(rowsOf(result)).toEqual([{}, {}]);
    expect(pairsOf(result)).toEqual([0, 1]);
    expect(rowsOf(await own.run({ operation: 'list', items }))).toEqual([]);
  });
});

test.each(TRANSPORTS)('a list without results over %s can put out an item', async (transport) => {
  const result = await runZitadel({
    operation: 'listUsers',
    json: '={{ ({ queries: [{ userNameQuery: { userName: $json.name } }] }) }}',
    items: [{ name: unique() }, { name: unique() }],
    settings: { options: { outputWhenEmpty: true } },
    transport,
  });
  expect(rowsOf(result)).toEqual([{}, {}]);
  expect(pairsOf(result)).toEqual([0, 1]);
});
