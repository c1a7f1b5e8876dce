import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import * as listSearch from '../../../nodes/Zitadel/editor/listSearch';

const PASSKEYS = [{ id: '1', name: 'Laptop' }, { id: '2' }, { id: '3', name: 'Phone' }];
const LINKS = [
  { idpId: '7', idpName: 'Acme', providedUserId: 'ada' },
  { idpId: '8', providedUserId: 'ada' },
];
const REPLIES: Record<string, unknown> = {
  '/zitadel.user.v2.UserService/ListPasskeys': { result: PASSKEYS },
  '/auth/v1/users/me/passwordless/_search': { result: PASSKEYS },
  '/auth/v1/users/me/idps/_search': { result: LINKS },
};

let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(REPLIES[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

async function search(list: Search, filter?: string, parameters: IDataObject = {}): Promise<unknown> {
  const editor = {
    getCredentials: () => Promise.resolve({ url, token: 'token', transport: 'http' }),
    getNode: () => ({ name: 'Zitadel', type: 'zitadel', typeVersion: 1, parameters }),
    getCurrentNodeParameter: (name: string) => parameters[name],
    helpers: {},
  } as unknown as ILoadOptionsFunctions;
  const { results } = await list.call(editor, filter);
  return results.map(({ name, value }) => [name, value]);
}

describe('short lists of locators', () => {
  test.each<[string, Search, IDataObject]>([
    ['the passkeys of a user', listSearch.searchPasskeys, { userId: '42' }],
    ['the own passkeys', listSearch.searchMyPasskeys, {}],
  ])('%s have their names, or their IDs without one, and are searched', async (_, list, parameters) => {
    expect(await search(list, undefined, parameters)).toEqual([
      ['Laptop', '1'],
      ['2', '2'],
      ['Phone', '3'],
    ]);
    expect(await search(list, 'PHONE', parameters)).toEqual([['Phone', '3']]);
  });

  test('the own links have the names of their identity providers', async () => {
    expect(await search(listSearch.searchMyIdentityProviders)).toEqual([
      ['Acme', '7'],
      ['8', '8'],
    ]);
  });
});
