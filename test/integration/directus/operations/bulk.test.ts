import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall } from '../../../support/directusOperations';
import { failureOf, pairsOf, rowsOf } from '../../../support/results';
import { startRecorder } from '../../../support/requests';
import { unique } from '../../../support/unique';
import { fieldOf, keyField, makeCollection } from './world';

const COUNT = 25;

interface Kind {
  type: 'uuid' | 'string' | 'integer';
  /** Keys that items of it are given. */
  key?: (n: number) => string | number;
  /** Requests that creating them takes. */
  requests: number;
}

const KINDS: Array<[string, Kind]> = [
  ['uuids made here', { type: 'uuid', requests: 1 }],
  ['uuids given', { type: 'uuid', key: () => crypto.randomUUID(), requests: 1 }],
  ['text given', { type: 'string', key: (n) => `k/${COUNT - n}?${unique()}`, requests: 1 }],
  ['numbers given', { type: 'integer', key: (n) => 1000 - n, requests: 1 }],
  ['numbers made by the database', { type: 'integer', requests: 1 }],
];

describe.each(KINDS)('many items with %s', (_, { type, key, requests }) => {
  let collection: string;
  let ids: unknown[];
  const items = Array.from({ length: COUNT }, (_unused, n) => ({
    n,
    title: `title ${n}`,
    ...(key !== undefined && { id: key(n) }),
  }));
  const run = async (
    operation: string,
    jsonBody: string,
    inputs: IDataObject[],
  ): ReturnType<typeof callOperation> =>
    await callOperation({
      resource: 'items',
      operation,
      fields: { specifyBody: 'json', jsonBody },
      items: inputs,
      continueOnFail: true,
    });

  beforeAll(async () => {
    collection = await makeCollection([keyField(type), fieldOf('title', 'string'), fieldOf('n', 'integer')]);
  });

  afterAll(async () => {
    await ask('DELETE', `/collections/${collection}`);
  });

  test('are created in few requests, each paired with its own', async () => {
    const recorder = await startRecorder();
    const result = await callOperation({
      resource: 'items',
      operation: 'create',
      fields: { specifyBody: 'json', jsonBody: `={{ { collection: "${collection}", data: $json } }}` },
      items,
      credential: { url: recorder.url },
    });
    await recorder.stop();
    const rows = rowsOf(result);
    ids = rows.map(({ id }) => id);
    expect(rows.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
    expect(pairsOf(result)).toEqual(items.map((_item, index) => index));
    expect(recorder.requests.filter(({ method }) => method === 'POST')).toHaveLength(requests);
    expect(await arrange('GET', `/items/${collection}?limit=-1`)).toHaveLength(COUNT);
  });

  test('are changed each in its own way, and what is unknown fails alone', async () => {
    const inputs: IDataObject[] = ids.map((id, n) => ({ id: id as string, title: `new ${n}` }));
    inputs.splice(3, 0, { id: type === 'integer' ? 77777 : crypto.randomUUID(), title: 'x' });
    const result = await run(
      'update',
      `={{ { collection: "${collection}", id: $json.id, data: { title: $json.title } } }}`,
      inputs,
    );
    const rows = rowsOf(result);
    expect(failureOf(rows[3])).toMatchObject({ code: 'FORBIDDEN' });
    rows.splice(3, 1);
    expect(rows.map(({ title }) => title)).toEqual(ids.map((_id, n) => `new ${n}`));
    const read = await arrange<IDataObject[]>('GET', `/items/${collection}?limit=-1`);
    for (const { id, title } of read) expect(title).toBe(`new ${ids.indexOf(id)}`);
  });

  test('are read by their keys, also twice', async () => {
    const inputs = [...ids, ids[0]].map((id) => ({ id: id as string }));
    const result = await run('get', `={{ { collection: "${collection}", id: $json.id } }}`, inputs);
    expect(rowsOf(result).map(({ id }) => id)).toEqual([...ids, ids[0]]);
  });

  test('are deleted by their keys', async () => {
    const inputs = ids.slice(1).map((id) => ({ id: id as string }));
    const result = await run('delete', `={{ { collection: "${collection}", id: $json.id } }}`, inputs);
    expect(rowsOf(result)).toEqual(inputs.map(() => ({ deleted: true })));
    const left = await arrange<IDataObject[]>('GET', `/items/${collection}?limit=-1`);
    expect(left.map(({ id }) => id)).toEqual([ids[0]]);
  });
});

test('a key with a slash reaches its own item only', async () => {
  const collection = await makeCollection([keyField('string'), fieldOf('title', 'string')]);
  const id = '../x?y#z/ü';
  await arrange('POST', `/items/${collection}`, [
    { id, title: 'odd' },
    { id: 'x', title: 'plain' },
  ]);
  await rowOfCall('items', 'update', { collection, id, data: { title: 'changed' } });
  const rows = await arrange<IDataObject[]>('GET', `/items/${collection}?sort=title`);
  await ask('DELETE', `/collections/${collection}`);
  expect(rows.map(({ title }) => title)).toEqual(['changed', 'plain']);
});
