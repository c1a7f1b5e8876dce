import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { errorOf } from '../support/results';
import { testServers } from '../support/servers';
import { People, runZitadel, TRANSPORTS } from '../support/zitadel';

const people = new People();

/** What asks for a request or a filter, and gets nothing of the item `{}`. */
const ASKED: Array<[what: string, service: string, parameters: INodeParameters]> = [
  ['a request', 'UserService', { specifyBody: 'json', jsonBody: '={{ $json.missing }}' }],
  ['a request that is null', 'UserService', { specifyBody: 'json', jsonBody: '={{ null }}' }],
  ['a request that is no JSON', 'UserService', { specifyBody: 'json', jsonBody: '={{ "everybody" }}' }],
  ['a request of undefined', 'UserService', { specifyBody: 'json', jsonBody: '={{ "undefined" }}' }],
  [
    'filters that are null in a request',
    'UserService',
    { specifyBody: 'json', jsonBody: '={{ ({queries: null}) }}' },
  ],
  ['filters', 'UserService', { queries: '={{ $json.missing }}' }],
  ['filters that are no JSON', 'UserService', { queries: '={{ "all" }}' }],
  ['filters where others are asked for', 'UserService', { additionalFields: { queries: '={{ "all" }}' } }],
  [
    'the value of a filter',
    'UserService',
    {
      queriesUi: {
        emailQuery: [{ method: 'TEXT_QUERY_METHOD_CONTAINS', emailAddress: '={{ $json.missing }}' }],
      },
    },
  ],
  [
    'the filters of a mapper',
    'ManagementService',
    {
      requestFields: {
        mappingMode: 'defineBelow',
        value: { queries: '={{ $json.missing }}' },
        schema: [{ id: 'queries', type: 'array' }],
      },
    },
  ],
];

describe.each(TRANSPORTS)('an expression that gives nothing over %s', (transport) => {
  beforeAll(async () => {
    await people.make();
  });

  test.each(ASKED)('is an error in place of %s', async (_, service, settings) => {
    const run = { service, operation: 'listUsers', transport, settings: { ...settings, returnAll: true } };
    const error = errorOf(await runZitadel(run));
    expect(error.message).toMatch(/nothing|null|empty|malformed/);
  });
});

test.each<[string, INodeParameters]>([
  ['a request', { specifyBody: 'json', jsonBody: '={{ $json.missing }}' }],
  ['a filter in a request', { specifyBody: 'json', jsonBody: '={{ ({ query: { filter: null } }) }}' }],
  ['a filter', { filter: '={{ $json.missing }}' }],
  ['a filter inside a query', { query: { filter: '={{ $json.missing }}' } }],
  ['a filter that is no JSON', { filter: '={{ "all" }}' }],
])('an expression that gives nothing in Directus is an error in place of %s', async (_, parameters) => {
  const { url, adminToken } = testServers().directus;
  const result = await runNode({
    node: 'directus',
    parameters: { resource: 'users', operation: 'list', returnAll: true, ...parameters },
    credential: { url, authentication: 'token', token: adminToken },
  });
  expect(errorOf(result).message).toMatch(/nothing|null|empty|malformed/);
});
