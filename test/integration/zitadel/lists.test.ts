import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { eventually } from '../../support/eventually';
import { pairsOf, rowsOf } from '../../support/results';
import { People, runZitadel, TRANSPORTS } from '../../support/zitadel';

const people = new People();
let userIds: string[] = [];

beforeAll(async () => {
  userIds = await people.makeMany(5);
  const json = { queries: [{ inUserIdsQuery: { userIds } }] };
  await eventually(
    async () => rowsOf(await runZitadel({ operation: 'listUsers', json, settings: { returnAll: true } })),
    ({ length }) => length === userIds.length,
  );
});

describe.each(TRANSPORTS)('a list of users over %s', (transport) => {
  async function list(query: IDataObject | undefined, settings: INodeParameters): Promise<unknown[]> {
    const json = { queries: [{ inUserIdsQuery: { userIds } }], ...(query && { query }) };
    const result = await runZitadel({ operation: 'listUsers', transport, json, settings });
    expect(pairsOf(result).every((item) => item === 0)).toBe(true);
    return rowsOf(result).map(({ userId }) => userId);
  }

  test.each([
    ['Return All gives all', undefined, { returnAll: true }, 5],
    ['Limit gives as many', undefined, { limit: 2 }, 2],
    ['a limit in the request wins over Limit', { limit: 3 }, { limit: 2 }, 3],
    ['a limit in the request wins over Return All', { limit: 3 }, { returnAll: true }, 3],
    ['limit 0 in the request gives all', { limit: 0 }, { limit: 2 }, 5],
    ['an offset passes users over', { offset: '4' }, { returnAll: true }, 1],
    ['an offset goes with a limit', { offset: '1', limit: 2 }, {}, 2],
  ] as const)('%s', async (_, query, settings, count) => {
    expect(await list(query, settings)).toHaveLength(count);
  });

  test('is in the order that the request gives, whole or in part', async () => {
    const all = await list({ asc: true }, { returnAll: true });
    expect([...all].sort()).toEqual([...userIds].sort());
    expect(await list({ asc: true }, { limit: 2 })).toEqual(all.slice(0, 2));
    expect(await list({ asc: true, offset: '2', limit: 2 }, {})).toEqual(all.slice(2, 4));
    expect(await list({ asc: false }, { returnAll: true })).toEqual([...all].reverse());
  });

  test('is sorted and filtered by the form too', async () => {
    const queries = JSON.stringify([{ inUserIdsQuery: { userIds } }]);
    const additionalFields = {
      queries,
      query: { asc: true, offset: 3 },
      sortingColumn: 'USER_FIELD_NAME_USER_NAME',
    };
    const run = { operation: 'listUsers', transport, settings: { returnAll: true } };
    const names = rowsOf(await runZitadel({ ...run, fields: { additionalFields } })).map(
      ({ username }) => username,
    );
    const all = rowsOf(await runZitadel({ ...run, fields: { additionalFields: { queries } } }));
    const sorted = all.map(({ username }) => String(username)).sort();
    expect(names).toEqual(sorted.slice(3));
  });

  test('of several items is one after the other, each row paired with its item', async () => {
    const result = await runZitadel({
      operation: 'listUsers',
      transport,
      json: '={{ JSON.stringify({ queries: [{ inUserIdsQuery: { userIds: $json.ids } }] }) }}',
      items: [{ ids: userIds.slice(0, 2) }, { ids: ['1'] }, { ids: userIds.slice(2) }],
      settings: { returnAll: true },
    });
    expect(pairsOf(result)).toEqual([0, 0, 2, 2, 2]);
    const found = rowsOf(result).map(({ userId }) => userId);
    expect(found.slice(0, 2).sort()).toEqual(userIds.slice(0, 2).sort());
  });
});
