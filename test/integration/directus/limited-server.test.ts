import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startDirectus, type Directus } from '../../../sandbox/directus';
import { runNode, type NodeResult } from '../../support/engine';
import { pairsOf, rowOf, rowsOf } from '../../support/results';

const COLLECTION = 'numbers';
const COUNT = 130;
const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-limited-'));
let directus: Directus;

beforeAll(async () => {
  directus = await startDirectus({
    version: '12',
    folder,
    env: { QUERY_LIMIT_MAX: '50', MAX_BATCH_MUTATION: '30', ACCESS_TOKEN_TTL: '3s' },
  });
  const key = { is_primary_key: true, has_auto_increment: true };
  await ask('POST', '/collections', {
    collection: COLLECTION,
    schema: {},
    meta: {},
    fields: [
      { field: 'id', type: 'integer', meta: {}, schema: key },
      { field: 'title', type: 'string', meta: {}, schema: {} },
    ],
  });
}, 60_000);

afterAll(async () => {
  await directus.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(directus.url + path, {
    method,
    headers: {
      authorization: `Bearer ${directus.adminToken}`,
      'content-type': 'application/json',
      connection: 'close',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as { data: unknown }).data;
}

async function run(
  operation: string,
  json: IDataObject,
  more: { items?: IDataObject[]; settings?: IDataObject; credential?: IDataObject; resource?: string } = {},
): Promise<NodeResult> {
  return await runNode({
    node: 'directus',
    parameters: {
      resource: more.resource ?? 'items',
      operation,
      specifyBody: 'json',
      jsonBody: '={{ JSON.stringify($json) }}',
      ...(more.settings as Record<string, string>),
    },
    credential: more.credential ?? { url: directus.url, token: directus.adminToken },
    items: (more.items ?? [{}]).map((item) => ({ ...json, ...item })),
  });
}

const countRows = async (filter: object = {}): Promise<number> => {
  const path = `/items/${COLLECTION}?aggregate[count]=*&filter=${encodeURIComponent(JSON.stringify(filter))}`;
  const [row] = (await ask('GET', path)) as Array<{ count: number }>;
  return Number(row?.count);
};

const collection = COLLECTION;
const everything = { filter: { id: { _gt: 0 } } };

describe('a server that gives and takes little at once', () => {
  test('takes a create of more items than it takes at once, each item paired with its record', async () => {
    const items = Array.from({ length: COUNT }, (_, number) => ({ data: { title: `title ${number}` } }));
    const result = await run('create', { collection }, { items });
    expect(rowsOf(result).map(({ title }) => title)).toEqual(items.map(({ data }) => data.title));
    expect(pairsOf(result)).toEqual(items.map((_, index) => index));
    expect(await countRows()).toBe(COUNT);
  });

  test('gives all rows of a list, each once and in order', async () => {
    const rows = rowsOf(await run('list', { collection, query: {} }, { settings: { returnAll: true } }));
    expect(rows).toHaveLength(COUNT);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(COUNT);
    const some = rowsOf(await run('list', { collection, query: { limit: 120, sort: ['-id'] } }));
    expect(some.map(({ id }) => id)).toEqual(
      rows
        .map(({ id }) => id)
        .reverse()
        .slice(0, 120),
    );
  });

  test('gives all groups of an aggregation', async () => {
    const query = { aggregate: { count: '*' }, groupBy: ['title'] };
    const settings = { returnAll: true };
    expect(rowsOf(await run('aggregate', { collection, query }, { settings }))).toHaveLength(COUNT);
  });

  test('changes all that a query chooses', async () => {
    rowsOf(await run('updateByQuery', { collection, query: everything, data: { title: 'same' } }));
    expect(await countRows({ title: { _eq: 'same' } })).toBe(COUNT);
  });

  test('gives and deletes items by their ids, as many as there are', async () => {
    const ids = rowsOf(await run('list', { collection, query: {} }, { settings: { returnAll: true } })).map(
      ({ id }) => ({ id }),
    );
    expect(rowsOf(await run('get', { collection }, { items: ids })).map(({ id }) => ({ id }))).toEqual(ids);
    expect(rowsOf(await run('delete', { collection }, { items: ids }))).toHaveLength(COUNT);
    expect(await countRows()).toBe(0);
  });

  test('signs a person in again whose tokens end after seconds', async () => {
    const { url, adminEmail: email, adminPassword: password } = directus;
    const credential = { url, authentication: 'login', email, password };
    const me = async (): Promise<IDataObject> =>
      rowOf(await run('getCurrent', {}, { resource: 'users', credential }));
    expect(await me()).toMatchObject({ email });
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(await me()).toMatchObject({ email });
  });
});
