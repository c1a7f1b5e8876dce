import { OwnDirectus } from '../../../support/ownDirectus';
import { startRecorder } from '../../../support/recorder';
import { errorOf, failureOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
const FIRST = '9007199254740996';
const SECOND = '9007199254740997';

beforeAll(async () => {
  await own.collection('words', [
    { field: 'word', type: 'string' },
    { field: 'note', type: 'string' },
  ]);
  await own.collection('large', [{ field: 'title', type: 'string' }], {
    field: 'id',
    type: 'bigInteger',
    meta: {},
    schema: { is_primary_key: true },
  });
  for (const id of [FIRST, SECOND]) await own.arrange('POST', '/items/large', { id, title: 'as it was' });
});

const titles = async (): Promise<unknown[]> => (await own.rows('large')).map(({ title }) => title);

test.each(['null', 'NULL', 'true', '$NOW', '$NOW(-1 day)', '$CURRENT_USER'])(
  'an upsert on the text %s finds that very text',
  async (word) => {
    await own.arrange('POST', '/items/words', { word: null, note: 'of nobody' });
    const upsert = async (note: string): Promise<unknown> =>
      rowOf(
        await own.run({
          operation: 'upsert',
          json: { collection: 'words', key: 'word', data: { word, note } },
        }),
      ).id;
    const id = await upsert('one');
    expect(await upsert('two')).toBe(id);
    const rows = await own.rows('words');
    expect(rows.filter((row) => row.word === word)).toMatchObject([{ id, note: 'two' }]);
    expect(rows.filter((row) => row.word === null).every(({ note }) => note === 'of nobody')).toBe(true);
  },
);

test('the text null in a filter is refused, as Directus would take it for no value', async () => {
  const query = { filter: { word: { _eq: 'null' } } };
  const json = { collection: 'words', query };
  expect(errorOf(await own.run({ operation: 'deleteByQuery', json })).message).toMatch(/null/);
});

test('a key beyond 2^53 is that very record, or refused', async () => {
  const text = `{"collection":"large","id":${SECOND},"data":{"title":"second"}}`;
  rowOf(await own.run({ operation: 'update', json: text }));
  expect(await titles()).toEqual(['as it was', 'second']);
  const query = { filter: { title: { _eq: 'second' } } };
  const byQuery = { collection: 'large', query, data: { title: 'changed' } };
  const { error } = await own.run({ operation: 'updateByQuery', json: byQuery });
  // PostgreSQL has such keys as text, which Directus gives out whole.
  if (error !== undefined) expect(error.message).toMatch(/rounded/);
  expect(await titles()).toEqual(['as it was', error === undefined ? 'changed' : 'second']);
});

test('a wrong password is asked for once, not once an item', async () => {
  const recorder = await startRecorder(own.server.url);
  const credential = {
    url: recorder.url,
    authentication: 'login',
    email: 'nobody@example.org',
    password: 'wrong',
  };
  const items = Array.from({ length: 60 }, (_, id) => ({ collection: 'words', id: String(id + 1) }));
  const settings = { options: { batchSize: 1 } };
  const rows = rowsOf(await own.run({ operation: 'get', items, settings, credential, continueOnFail: true }));
  await recorder.close();
  expect(rows.map((row) => failureOf(row)?.code)).toEqual(items.map(() => 'INVALID_CREDENTIALS'));
  expect(recorder.exchanges.filter(({ path }) => path === '/auth/login')).toHaveLength(1);
});
