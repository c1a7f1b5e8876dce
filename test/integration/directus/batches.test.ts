import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { Accounts, countUsers, readUser, runDirectus } from '../../support/directus';
import { startRecorder, type Recorder } from '../../support/recorder';
import { errorOf, failureOf, pairsOf, rowsOf, textAt } from '../../support/results';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';

const accounts = new Accounts();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let recorder: Recorder;

beforeEach(async () => {
  recorder = await startRecorder(testServers().directus.url);
});

afterEach(async () => {
  await recorder.close();
  await accounts.deleteAll();
});

async function run(
  operation: string,
  items: IDataObject[],
  batchSize: number,
  options: { concurrency?: number } = {},
): Promise<ReturnType<typeof runDirectus>> {
  const fields = operation === 'create' ? undefined : { id: '={{ $json.id }}' };
  const result = await runDirectus({
    operation,
    ...(fields === undefined ? { json: '={{ JSON.stringify({ data: $json }) }}' } : { fields }),
    settings: { options: { batchSize, ...options } },
    credential: { url: recorder.url },
    items,
    continueOnFail: true,
  });
  if (operation === 'create') {
    accounts.keep(...rowsOf(result).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
  }
  return result;
}

function codes(result: Awaited<ReturnType<typeof run>>): unknown[] {
  return rowsOf(result).map((row) => failureOf(row)?.code);
}

async function makeUsers(count: number): Promise<string[]> {
  const items = Array.from({ length: count }, () => ({ email: `${unique()}@example.org` }));
  const rows = rowsOf(await run('create', items, 100));
  recorder.exchanges.length = 0;
  return rows.map((row) => textAt(row, 'id'));
}

/** The numbers below `count` in an order of their own. */
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index * 7 + 3) % count);
}

describe.each([100, 4, 1])('users in batches of %i', (batchSize) => {
  test('are created, each reply with its item', async () => {
    const prefix = unique();
    const items = shuffled(10).map((number) => ({ email: `${prefix}.${number}@example.org` }));
    const result = await run('create', items, batchSize);
    expect(rowsOf(result).map(({ email }) => email)).toEqual(items.map(({ email }) => email));
    expect(pairsOf(result)).toEqual(items.map((_, index) => index));
    expect(await countUsers(prefix)).toBe(10);
    expect(recorder.exchanges).toHaveLength(Math.ceil(10 / batchSize));
  });

  test('are created but for the bad one in the middle, and none twice', async () => {
    const prefix = unique();
    const items: IDataObject[] = shuffled(9).map((number) => ({ email: `${prefix}.${number}@example.org` }));
    items[4] = { email: `${prefix}.bad@example.org`, role: UNKNOWN };
    const result = await run('create', items, batchSize);
    expect(codes(result)).toEqual(items.map((_, index) => (index === 4 ? 'INVALID_FOREIGN_KEY' : undefined)));
    expect(await countUsers(prefix)).toBe(8);
    const created = rowsOf(result).flatMap(({ id, email }) => (id === undefined ? [] : [[id, email]]));
    for (const [id, email] of created) expect((await readUser(String(id)))?.email).toBe(email);
  });

  test('are created once where two items have one address, and the other says so', async () => {
    const prefix = unique();
    const items = [0, 1, 2, 1].map((number) => ({ email: `${prefix}.${number}@example.org` }));
    const result = await run('create', items, batchSize, { concurrency: 1 });
    expect(codes(result)).toEqual([undefined, undefined, undefined, 'RECORD_NOT_UNIQUE']);
    expect(await countUsers(prefix)).toBe(3);
  });

  test('are read in any order, with duplicates and unknown ids', async () => {
    const ids = await makeUsers(5);
    const asked = [ids[3], UNKNOWN, ids[0], ids[3], 'no-uuid', ids[1], UNKNOWN];
    const result = await run(
      'get',
      asked.map((id) => ({ id })),
      batchSize,
    );
    expect(rowsOf(result).map(({ id }) => id)).toEqual([
      ids[3],
      undefined,
      ids[0],
      ids[3],
      undefined,
      ids[1],
      undefined,
    ]);
    const expected = [undefined, 'FORBIDDEN', undefined, undefined, 'FORBIDDEN', undefined, 'FORBIDDEN'];
    expect(codes(result)).toEqual(expected);
    expect(pairsOf(result)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('are deleted in any order; an unknown id and a second time fail alone', async () => {
    const ids = await makeUsers(6);
    const asked = [ids[4], UNKNOWN, ids[0], ids[4], ids[2]];
    const result = await run(
      'delete',
      asked.map((id) => ({ id })),
      batchSize,
      { concurrency: 1 },
    );
    expect(codes(result)).toEqual([undefined, 'FORBIDDEN', undefined, 'FORBIDDEN', undefined]);
    const left = await Promise.all(ids.map(async (id) => (await readUser(id)) !== undefined));
    expect(left).toEqual([false, true, false, true, false, true]);
  });
});

test('a batch is read with the fields that are asked for, and no other', async () => {
  const ids = await makeUsers(3);
  const json = "={{ JSON.stringify({ id: $json.id, query: { fields: ['email'] } }) }}";
  const result = await runDirectus({ operation: 'get', json, items: ids.map((id) => ({ id })) });
  expect(rowsOf(result).map((row) => Object.keys(row))).toEqual([['email'], ['email'], ['email']]);
});

test('items with different queries are not mixed up in a batch', async () => {
  const ids = await makeUsers(4);
  const json = '={{ JSON.stringify({ id: $json.id, query: { fields: [$json.field] } }) }}';
  const items = ids.map((id, index) => ({ id, field: index % 2 === 0 ? 'email' : 'status' }));
  const rows = rowsOf(await runDirectus({ operation: 'get', json, items }));
  expect(rows.map((row) => Object.keys(row))).toEqual([['email'], ['status'], ['email'], ['status']]);
});

test('a user whose id is given in the request keeps it', async () => {
  const id = randomUUID();
  const items = [{ id, email: `${unique()}@example.org` }, { email: `${unique()}@example.org` }];
  const result = await run('create', items, 100);
  expect(rowsOf(result)[0]?.id).toBe(id);
  expect(await readUser(id)).toBeDefined();
});

test('without Continue On Fail the bad item stops the node, and the error names it', async () => {
  const prefix = unique();
  const items: IDataObject[] = [0, 1, 2].map((number) => ({ email: `${prefix}.${number}@example.org` }));
  items[1] = { ...items[1], role: UNKNOWN };
  const json = '={{ JSON.stringify({ data: $json }) }}';
  const error = errorOf(await runDirectus({ operation: 'create', json, items }));
  expect(error.context?.itemIndex).toBe(1);
  const created = { query: { filter: { email: { _starts_with: prefix } }, fields: ['id'] } };
  const left = rowsOf(await runDirectus({ operation: 'list', json: created }));
  accounts.keep(...left.map((row) => textAt(row, 'id')));
});

test('unknown ids in a batch are asked for with no more than the allowed concurrency', async () => {
  const items = Array.from({ length: 30 }, () => ({ id: randomUUID() }));
  const result = await run('get', items, 100, { concurrency: 2 });
  expect(codes(result).every((code) => code === 'FORBIDDEN')).toBe(true);
  expect(recorder.mostUnderWay).toBeLessThanOrEqual(2);
});
