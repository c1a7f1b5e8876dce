import type { INodeParameters } from 'n8n-workflow';

import type { Row, Step } from '../row';
import type { Setting } from '../setting';
import { httpRequest, PACKAGE, reference } from '../steps';

type Door = 'directus' | 'directusTls';

const COLLECTION = 'articles';

/** Our node's step: an operation on items, its request as JSON. */
function directus(door: Door, operation: string, jsonBody: string, options: INodeParameters = {}) {
  return ({ credentials }: Setting): Step => ({
    type: `${PACKAGE}.directus`,
    typeVersion: 1,
    parameters: { resource: 'items', operation, specifyBody: 'json', jsonBody, options },
    credentials: { directusApi: reference(credentials[door]) },
  });
}

/** The HTTP Request node's step: the route that one item takes. */
function http(door: Door, method: string, path: string, jsonBody?: string) {
  return ({ credentials, doors }: Setting): Step =>
    httpRequest(
      credentials.directusHeader,
      method,
      `${doors[door].url}/items/${COLLECTION}${path}`,
      jsonBody,
    );
}

const CREATE = `={{ { collection: "${COLLECTION}", data: $json } }}`;
const BY_ID = `={{ { collection: "${COLLECTION}", id: $json.id } }}`;
const UPDATE = `={{ { collection: "${COLLECTION}", id: $json.id, data: { title: $json.title } } }}`;
const ID = '/{{ $json.id }}';

const existing: Row['input'] = async ({ articles }, count) => await articles.some(count);

/** Reads by id; the rows differ in the way they take. */
function gets(door: Door, options: INodeParameters = {}): Pick<Row, 'door' | 'input' | 'ours' | 'theirs'> {
  return {
    door,
    input: existing,
    ours: directus(door, 'get', BY_ID, options),
    theirs: http(door, 'GET', ID),
  };
}

/** The work on Directus. */
export const directusRows: readonly Row[] = [
  {
    work: 'creates on Directus',
    items: 200,
    limit: 0.18,
    door: 'directus',
    input: async ({ articles }, count) => await Promise.resolve(articles.drafts(count)),
    ours: directus('directus', 'create', CREATE),
    theirs: http('directus', 'POST', '', '={{ $json }}'),
    undo: async ({ articles }) => await articles.clear(),
  },
  {
    work: 'updates on Directus',
    items: 200,
    limit: 0.18,
    door: 'directus',
    input: async ({ articles }, count) => await articles.renamed(count),
    ours: directus('directus', 'update', UPDATE),
    theirs: http('directus', 'PATCH', ID, '={{ { title: $json.title } }}'),
  },
  {
    work: 'deletes on Directus',
    items: 200,
    limit: 0.18,
    door: 'directus',
    input: existing,
    ours: directus('directus', 'delete', BY_ID),
    theirs: http('directus', 'DELETE', ID),
    undo: async ({ articles }) => await articles.clear(),
  },
  { work: 'gets by id on Directus', items: 200, limit: 0.12, ...gets('directus') },
  { work: 'gets by id on Directus, each on its own', items: 200, ...gets('directus', { batchSize: 1 }) },
  {
    work: 'gets over TLS, 20 ms round trip',
    items: 100,
    limit: 0.15,
    mostConnections: 10,
    ...gets('directusTls'),
  },
  {
    work: 'gets over TLS, 20 ms round trip, each on its own',
    items: 100,
    mostConnections: 10,
    ...gets('directusTls', { batchSize: 1 }),
  },
  { work: 'times one get on Directus, warm', items: 50, limit: 1.1, oneByOne: true, ...gets('directus') },
];
