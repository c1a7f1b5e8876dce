import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, rowOf } from '../../../support/results';
import { unique } from '../../../support/unique';

const own = new OwnDirectus();
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
  meta: { special: [special] },
});
let tags: number[];

beforeAll(async () => {
  const make = async (collection: string, ...fields: object[]): Promise<unknown> =>
    await own.arrange('POST', '/collections', { collection, schema: {}, meta: {}, fields: [key, ...fields] });
  await make('tags', plain('name', 'string'));
  await make('posts', plain('title', 'string'), alias('comments', 'o2m'), alias('tags', 'm2m'));
  await make('comments', plain('text', 'string'), plain('post'));
  await make('posts_tags', plain('post'), plain('tag'), plain('note', 'string'));
  for (const [collection, field, related, meta] of [
    ['comments', 'post', 'posts', { one_field: 'comments' }],
    ['posts_tags', 'post', 'posts', { one_field: 'tags', junction_field: 'tag' }],
    ['posts_tags', 'tag', 'tags', { junction_field: 'post' }],
  ] as const) {
    await own.arrange('POST', '/relations', {
      collection,
      field,
      related_collection: related,
      schema: {},
      meta,
    });
  }
  // So that no key of a tag is one in between.
  await own.arrange(
    'POST',
    '/items/tags',
    Array.from({ length: 50 }, () => ({ name: 'unused' })),
  );
  const made = await own.arrange<IDataObject[]>(
    'POST',
    '/items/tags',
    ['a', 'b', 'c'].map((name) => ({ name })),
  );
  tags = made.map(({ id }) => Number(id));
});

/** Runs an operation with its data in the mapper of the form. */
async function mapped(
  operation: string,
  value: IDataObject,
  more: INodeParameters = {},
): ReturnType<OwnDirectus['run']> {
  const schema = Object.keys(value).map((id) => ({ id, type: 'string', displayName: id, display: true }));
  const fields = {
    collection: { __rl: true, mode: 'id', value: 'posts' },
    data: { mappingMode: 'defineBelow', value, schema },
    ...more,
  } as INodeParameters;
  return await own.run({ operation, fields });
}

const update = async (id: unknown, value: IDataObject): ReturnType<OwnDirectus['run']> =>
  await mapped('update', value, { id: { __rl: true, mode: 'id', value: id as string } });

/** What stands in between for a post. */
async function between(post: unknown): Promise<IDataObject[]> {
  return await own.rows('posts_tags', { filter: { post: { _eq: post } } });
}

/** Makes a post with the first two tags, each with a note in between. */
async function makePost(): Promise<{ id: unknown; rows: IDataObject[] }> {
  const entries = tags.slice(0, 2).map((tag) => ({ tag, note: `of ${tag}` }));
  const { id } = await own.arrange('POST', '/items/posts', { title: unique(), tags: entries });
  return { id, rows: await between(id) };
}

test('a new item gets what is behind the keys', async () => {
  for (const value of [tags, tags.map(String), JSON.stringify(tags)]) {
    const { id } = rowOf(await mapped('create', { title: 'new', tags: value }));
    expect((await between(id)).map(({ tag }) => tag)).toEqual(tags);
  }
});

test('what stays is left as it is, and what is not in the list is detached', async () => {
  const { id, rows } = await makePost();
  rowOf(await update(id, { tags: [tags[1], tags[2]] as number[] }));
  const now = await between(id);
  expect(now).toEqual([rows[1], expect.objectContaining({ tag: tags[2] })]);
  rowOf(await update(id, { title: 'same', tags: [tags[2], tags[1]] as number[] }));
  expect(await between(id)).toEqual(now);
  rowOf(await update(id, { tags: [tags[1], { tag: tags[0] }] as IDataObject[] }));
  expect((await between(id)).map(({ tag }) => tag)).toEqual([tags[1], tags[0]]);
});

test('changes alone leave all else attached', async () => {
  const { id, rows } = await makePost();
  const changes = { create: [{ tag: tags[2] }], update: [], delete: [rows[0]?.id] };
  for (const value of [changes, JSON.stringify({ ...changes, create: [], delete: [] })]) {
    rowOf(await update(id, { tags: value }));
    expect((await between(id)).map(({ tag }) => tag)).toEqual([tags[1], tags[2]]);
  }
});

test('an upsert takes them for a new item and for one that is there', async () => {
  const title = unique();
  for (const list of [tags.slice(0, 2), tags.slice(1)]) {
    const { id } = rowOf(await mapped('upsert', { title, tags: list }, { key: 'title' }));
    expect((await between(id)).map(({ tag }) => tag)).toEqual(list);
  }
});

test('several records at once are refused, before anything changes', async () => {
  const { id, rows } = await makePost();
  const fields = {
    collection: { __rl: true, mode: 'id', value: 'posts' },
    ids: [String(id)],
    data: JSON.stringify({ tags }),
  } as INodeParameters;
  expect(errorOf(await own.run({ operation: 'updateMultiple', fields })).message).toMatch(
    /data\.tags: a list of keys/,
  );
  expect(await between(id)).toEqual(rows);
});

test('JSON is in the terms of Directus: keys are those in between', async () => {
  const { id, rows } = await makePost();
  const json = { collection: 'posts', id, data: { tags: rows.map((row) => row.id) } } as IDataObject;
  rowOf(await own.run({ operation: 'update', json }));
  expect(await between(id)).toEqual(rows);
});

test('of one to many, keys are those of the other collection', async () => {
  const made = await own.arrange<IDataObject[]>('POST', '/items/comments', [{ text: 'a' }, { text: 'b' }]);
  const ids = made.map((row) => Number(row.id));
  const { id } = rowOf(await mapped('create', { title: 'o2m', comments: ids }));
  const attached = async (): Promise<unknown[]> =>
    (await own.rows('comments', { filter: { post: { _eq: id } } })).map((row) => row.id);
  expect(await attached()).toEqual(ids);
  rowOf(await update(id, { comments: ids.slice(1) }));
  expect(await attached()).toEqual(ids.slice(1));
});

test('policies of a role and of a user are meant by their own IDs', async () => {
  const policies: unknown[] = [];
  for (const name of [unique(), unique()])
    policies.push((await own.arrange('POST', '/policies', { name })).id);
  const access = async (field: string, id: unknown): Promise<unknown[]> => {
    const filter = encodeURIComponent(JSON.stringify({ [field]: { _eq: id } }));
    const rows = await own.arrange<IDataObject[]>('GET', `/access?filter=${filter}&sort=sort`);
    return rows.map(({ policy }) => policy).sort();
  };
  const additionalFields = { policies: JSON.stringify(policies) };
  const one = { policies: JSON.stringify(policies.slice(0, 1)) };
  const role = rowOf(
    await own.run({ resource: 'roles', operation: 'create', fields: { name: unique(), additionalFields } }),
  );
  expect(await access('role', role.id)).toEqual([...policies].sort());
  const email = `${unique()}@example.org`;
  const user = rowOf(
    await own.run({ resource: 'users', operation: 'create', fields: { email, additionalFields } }),
  );
  expect(await access('user', user.id)).toEqual([...policies].sort());
  const id = { __rl: true, mode: 'id', value: String(user.id) };
  rowOf(await own.run({ resource: 'users', operation: 'update', fields: { id, additionalFields: one } }));
  expect(await access('user', user.id)).toEqual(policies.slice(0, 1));
});
