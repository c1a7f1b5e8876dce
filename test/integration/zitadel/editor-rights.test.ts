import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { ZitadelStandIn } from '../../../sandbox/zitadel/server';
import { loadNode } from '../../support/package';
import { startStandIn } from '../../support/stand-in';
import { TRANSPORTS } from '../../support/zitadel';

let server: ZitadelStandIn;

beforeAll(async () => {
  server = await startStandIn();
});

afterAll(async () => {
  await server.stop();
});

/** What a list of the node offers to whom a token is of. */
async function list(method: string, token: string, transport: string): Promise<INodeListSearchResult> {
  const search = loadNode('Zitadel').methods?.listSearch?.[method];
  if (search === undefined) throw new Error(`no list ${method}`);
  const editor = {
    getCredentials: async () => await Promise.resolve({ url: server.url, token, transport }),
    getNode: () => ({ name: 'Zitadel', type: 'zitadel', typeVersion: 1, parameters: {} }),
    getCurrentNodeParameter: () => undefined,
    helpers: {},
  };
  return await search.call(editor as unknown as ILoadOptionsFunctions);
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test.each([
    ['searchOrganizations', /may read no organization.*role such as IAM_OWNER_VIEWER/],
    ['searchProjects', /no role here.*role that may do this/],
    ['searchUsers', undefined],
  ])('%s is no empty list for who has no role', async (method, missing) => {
    const listing = list(method, server.tokens.nobody, transport);
    if (missing === undefined) {
      // Everybody sees themselves.
      expect((await listing).results).toHaveLength(1);
      return;
    }
    await expect(listing).rejects.toMatchObject({ message: expect.stringMatching(missing) as string });
  });

  test.each(['searchOrganizations', 'searchUsers'])('%s is filled for an administrator', async (method) => {
    expect((await list(method, server.tokens.admin, transport)).results).not.toEqual([]);
  });

  test('a wrong token is said to be wrong', async () => {
    await expect(list('searchUsers', 'wrong', transport)).rejects.toMatchObject({
      message: expect.stringContaining('Check the token in the credential') as string,
    });
  });
});
