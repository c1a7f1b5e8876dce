import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeResult } from './engine';
import { loadNode } from './package';
import { rowsOf } from './results';
import { testServers, type DirectusServer } from './servers';

/** A Directus that tests run against. */
export type ServerName = 'directus' | 'directus12' | 'directus10';

/** One of them, or a Directus that a test started itself. */
export type Target = ServerName | Pick<DirectusServer, 'url' | 'adminToken'>;

function serverOf(target: Target): Pick<DirectusServer, 'url' | 'adminToken'> {
  return typeof target === 'string' ? testServers()[target] : target;
}

/** An operation of the Directus node and how it is called. */
export interface OperationCall {
  resource: string;
  operation: string;
  /** The request as JSON. */
  json?: IDataObject;
  /** The request, filled into the form's fields. */
  fields?: INodeParameters;
  /** Parameters that are no part of the request. */
  settings?: INodeParameters;
  items?: IDataObject[];
  /** Binary fields of the input items, in their order. */
  binary?: IBinaryKeyData[];
  continueOnFail?: boolean;
  credential?: IDataObject;
  /** The latest unless given. */
  server?: Target;
}

/** Runs an operation in n8n's engine. */
export async function callOperation(call: OperationCall): Promise<NodeResult> {
  const { resource, operation, json, fields, settings, server = 'directus12' } = call;
  const { url, adminToken: token } = serverOf(server);
  const request = json === undefined ? fields : { specifyBody: 'json', jsonBody: JSON.stringify(json) };
  return await runNode({
    node: 'directus',
    parameters: { resource, operation, ...request, ...settings },
    credential: { url, token, ...call.credential },
    items: call.items,
    binary: call.binary,
    continueOnFail: call.continueOnFail,
  });
}

/** Runs an operation with its request as JSON, and gives the rows it put out. */
export async function rowsOfCall(
  resource: string,
  operation: string,
  json: IDataObject = {},
  more: Partial<OperationCall> = {},
): Promise<IDataObject[]> {
  return rowsOf(await callOperation({ resource, operation, json, ...more }));
}

/** As `rowsOfCall`, for an operation that puts out one row. */
export async function rowOfCall(
  resource: string,
  operation: string,
  json: IDataObject = {},
  more: Partial<OperationCall> = {},
): Promise<IDataObject> {
  const rows = await rowsOfCall(resource, operation, json, more);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`expected one row, got ${rows.length}`);
  return row;
}

/** What Directus answered beside the node. */
export interface Answer {
  status: number;
  data: unknown;
  text: string;
  code?: string;
}

/** Asks a Directus beside the node, as its administrator unless a token is given. */
export async function ask(
  method: string,
  path: string,
  body?: unknown,
  server: Target = 'directus12',
  token: string = serverOf(server).adminToken,
): Promise<Answer> {
  const response = await fetch(serverOf(server).url + path, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      // A kept connection may have been closed by the server while a test file was being loaded.
      connection: 'close',
      ...(token !== '' && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
  const parsed = (isJson ? JSON.parse(text) : {}) as {
    data?: unknown;
    errors?: Array<{ extensions?: { code?: string } }>;
  };
  return { status: response.status, data: parsed.data, text, code: parsed.errors?.[0]?.extensions?.code };
}

/** Has Directus make or change something for a test. Throws where it refuses. */
export async function arrange<Made = IDataObject>(
  method: string,
  path: string,
  body?: unknown,
  server: Target = 'directus12',
): Promise<Made> {
  const answer = await ask(method, path, body, server);
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
  return answer.data as Made;
}

/** Every operation of the node, as `resource.operation`. */
export function allOperations(): string[] {
  const { properties } = loadNode('Directus').description;
  return properties
    .filter(({ name }) => name === 'operation')
    .flatMap(({ options = [], displayOptions }) => {
      const resource = String(displayOptions?.show?.resource?.[0]);
      return options.map((option) => `${resource}.${'value' in option ? String(option.value) : ''}`);
    });
}
