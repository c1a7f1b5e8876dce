import type { IDataObject } from 'n8n-workflow';

import { OwnDirectus } from '../../../support/ownDirectus';
import { rowOf, rowsOf } from '../../../support/results';

const COUNT = 130;
const key = {
  field: 'id',
  type: 'integer',
  meta: {},
  schema: { is_primary_key: true, has_auto_increment: true },
};
const plain = (field: string, type = 'integer'): object => ({ field, type, meta: {}, schema: {} });
const alias = (field: string, special: string): object => ({
  field,
  type: 'alias',
  meta: { special: [special], interface: `list-${special}` },
});

/** Makes posts with comments (one to many), and tags (many to many). */
async function model(own: OwnDirectus): Promise<void> {
  const make = async (collection: string, ...fields: object[]): Promise<unknown> =>
    await own.arrange('POST', '/collections', { collection, schema: {}, meta: {}, fields: [key, ...fields] });
  await make('tags', plain('name', 'string'));
  await make('posts', plain('title', 'string'), alias('comments', 'o2m'), alias('tags', 'm2m'));
  await make('comments', plain('text', 'string'), plain('post'), alias('replies', 'o2m'));
  await make('replies', plain('text', 'string'), plain('comment'));
  await make('posts_tags', plain('post'), plain('tag'));
  const relate = async (collection: string, field: string, to: string, meta: object): Promise<unknown> =>
    await own.arrange('POST', '/relations', { collection, field, related_collection: to, schema: {}, meta });
  await relate('comments', 'post', 'posts', { one_field: 'comments' });
  await relate('replies', 'comment', 'comments', { one_field: 'replies' });
  await relate('posts_tags', 'post', 'posts', { one_field: 'tags', junction_field: 'tag' });
  await relate('posts_tags', 'tag', 'tags', { junction_field: 'post' });
}

const texts = (count: number, name: string): object[] =>
  Array.from({ length: count }, (_, index) => ({ text: `${name} ${index}` }));
const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1);
const ordered = (value: unknown): unknown[] =>
  (value as unknown[]).map((entry) => (entry as IDataObject).text ?? entry);

describe.each<[string, Record<string, string>]>([
  ['with the usual limit', {}],
  ['with a lower one', { QUERY_LIMIT_DEFAULT: '20' }],
  ['with a maximum', { QUERY_LIMIT_MAX: '30', QUERY_LIMIT_DEFAULT: '20' }],
])('on a server %s', (_, env) => {
  const own = new OwnDirectus(env);
  let post: IDataObject[string];

  const run = async (operation: string, json: IDataObject): ReturnType<OwnDirectus['run']> =>
    await own.run({ operation, json: { collection: 'posts', ...json } });

  beforeAll(async () => {
    await model(own);
    const tags = Array.from({ length: COUNT }, (_unused, index) => ({ tag: { name: `tag ${index}` } }));
    const comments = texts(COUNT, 'comment');
    comments[0] = { text: 'comment 0', replies: texts(COUNT, 'reply') };
    post = (await own.arrange('POST', '/items/posts?fields=id', { title: 'long', comments, tags })).id;
    await own.arrange('POST', '/items/posts', { title: 'short', comments: texts(3, 'c') });
  });

  test.each<[string, IDataObject]>([
    ['get', {}],
    ['get', { query: { fields: ['id', 'comments', 'tags'] } }],
    ['get', { query: { fields: ['comments.text', 'tags.tag.name'] } }],
    ['get', { query: { fields: ['*.*'] } }],
  ])('%s %j has all entries of its lists', async (operation, json) => {
    const row = rowOf(await run(operation, { id: post, ...json }));
    expect([lengthOf(row.comments), lengthOf(row.tags)]).toEqual([COUNT, COUNT]);
    expect(row.$truncated ?? []).not.toContain('comments');
    const once = new Set((row.comments as unknown[]).map((entry) => JSON.stringify(entry)));
    expect(once.size).toBe(COUNT);
  });

  test('so do lists, replies to changes and items that go out together', async () => {
    const rows = rowsOf(await run('list', { query: { sort: ['id'] } }));
    expect(rows.map(({ comments }) => lengthOf(comments))).toEqual([COUNT, 3]);
    const changed = rowOf(await run('update', { id: post, data: { title: 'changed' } }));
    expect(lengthOf(changed.comments)).toBe(COUNT);
    const items = rows.map(({ id }) => ({ collection: 'posts', id }));
    const together = rowsOf(await own.run({ operation: 'get', items }));
    expect(together.map(({ comments }) => lengthOf(comments))).toEqual([COUNT, 3]);
    const fields = { query: { fields: ['comments.text'], sort: ['id'] } };
    const [first, second] = rowsOf(await run('list', fields));
    expect([lengthOf(second?.comments), first?.$truncated ?? lengthOf(first?.comments)]).toEqual([
      3,
      ['comments'],
    ]);
  });

  test('a written back list keeps all of its entries', async () => {
    const { comments } = rowOf(await run('get', { id: post }));
    rowOf(await run('update', { id: post, data: { comments } }));
    const [row] = await own.arrange<IDataObject[]>(
      'GET',
      '/items/comments?aggregate[count]=*&filter[post][_nnull]=true',
    );
    expect(Number(row?.count)).toBe(COUNT + 3);
  });

  test('what the query limits or sorts stays so', async () => {
    const deep = { comments: { _limit: 7 }, tags: { _sort: ['-id'] } };
    const row = rowOf(await run('get', { id: post, query: { fields: ['comments.text', 'tags'], deep } }));
    expect([lengthOf(row.comments), lengthOf(row.tags), row.$truncated]).toEqual([7, COUNT, undefined]);
    expect(row.tags).toEqual([...(row.tags as number[])].sort((a, b) => b - a));
    const filtered = { comments: { _filter: { text: { _neq: 'comment 5' } } } };
    const some = rowOf(await run('get', { id: post, query: { fields: ['comments.text'], deep: filtered } }));
    expect(lengthOf(some.comments)).toBe(COUNT - 1);
    expect(ordered(some.comments)).not.toContain('comment 5');
  });

  test('lists in lists are whole, or said not to be', async () => {
    const query = { fields: ['id', 'comments.text', 'comments.replies.text'] };
    const row = rowOf(await run('get', { id: post, query }));
    const [first] = row.comments as IDataObject[];
    expect(lengthOf(row.comments)).toBe(COUNT);
    if (env.QUERY_LIMIT_MAX === undefined) expect(lengthOf(first?.replies)).toBe(COUNT);
    else expect(row.$truncated).toEqual(['comments.replies']);
  });
});
