import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INode, INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { type N8n, startN8n } from '../../sandbox/n8n';
import type { Workflow } from '../../sandbox/n8n-client';
import { buildPackage } from '../../sandbox/package';
import { ask } from '../recordings/admin-api';
import { DESKTOP, openPage, send, sendRightCode, startBrowser } from '../support/browser';
import { triggerWorkflow } from '../support/directusTrigger';
import { deleteUsers, freeAddress, freeSeats, PeopleOfBoth } from '../support/setUpPeople';
import { runToPage } from '../support/waiting';
import { methodTypes, zitadelServer } from '../support/zitadel';
import { runExample, saveCredentials } from './workflows';

const PACKAGE = 'n8n-nodes-zitadel-directus';
const PASSWORD = 'Secr3tPassw0rd!';
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';

describe('the oldest n8n that the package is for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oldest-n8n-'));
  const people = new PeopleOfBoth();
  let n8n: N8n;

  beforeAll(async () => {
    n8n = await startN8n({ part: 'n8n1', folder, packages: [await buildPackage()] });
  }, 300_000);

  afterAll(async () => {
    await n8n?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('loads every node, and the action nodes as tools', async () => {
    const text = (await n8n.download('/types/nodes.json')).toString();
    const types = (JSON.parse(text) as INodeTypeDescription[]).map(({ name }) => name);
    const wanted = [
      'directus',
      'directusTool',
      'directusTrigger',
      'zitadel',
      'zitadelTool',
      'zitadelTrigger',
    ];
    const own = types.filter((name) => name.startsWith(`${PACKAGE}.`)).sort();
    expect(own).toEqual(wanted.map((name) => `${PACKAGE}.${name}`));
  });

  test('onboards administrators', async () => {
    await freeSeats();
    const run = `oldest${Date.now()}`;
    const replace = ['ada', 'grace'].flatMap((name): Array<[string, string]> => [
      [`${name}@example.org`, `${name}.${run}@example.org`],
      [`\\"username\\": \\"${name}\\"`, `\\"username\\": \\"${name}.${run}\\"`],
    ]);
    const execution = await runExample(n8n, 'onboard-administrators.json', 'grpc', replace);
    await deleteUsers(execution.json('Directus: Create Administrator').map(({ id }) => id));
    expect(execution.error).toBeUndefined();
    const methods = execution.json('Zitadel: Authentication Methods');
    expect(methods).toHaveLength(2);
    for (const { authMethodTypes } of methods) expect(authMethodTypes).toContain(TOTP);
    for (const { binary } of execution.items('Directus: Generate 2FA')) {
      expect(binary?.qrCode?.mimeType).toBe('image/png');
    }
    expect(execution.items('Directus: Log In With Code')).toHaveLength(2);
  });

  test('finds people without two-factor sign-in', async () => {
    const { email } = await people.makeInZitadel();
    const execution = await runExample(n8n, 'find-people-without-two-factor.json', 'http');
    expect(execution.error).toBeUndefined();
    expect(execution.json('Everyone Without 2FA')).toContainEqual({ email, system: 'Zitadel' });
  });

  test('waits at the page where a person sets up two-factor sign-in', async () => {
    const { userId } = await people.makeInZitadel();
    const newPassword = { password: PASSWORD };
    await ask(zitadelServer(), 'POST', `/v2/users/${userId}/password`, { newPassword });
    const { Zitadel: id = '' } = await saveCredentials(n8n, 'grpc');
    const page = node('Page', `${PACKAGE}.zitadel`, 1, {
      resource: 'UserService',
      operation: 'setUpTOTPAndWait',
      userId,
    });
    const { id: executionId, link } = await runToPage(n8n, {
      name: 'Page',
      nodes: [
        node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
        node('Link', 'n8n-nodes-base.set', 3.4, {
          mode: 'raw',
          jsonOutput: '={{ JSON.stringify({ link: $execution.resumeUrl }) }}',
          options: {},
        }),
        { ...page, credentials: { zitadelApi: { id, name: 'Zitadel' } } },
      ],
      connections: { Start: to('Link'), Link: to('Page') },
    });
    const browser = await startBrowser();
    try {
      const opened = await openPage(browser, DESKTOP, link);
      await send(opened, 'password', PASSWORD);
      await sendRightCode(opened);
    } finally {
      await browser.close();
    }
    const execution = await n8n.waitForExecution(executionId);
    expect(execution.error).toBeUndefined();
    expect(execution.json('Page')).toMatchObject([{ verified: true, userId }]);
    expect(await methodTypes(userId)).toContain(TOTP);
  });

  test('is started by the Directus Trigger, once', async () => {
    const { Directus: credential = '' } = await saveCredentials(n8n, 'grpc');
    const parameters = { events: ['users.create'] };
    const workflowId = await n8n.saveWorkflow(triggerWorkflow(credential, parameters));
    await n8n.activate(workflowId);
    const email = freeAddress();
    await people.makeInDirectus({ email });
    const executions = await n8n.waitForExecutionsOf(workflowId);
    await n8n.deactivate(workflowId);
    expect(executions.flatMap((one) => one.json('Directus Trigger'))).toMatchObject([
      { event: 'users.create', payload: { email } },
    ]);
  });
});

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
  return { id: crypto.randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function to(name: string): Workflow['connections'][string] {
  return { main: [[{ node: name, type: 'main', index: 0 }]] };
}
