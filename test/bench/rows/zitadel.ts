import type { INodeParameters } from 'n8n-workflow';

import type { Row, Step } from '../row';
import type { Setting } from '../setting';
import { httpRequest, PACKAGE, reference } from '../steps';

type Transport = 'grpc' | 'http';
type Door = 'zitadel' | 'zitadelAtOnce';

const TRANSPORTS: Record<Transport, string> = { grpc: 'gRPC', http: 'HTTP/JSON' };
const AT_ONCE = 'no delay added';

/** Our node's step: a method of the user service, its request as JSON. */
function zitadel(
  door: Door,
  transport: Transport,
  operation: string,
  jsonBody: string,
  options: INodeParameters = {},
) {
  return ({ credentials }: Setting): Step => ({
    type: `${PACKAGE}.zitadel`,
    typeVersion: 1,
    parameters: { resource: 'UserService', operation, specifyBody: 'json', jsonBody, options },
    credentials: { zitadelApi: reference(credentials[door][transport]) },
  });
}

/** The HTTP Request node's step: the REST form of the method. */
function http(door: Door, method: string, path: string, jsonBody?: string) {
  return ({ credentials, doors, instanceHeaders }: Setting): Step =>
    httpRequest(credentials.zitadelHeader, method, doors[door].url + path, jsonBody, instanceHeaders);
}

function gets(
  door: Door,
  transport: Transport,
  options: INodeParameters = {},
): Pick<Row, 'door' | 'input' | 'ours' | 'theirs'> {
  return {
    door,
    input: async ({ people }, count) => await people.some(count),
    ours: zitadel(door, transport, 'getUserByID', '={{ { userId: $json.userId } }}', options),
    theirs: http(door, 'GET', '/v2/users/{{ $json.userId }}'),
  };
}

function creates(transport: Transport): Row {
  return {
    work: `addHumanUser, ${TRANSPORTS[transport]}`,
    items: 200,
    limit: 0.7,
    door: 'zitadel',
    input: async ({ people }, count) => await Promise.resolve(people.drafts(count)),
    ours: zitadel('zitadel', transport, 'addHumanUser', '={{ $json }}'),
    theirs: http('zitadel', 'POST', '/v2/users/human', '={{ $json }}'),
    undo: async ({ people }, output) => await people.remove(output.map(({ userId }) => String(userId))),
  };
}

/** The work on Zitadel. */
export const zitadelRows: readonly Row[] = [
  { work: 'getUserByID, gRPC', items: 500, limit: 0.6, ...gets('zitadel', 'grpc') },
  { work: 'getUserByID, HTTP/JSON', items: 500, limit: 0.6, ...gets('zitadel', 'http') },
  {
    work: 'getUserByID, gRPC, readInBatches',
    items: 500,
    limit: 0.12,
    ...gets('zitadel', 'grpc', { readInBatches: true }),
  },
  creates('grpc'),
  creates('http'),
  {
    work: 'times one getUserByID, gRPC, warm',
    items: 50,
    limit: 1.1,
    oneByOne: true,
    ...gets('zitadel', 'grpc'),
  },
  { work: `getUserByID, gRPC, ${AT_ONCE}`, items: 500, ...gets('zitadelAtOnce', 'grpc') },
  { work: `getUserByID, HTTP/JSON, ${AT_ONCE}`, items: 500, ...gets('zitadelAtOnce', 'http') },
  {
    work: `getUserByID, gRPC, readInBatches, ${AT_ONCE}`,
    items: 500,
    ...gets('zitadelAtOnce', 'grpc', { readInBatches: true }),
  },
];
