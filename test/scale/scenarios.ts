import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { runNode, type NodeRun } from '../support/engine';
import { testServers } from '../support/servers';
import { startStandIn } from '../support/stand-in';
import { unique } from '../support/unique';
import { collection, fill, removeCollections } from './collection';

/** Something that may be done to very many items. */
export interface Scenario {
  /** Prepares what is needed, and says how the node is run. */
  run: (count: number) => Promise<NodeRun>;
  /** How many were done, or read. */
  count: (items: INodeExecutionData[]) => number;
}

const TEXT = 'A sentence that an article might have, as long as such sentences are. '.repeat(4);

function directus(operation: string, jsonBody: string, items: IDataObject[] = [{}]): NodeRun {
  const { url, adminToken } = testServers().directus;
  return {
    node: 'directus',
    parameters: { resource: 'items', operation, specifyBody: 'json', jsonBody },
    credential: { url, token: adminToken },
    items,
  };
}

let standIn: ReturnType<typeof startStandIn> | undefined;

/** Zitadel with nobody else in it. */
async function zitadel(
  operation: string,
  jsonBody: string,
  items: IDataObject[],
  more = {},
): Promise<NodeRun> {
  const { url, tokens } = await (standIn ??= startStandIn());
  return {
    node: 'zitadel',
    parameters: { resource: 'UserService', operation, specifyBody: 'json', jsonBody, ...more },
    credential: { url, token: tokens.admin, transport: 'grpc' },
    items,
  };
}

function people(count: number): Promise<NodeRun> {
  const prefix = unique();
  const items = Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}` }));
  return zitadel(
    'addHumanUser',
    '={{ ({ username: $json.name, profile: { givenName: "Ada", familyName: $json.name }, email: { email: $json.name + "@example.org", isVerified: true } }) }}',
    items,
  );
}

/** Ends what scenarios have started, and removes what they have made. */
export async function cleanUp(): Promise<void> {
  await removeCollections();
  await (await standIn)?.stop();
}

function articles(count: number, more: (index: number) => IDataObject = () => ({})): IDataObject[] {
  const items = Array.from({ length: count }, (_, index) => ({
    title: `Article ${index}`,
    body: `${index} ${TEXT}`,
    ...more(index),
  }));
  // As they come from another node: no text shares its letters with another.
  return JSON.parse(JSON.stringify(items)) as IDataObject[];
}

const each = (items: INodeExecutionData[]): number => items.length;

/** What is run over many items, by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  creates: {
    run: async (count) => {
      const name = await collection();
      return directus(
        'create',
        `={{ ({ collection: "${name}", data: { title: $json.title, body: $json.body } }) }}`,
        articles(count),
      );
    },
    count: each,
  },
  gets: {
    run: async (count) => {
      const name = await collection();
      await fill(name, count);
      const items = articles(count, (index) => ({ id: index + 1 }));
      return directus('get', `={{ ({ collection: "${name}", id: $json.id }) }}`, items);
    },
    count: each,
  },
  updates: {
    run: async (count) => {
      const name = await collection();
      await fill(name, count);
      const items = articles(count, (index) => ({ id: index + 1 }));
      return directus(
        'update',
        `={{ ({ collection: "${name}", id: $json.id, data: { title: $json.title, body: $json.body } }) }}`,
        items,
      );
    },
    count: each,
  },
  upserts: {
    run: async (count) => {
      const name = await collection();
      await fill(name, count >> 1);
      const items = articles(count, (index) => ({ id: index + 1 }));
      return directus(
        'upsert',
        `={{ ({ collection: "${name}", data: { id: $json.id, title: $json.title, body: $json.body } }) }}`,
        items,
      );
    },
    count: each,
  },
  deletes: {
    run: async (count) => {
      const name = await collection();
      await fill(name, count);
      const items = articles(count, (index) => ({ id: index + 1 }));
      return directus('delete', `={{ ({ collection: "${name}", id: $json.id }) }}`, items);
    },
    count: each,
  },
  'rows to a file': {
    run: async (count) => {
      const name = await collection();
      await fill(name, count);
      const run = directus('exportToFile', JSON.stringify({ collection: name, format: 'csv' }));
      return { ...run, parameters: { ...run.parameters, returnAll: true, binaryPropertyName: 'data' } };
    },
    count: ([item]) => Number(item?.json.rows ?? 0),
  },
  'users created': { run: people, count: each },
  'users listed': {
    run: async (count) => {
      await runNode(await people(count));
      return await zitadel('listUsers', '{}', [{}], { returnAll: true });
    },
    count: each,
  },
};
