import { readFileSync } from 'node:fs';

import type { IDataObject } from 'n8n-workflow';

import { startCluster, type Cluster } from '../../sandbox/cluster';
import type { Workflow } from '../../sandbox/n8n-client';
import { DESKTOP, openPage, press, secretOn, send, startBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { codeOf } from '../support/totp';
import { unique } from '../support/unique';
import { runToPage } from '../support/waiting';

jest.setTimeout(1_200_000);

const EXECUTIONS = 40;
const ITEMS = 50;

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(async () => await cluster?.stop());

async function directus<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
  const { url, adminToken } = cluster.directus;
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: Reply }).data;
}

test('40 executions on two workers do each item once', async () => {
  const collection = unique().replace(/\W/g, '_');
  const field = { field: 'title', type: 'string', meta: {}, schema: {} };
  await directus('POST', '/collections', { collection, schema: {}, meta: {}, fields: [field] });
  const { n8n, directus: server } = cluster;
  const credential = await n8n.saveCredential('Directus', 'directusApi', {
    url: server.url,
    token: server.adminToken,
  });
  const path = unique();
  const at = (x: number): [number, number] => [x, 0];
  const id = await n8n.saveWorkflow({
    name: path,
    nodes: [
      {
        id: 'hook',
        name: 'Hook',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        position: at(0),
        webhookId: path,
        parameters: { path, httpMethod: 'POST', options: {} },
      },
      {
        id: 'split',
        name: 'Split',
        type: 'n8n-nodes-base.splitOut',
        typeVersion: 1,
        position: at(200),
        parameters: { fieldToSplitOut: 'body.titles', options: {} },
      },
      {
        id: 'create',
        name: 'Create',
        type: 'n8n-nodes-zitadel-directus.directus',
        typeVersion: 1,
        position: at(400),
        parameters: {
          resource: 'items',
          operation: 'create',
          specifyBody: 'json',
          jsonBody: `={{ ({ collection: '${collection}', data: { title: $json['body.titles'] } }) }}`,
        },
        credentials: { directusApi: { id: credential, name: 'Directus' } },
      },
    ],
    connections: {
      Hook: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
      Split: { main: [[{ node: 'Create', type: 'main', index: 0 }]] },
    },
  });
  await n8n.activate(id);
  const titles = Array.from({ length: EXECUTIONS }, (_, run) =>
    Array.from({ length: ITEMS }, (__, item) => `${run}-${item}`),
  );
  await Promise.all(
    titles.map(async (part) => {
      const response = await fetch(`${cluster.webhookUrl}/webhook/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ titles: part }),
      });
      expect(response.status).toBe(200);
    }),
  );
  const rows = await eventually(
    () => directus<IDataObject[]>('GET', `/items/${collection}?limit=-1&fields=title`),
    (all) => all.length >= EXECUTIONS * ITEMS,
    120_000,
  );
  expect(rows.map(({ title }) => title).sort()).toEqual(titles.flat().sort());
  const busy = cluster.members.filter(({ role, server: process }) => {
    return role === 'worker' && readFileSync(process.log, 'utf8').includes('started execution');
  });
  expect(busy).toHaveLength(2);
});

/** A user of Directus who may set up a second factor. */
async function person(): Promise<{ id: string; email: string; password: string }> {
  const email = `${unique()}@example.org`;
  const password = 'Secr3tPassw0rd!';
  const { role } = await directus<{ role: string }>('GET', '/users/me?fields=role');
  const { id } = await directus<{ id: string }>('POST', '/users', { email, password, role });
  return { id, email, password };
}

test('a waiting page is served by the webhook processor, and a worker goes on', async () => {
  const { n8n, webhookUrl } = cluster;
  const { id: user, email, password } = await person();
  const step = (name: string, type: string, typeVersion: number, parameters: object): object => ({
    id: name,
    name,
    type,
    typeVersion,
    position: [0, 0],
    parameters,
  });
  const to = (name: string): object => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
  const page = { resource: 'users', operation: 'setUp2FAAndWait', email };
  const { id, link } = await runToPage(n8n, {
    name: unique(),
    nodes: [
      step('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
      step('Link', 'n8n-nodes-base.set', 3.4, {
        mode: 'raw',
        jsonOutput: '={{ JSON.stringify({ link: $execution.resumeUrl }) }}',
        options: {},
      }),
      {
        ...step('Page', 'n8n-nodes-zitadel-directus.directus', 1, page),
        credentials: { directusApi: { id: await saved(), name: 'Directus' } },
      },
      step('After', 'n8n-nodes-base.noOp', 1, {}),
    ],
    connections: { Start: to('Link'), Link: to('Page'), Page: to('After') },
  } as unknown as Workflow);
  expect(link.startsWith(`${webhookUrl}/`)).toBe(true);
  const browser = await startBrowser();
  try {
    const shown = await openPage(browser, DESKTOP, link);
    await shown.fill('#password', password);
    await press(shown);
    await send(shown, 'code', codeOf(await secretOn(shown)));
  } finally {
    await browser.close();
  }
  const execution = await n8n.waitForExecution(id);
  expect(execution.json('After')).toEqual([expect.objectContaining({ verified: true, id: user })]);
  const last = [...executionsOf('worker'), ...executionsOf('main')].filter((seen) => seen === id);
  expect(last.length).toBeGreaterThan(0);
  expect(executionsOf('webhook')).not.toContain(id);
});

test('a file is kept in the database and read from there', async () => {
  const { n8n } = cluster;
  const collection = unique();
  const field = { field: 'title', type: 'string', meta: {}, schema: {} };
  await directus('POST', '/collections', { collection, schema: {}, meta: {}, fields: [field] });
  await directus('POST', `/items/${collection}`, [{ title: 'Ada' }, { title: 'Grace' }]);
  const credentials = { directusApi: { id: await saved(), name: 'Directus' } };
  const step = (name: string, parameters: object): object => ({
    id: name,
    name,
    type: 'n8n-nodes-zitadel-directus.directus',
    typeVersion: 1,
    position: [0, 0],
    parameters: { specifyBody: 'json', ...parameters },
    credentials,
  });
  const json = (body: object): string => JSON.stringify(body);
  const execution = await n8n.run({
    name: unique(),
    nodes: [
      {
        id: 'Start',
        name: 'Start',
        type: 'n8n-nodes-base.manualTrigger',
        typeVersion: 1,
        position: [0, 0],
        parameters: {},
      },
      step('Export', {
        resource: 'items',
        operation: 'exportToFile',
        jsonBody: json({ collection, format: 'csv', query: { fields: ['title'] } }),
        returnAll: true,
        binaryPropertyName: 'data',
      }),
      step('Upload', {
        resource: 'files',
        operation: 'create',
        jsonBody: json({ data: { title: 'Export' } }),
        binaryPropertyName: 'data',
      }),
    ],
    connections: {
      Start: { main: [[{ node: 'Export', type: 'main', index: 0 }]] },
      Export: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] },
    },
  } as unknown as Workflow);
  expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
  const [file] = execution.json('Upload');
  const { url, adminToken } = cluster.directus;
  const content = await fetch(`${url}/assets/${String(file?.id)}?access_token=${adminToken}`);
  expect((await content.text()).trim().split('\n')).toEqual(['title', 'Ada', 'Grace']);
  const stored = await n8n.request<{ data: string }>('GET', `/rest/executions/${execution.id}`);
  expect(JSON.stringify(stored)).toContain('database:');
});

/** The credential of the cluster's Directus. */
async function saved(): Promise<string> {
  const { url, adminToken } = cluster.directus;
  return await cluster.n8n.saveCredential('Directus', 'directusApi', { url, token: adminToken });
}

/** Executions that processes of a kind have run, by their logs. */
function executionsOf(role: 'main' | 'worker' | 'webhook'): string[] {
  return cluster.members
    .filter((member) => member.role === role)
    .flatMap(({ server }) =>
      [...readFileSync(server.log, 'utf8').matchAll(/started execution (\d+)/g)].map(([, id = '']) => id),
    );
}
