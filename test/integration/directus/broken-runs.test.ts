import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ask, callOperation } from '../../support/directusOperations';
import { startFaultProxy } from '../../support/faultProxy';
import { rowsOf } from '../../support/results';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';
import { fieldOf, keyField, makeCollection } from './operations/world';

let collection: string;

beforeAll(async () => {
  collection = await makeCollection([
    keyField('integer'),
    fieldOf('slug', 'string', { schema: { is_unique: true } }),
    fieldOf('title', 'string'),
  ]);
});

afterAll(async () => {
  await ask('DELETE', `/collections/${collection}`);
});

interface Way {
  url: string;
  /** How often n8n may send a request again. */
  retries?: number;
}

async function run(
  { url, retries = 3 }: Way,
  operation: string,
  items: IDataObject[],
  options: INodeParameters,
): Promise<IDataObject[]> {
  const result = await callOperation({
    resource: 'items',
    operation,
    items,
    fields: { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
    settings: { options: { retries, ...options } },
    credential: { url },
  });
  return rowsOf(result);
}

/** Brings items in of which one is there twice, changes one and takes one away. */
async function publish(way: Way, prefix: string): Promise<IDataObject[]> {
  const items = ['a', 'b', 'a', 'c'].map((name) => ({
    collection,
    data: { slug: `${prefix}-${name}`, title: name },
  }));
  const keep = { ifExists: 'keep', uniqueField: 'slug' };
  const created = await run(way, 'create', items, keep);
  const changed = { collection, key: 'slug', data: { slug: `${prefix}-b`, title: 'changed' } };
  await run(way, 'upsert', [changed], {});
  await run(way, 'delete', [{ collection, id: String(created[3]?.id) }], { ifGone: 'ignore' });
  return created;
}

async function stateOf(prefix: string): Promise<unknown[]> {
  const query = { filter: { slug: { _starts_with: prefix } }, sort: ['slug'], fields: ['slug', 'title'] };
  const { data } = await ask('SEARCH', `/items/${collection}`, { query });
  return (data as IDataObject[]).map(({ slug, title }) => [String(slug).slice(prefix.length), title]);
}

const END = [
  ['-a', 'a'],
  ['-b', 'changed'],
];

test('two runs at the same time end as one does', async () => {
  const prefix = unique();
  const way = { url: testServers().directus12.url };
  await Promise.all([publish(way, prefix), publish(way, prefix)]);
  expect(await stateOf(prefix)).toEqual(END);
});

test('a run that broke anywhere and was started again ends as one does', async () => {
  const { url } = testServers().directus12;
  let isOver = false;
  let broken = 0;
  for (let good = 0; !isOver; good++) {
    const prefix = unique();
    let left = good;
    // Before the server has seen a request, or after it has carried it out.
    const fault = good % 2 === 0 ? 'resetBefore' : 'resetAfter';
    const proxy = await startFaultProxy(url, () => (left-- > 0 ? undefined : fault));
    isOver = await publish({ url: proxy.url, retries: 0 }, prefix).then(
      () => true,
      () => false,
    );
    await proxy.close();
    if (!isOver) broken++;
    await publish({ url }, prefix);
    expect([good, await stateOf(prefix)]).toEqual([good, END]);
  }
  expect(broken).toBeGreaterThan(8);
});
