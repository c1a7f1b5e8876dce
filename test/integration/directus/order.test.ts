import type { IDataObject } from 'n8n-workflow';

import { ask, callOperation } from '../../support/directusOperations';
import { pairsOf, rowsOf } from '../../support/results';
import { fieldOf, keyField, makeCollection } from './operations/world';

/** Three records take turns; alone each change is a request of its own. */
const ITEMS = 250;

describe('items about one record take effect in their order', () => {
  let collection: string;

  beforeAll(async () => {
    collection = await makeCollection([
      keyField('integer'),
      fieldOf('slug', 'string'),
      fieldOf('number', 'integer'),
    ]);
  });

  afterAll(async () => {
    await ask('DELETE', `/collections/${collection}`);
  });

  beforeEach(async () => {
    await ask('DELETE', `/items/${collection}`, { query: { limit: -1 } });
    const rows = [0, 1, 2].map((row) => ({ slug: `row-${row}`, number: -1 }));
    await ask('POST', `/items/${collection}`, rows);
  });

  async function stored(): Promise<IDataObject[]> {
    const { data } = await ask('GET', `/items/${collection}?sort=slug`);
    return data as IDataObject[];
  }

  test.each([
    ['update', 100],
    ['update', 1],
    ['upsert', 100],
    ['upsert', 1],
  ])('%s, with a batch size of %i', async (operation, batchSize) => {
    const ids = (await stored()).map(({ id }) => id);
    const items = Array.from({ length: ITEMS }, (_, number) => {
      const row = number % 3;
      if (operation === 'update') return { collection, id: ids[row], data: { number } };
      return { collection, key: 'slug', data: { slug: `row-${row}`, number } };
    });
    const result = await callOperation({
      resource: 'items',
      operation,
      fields: { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
      settings: { options: { batchSize } },
      items,
    });
    expect(result.error).toBeUndefined();
    expect((await stored()).map(({ number }) => number)).toEqual([249, 247, 248]);
    expect(pairsOf(result)).toEqual(items.map((_, index) => index));
    expect(rowsOf(result).map(({ number }) => number)).toEqual(items.map((_, index) => index));
  });
});
