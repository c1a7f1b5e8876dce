import type { IDataObject } from 'n8n-workflow';

import type { ZitadelStandIn } from '../../../sandbox/zitadel/server';
import { rowOf, rowsOf, textAt } from '../../support/results';
import { startStandIn } from '../../support/stand-in';
import { unique } from '../../support/unique';
import { runZitadel, TRANSPORTS, type ZitadelRun } from '../../support/zitadel';
import type { NodeResult } from '../../support/engine';

/** Lists of this server are as late as those of a busy one. */
const DELAY = 700;
let server: ZitadelStandIn;

beforeAll(async () => {
  server = await startStandIn(['--projection-delay', String(DELAY)]);
});

afterAll(async () => {
  await server.stop();
});

async function run(call: ZitadelRun): Promise<NodeResult> {
  return await runZitadel({ ...call, token: server.tokens.admin, credential: { url: server.url } });
}

function person(name: string): IDataObject {
  return {
    username: name,
    profile: { givenName: 'Ada', familyName: 'Lovelace' },
    email: { email: `${name}@example.org`, isVerified: true },
  };
}

const waiting = { options: { waitForWrites: true } };

describe.each(TRANSPORTS)('what an execution has just written, over %s', (transport) => {
  test('is not in a list, unless the list waits for it', async () => {
    const name = unique();
    const queries = [{ userNameQuery: { userName: name } }];
    const list = async (settings = {}): Promise<IDataObject[]> =>
      rowsOf(await run({ operation: 'listUsers', transport, json: { queries }, settings }));
    const userId = textAt(
      rowOf(await run({ operation: 'addHumanUser', transport, json: person(name) })),
      'userId',
    );
    expect(await list()).toEqual([]);
    expect((await list(waiting)).map((row) => row.userId)).toEqual([userId]);
  });

  test('is in lists of the older services, by their own name for the time', async () => {
    const service = 'ManagementService';
    const name = unique();
    rowOf(await run({ service, operation: 'addProject', transport, json: { name } }));
    const queries = [{ nameQuery: { name } }];
    const list = async (settings = {}): Promise<IDataObject[]> =>
      rowsOf(await run({ service, operation: 'listProjects', transport, json: { queries }, settings }));
    expect(await list()).toEqual([]);
    expect(await list(waiting)).toMatchObject([{ name }]);
  });

  test('is found in lists that do not say how recent they are', async () => {
    const service = 'ProjectService';
    const name = unique();
    const organizationId = server.ids.organization;
    rowOf(await run({ service, operation: 'createProject', transport, json: { organizationId, name } }));
    const filters = [{ projectNameFilter: { projectName: name } }];
    const list = async (settings = {}): Promise<IDataObject[]> =>
      rowsOf(await run({ service, operation: 'listProjects', transport, json: { filters }, settings }));
    expect(await list()).toEqual([]);
    expect(await list(waiting)).toMatchObject([{ name }]);
  });

  test('is waited for no longer than Timeout, and the node says so', async () => {
    const name = unique();
    rowOf(await run({ operation: 'addHumanUser', transport, json: person(name) }));
    const settings = { options: { waitForWrites: true, timeout: 300 } };
    const result = await run({ operation: 'listUsers', transport, json: {}, settings });
    expect(rowsOf(result).map(({ username }) => username)).not.toContain(name);
    expect(result.hints?.map(({ message }) => message)).toEqual([expect.stringContaining('Timeout')]);
  });

  test('with a person twice in a run, one is created', async () => {
    const email = { email: `${unique()}@example.org`, isVerified: true };
    const names = [unique(), unique()];
    const result = await run({
      operation: 'addHumanUser',
      transport,
      fields: { specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
      items: names.map((name) => ({ ...person(name), email })),
      settings: { options: { ifExists: 'keep' } },
    });
    expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual(['created', 'existed']);
    expect(new Set(rowsOf(result).map(({ userId }) => userId)).size).toBe(1);
  });
});
