import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ask, textAt } from '../../recordings/admin-api';
import { loadNode } from '../../support/package';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';
import {
  adminIds,
  People,
  runZitadel,
  TRANSPORTS,
  zitadelServer,
  type Transport,
} from '../../support/zitadel';
import { rowOf, rowsOf } from '../../support/results';

const people = new People();

/** What a list of the node offers, as the editor asks for it. */
async function search(
  method: string,
  transport: Transport,
  { filter, page, parameters = {} }: Ask = {},
): Promise<INodeListSearchResult> {
  const list = loadNode('Zitadel').methods?.listSearch?.[method];
  if (list === undefined) throw new Error(`no list ${method}`);
  const { url, token } = testServers().zitadel;
  const editor = {
    getCredentials: () => Promise.resolve({ url, token, transport }),
    getNode: () => ({ name: 'Zitadel', type: 'zitadel', typeVersion: 1, parameters }),
    getCurrentNodeParameter: (name: string) => parameters[name],
    helpers: {},
  } as unknown as ILoadOptionsFunctions;
  return await list.call(editor, filter, page);
}

interface Ask {
  filter?: string;
  page?: string;
  parameters?: IDataObject;
}

const valuesOf = ({ results }: INodeListSearchResult): unknown[] => results.map(({ value }) => value);

describe.each(TRANSPORTS)('the lists of locators over %s', (transport) => {
  test('have users, found by name, username or e-mail address, and say who is who', async () => {
    const username = unique();
    const { orgId } = await adminIds();
    const reply = await ask(zitadelServer(), 'POST', '/v2/users/new', {
      organizationId: orgId,
      username,
      human: {
        profile: { givenName: `G${username}`, familyName: 'Lovelace' },
        email: { email: `mail.${username}@example.org`, isVerified: true },
      },
    });
    const userId = people.keep(textAt(reply, 'id'));
    for (const filter of [username, `G${username.toUpperCase()}`, `mail.${username}`]) {
      const { results } = await search('searchUsers', transport, { filter });
      expect(results).toEqual([{ name: `G${username} Lovelace (${username})`, value: userId }]);
    }
    expect(valuesOf(await search('searchUsers', transport, { filter: unique() }))).toEqual([]);
  });

  test('go on page by page, each user once', async () => {
    await people.makeMany(3);
    const found: unknown[] = [];
    let page: string | undefined;
    do {
      const result = await search('searchUsers', transport, { page });
      found.push(...valuesOf(result));
      page = result.paginationToken;
    } while (page !== undefined);
    const all = rowsOf(await runZitadel({ operation: 'listUsers', settings: { returnAll: true } }));
    expect(new Set(found).size).toBe(found.length);
    expect([...found].sort()).toEqual(all.map(({ userId }) => userId).sort());
  });

  test('have organizations and projects by name', async () => {
    const { orgId } = await adminIds();
    expect(valuesOf(await search('searchOrganizations', transport))).toContain(orgId);
    const name = unique();
    const project = await ask(zitadelServer(), 'POST', '/management/v1/projects', { name });
    const { results } = await search('searchProjects', transport, { filter: name.toUpperCase() });
    expect(results).toEqual([{ name, value: textAt(project, 'id') }]);
  });

  test('have nothing to choose before a user is chosen, and the passkeys of that user then', async () => {
    expect(await search('searchPasskeys', transport)).toEqual({ results: [] });
    const userId = await people.make();
    expect(await search('searchPasskeys', transport, { parameters: { userId } })).toEqual({ results: [] });
  });
});

describe('what is chosen in a locator', () => {
  const chosen = (value: string): IDataObject => ({ __rl: true, mode: 'list', value, cachedResultName: 'x' });

  test('reaches the request, also inside collections and options', async () => {
    const { orgId } = await adminIds();
    const name = unique();
    const created = rowOf(
      await runZitadel({
        operation: 'addHumanUser',
        fields: {
          username: name,
          profile: { givenName: 'Ada', familyName: 'Lovelace' },
          email: { email: `${name}@example.org`, verification: '{"isVerified":true}' },
          additionalFields: { organization: { orgId: chosen(orgId) } },
        } as never,
      }),
    );
    const userId = people.keep(String(created.userId));
    const rules = { userNameQuery: [{ userName: name, method: 'TEXT_QUERY_METHOD_EQUALS' }] };
    const organizationIdQuery = [{ organizationId: chosen(orgId) }];
    const listed = await runZitadel({
      operation: 'listUsers',
      fields: { queriesUi: { ...rules, organizationIdQuery } } as never,
      settings: { options: { organizationId: chosen(orgId) } } as never,
    });
    expect(rowsOf(listed).map((row) => row.userId)).toEqual([userId]);
  });

  test.each([
    ['chosen from the list', chosen('no-organization')],
    ['written', 'no-organization'],
  ])('as organization of the call is the one that is %s', async (_, organizationId) => {
    const run = { operation: 'listUsers', settings: { options: { organizationId } } as never };
    const { error } = await runZitadel(run);
    expect(error?.message).toContain('AUTH-Bs7Ds');
  });
});
