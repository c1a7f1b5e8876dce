import { readFileSync } from 'node:fs';

import type { IDataObject } from 'n8n-workflow';

import { startCluster, type Cluster } from '../../sandbox/cluster';
import { eventually } from '../support/eventually';
import { unique } from '../support/unique';

jest.setTimeout(600_000);

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
