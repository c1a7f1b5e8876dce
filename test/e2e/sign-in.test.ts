import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Execution } from '../../sandbox/execution';
import type { N8nClient, Workflow } from '../../sandbox/n8n-client';
import type { ZitadelStandIn } from '../../sandbox/zitadel/server';
import { startStandIn } from '../support/stand-in';
import { codeOf } from '../support/totp';
import { unique } from '../support/unique';
import { connectPerson, createPerson, type Person } from './person';
import { openN8n } from './workflows';

/** Short, so that a test can outlast it. */
const TOKEN_SECONDS = 4;

describe.each(['grpc', 'http'])('a person who signs in to n8n with OAuth2, over %s', (transport) => {
  let zitadel: ZitadelStandIn;
  let n8n: N8nClient;
  let person: Person;
  let credential: { id: string; name: string };

  beforeAll(async () => {
    zitadel = await startStandIn(['--access-token-seconds', String(TOKEN_SECONDS)]);
    n8n = await openN8n();
    person = await createPerson(zitadel);
    // With a slash at the end of the URL, as people paste it.
    const data = { url: `${zitadel.url}/`, transport };
    credential = await connectPerson(n8n, zitadel, person, data);
  });

  afterAll(async () => {
    await zitadel.stop();
  });

  async function run(operation: string, parameters: INodeParameters = {}): Promise<IDataObject> {
    const execution = await n8n.run(myWorkflow(operation, parameters, credential));
    expect(failureOf(execution)).toBeUndefined();
    return execution.items('Zitadel')[0]?.json ?? {};
  }

  test('is the one whom "my" operations are about', async () => {
    expect(await run('getMyUser')).toMatchObject({ userId: person.userId, type: 'human' });
  });

  test('stays signed in when the token has expired: n8n refreshes it', async () => {
    await wait((TOKEN_SECONDS + 1) * 1000);
    expect(await run('getMyUser')).toMatchObject({ userId: person.userId });
    await wait((TOKEN_SECONDS + 1) * 1000);
    expect(await run('getMyProfile')).toMatchObject({ firstName: 'Ada' });
  });

  test('adds an authenticator app to the own account', async () => {
    const added = await run('addMyAuthFactorOTP');
    const code = codeOf(String(added.secret));
    expect(await run('verifyMyAuthFactorOTP', { code })).toHaveProperty('details');
  });
});

test('nobody signed in yet: the error says to connect the credential', async () => {
  const n8n = await openN8n();
  const name = unique();
  const id = await n8n.saveCredential(name, 'zitadelOAuth2Api', { url: 'http://localhost:1', clientId: 'x' });
  const execution = await n8n.run(myWorkflow('getMyUser', {}, { id, name }));
  expect(JSON.stringify(failureOf(execution))).toContain('connect the account');
});

function failureOf(execution: Execution): unknown {
  return execution.status === 'success' ? undefined : execution.error;
}

function myWorkflow(
  operation: string,
  parameters: INodeParameters,
  credential: { id: string; name: string },
): Workflow {
  return {
    name: unique(),
    nodes: [
      {
        id: '1',
        name: 'Start',
        type: 'n8n-nodes-base.manualTrigger',
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
      },
      {
        id: '2',
        name: 'Zitadel',
        type: 'n8n-nodes-zitadel-directus.zitadel',
        typeVersion: 1,
        position: [200, 0],
        parameters: {
          authentication: 'zitadelOAuth2Api',
          resource: 'AuthService',
          operation,
          ...parameters,
        },
        credentials: { zitadelOAuth2Api: credential },
      },
    ],
    connections: { Start: { main: [[{ node: 'Zitadel', type: 'main', index: 0 }]] } },
  };
}
