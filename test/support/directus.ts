import { request } from 'node:http';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeResult } from './engine';
import { testServers } from './servers';
import { unique } from './unique';

/** A call of the Directus node. */
export interface DirectusRun {
  /** "users" unless given. */
  resource?: string;
  operation: string;
  /** The request, filled into the form's fields. */
  fields?: INodeParameters;
  /** The request as JSON: an object, or text. */
  json?: IDataObject | string;
  /** Parameters that are no part of the request: "options", "returnAll", "limit", "actAs", ... */
  settings?: INodeParameters;
  /** The admin's token unless given. */
  token?: string;
  /** Other fields of the credential. */
  credential?: IDataObject;
  items?: IDataObject[];
  continueOnFail?: boolean;
}

/** Runs the Directus node against the Directus of this test run. */
export async function runDirectus(run: DirectusRun): Promise<NodeResult> {
  const { url, adminToken } = testServers().directus;
  const { resource = 'users', operation, fields, json, settings, items, continueOnFail } = run;
  const jsonBody = typeof json === 'string' ? json : JSON.stringify(json);
  return await runNode({
    node: 'directus',
    parameters: {
      resource,
      operation,
      ...(json === undefined ? fields : { specifyBody: 'json', jsonBody }),
      ...settings,
    },
    credential: { url, token: run.token ?? adminToken, ...run.credential },
    items,
    continueOnFail,
  });
}

/** What Directus answered to a request of the tests' own. */
export interface DirectusAnswer {
  status: number;
  data: unknown;
  code?: string;
}

/** Asks Directus beside the node, to prepare and to read back. As the administrator unless `token` says otherwise. */
export async function askDirectus(
  method: string,
  path: string,
  body?: unknown,
  token: string | undefined = testServers().directus.adminToken,
): Promise<DirectusAnswer> {
  const { url } = testServers().directus;
  const headers = {
    'content-type': 'application/json',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
  };
  const { status, text } = await send(url + path, { method, headers }, body);
  const { data, errors } = (text === '' ? {} : JSON.parse(text)) as {
    data?: unknown;
    errors?: Array<{ extensions?: { code?: string } }>;
  };
  return { status, data, code: errors?.[0]?.extensions?.code };
}

/** Sends a request over a connection of its own, which no server can close between two requests. */
function send(
  url: string,
  options: { method: string; headers: Record<string, string> },
  body: unknown,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const content = body === undefined ? '' : JSON.stringify(body);
    // Node sends no length with DELETE by itself, and the body would be lost.
    const headers = { ...options.headers, 'content-length': Buffer.byteLength(content) };
    const sent = request(url, { ...options, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}

/** A user of Directus as the tests made it. */
export interface Account {
  id: string;
  email: string;
  password: string;
  /** Static token. */
  token: string;
}

/** Makes users for the tests of a file, and deletes them when it ends. */
export class Accounts {
  private readonly ids = new Set<string>();

  constructor() {
    afterAll(async () => await this.deleteAll());
  }

  /** Makes a user without a role, which takes no seat. */
  async make(more: IDataObject = {}): Promise<Account> {
    const name = unique();
    const account = { email: `${name}@example.org`, password: `Pass-${name}`, token: `token-${name}` };
    const { status, data } = await askDirectus('POST', '/users', { ...account, ...more });
    if (status !== 200) throw new Error(`POST /users answered ${status}`);
    const { id } = data as { id: string };
    this.ids.add(id);
    return { ...account, id };
  }

  /** Makes a user without a role or a password, which is the quickest. */
  async makeWithoutPassword(more: IDataObject = {}): Promise<Account> {
    return await this.make({ password: undefined, ...more });
  }

  /** Makes an administrator. Takes a seat until deleted. */
  async makeAdministrator(more: IDataObject = {}): Promise<Account> {
    const { data } = await askDirectus('GET', '/users/me?fields=role');
    return await this.make({ role: (data as { role: string }).role, ...more });
  }

  /** Has users that a test made deleted at the end. */
  keep(...ids: string[]): void {
    for (const id of ids) this.ids.add(id);
  }

  /** Deletes what is left of the users made so far. */
  async deleteAll(): Promise<void> {
    const ids = [...this.ids];
    if (ids.length === 0) return;
    this.ids.clear();
    const query = { fields: ['id'], filter: { id: { _in: ids } }, limit: -1 };
    const { data } = await askDirectus('SEARCH', '/users', { query });
    const left = (data as Array<{ id: string }>).map(({ id }) => id);
    if (left.length === 0) return;
    const { status } = await askDirectus('DELETE', '/users', left);
    if (status !== 204) throw new Error(`DELETE /users answered ${status}`);
  }
}

/** A user as Directus has it; undefined where there is none. */
export async function readUser(id: string, fields = '*'): Promise<IDataObject | undefined> {
  const { status, data } = await askDirectus('GET', `/users/${id}?fields=${fields}`);
  return status === 200 ? (data as IDataObject) : undefined;
}

/** Whether a user has 2FA on. */
export async function hasSecondFactor(id: string): Promise<boolean> {
  const user = await readUser(id, 'tfa_secret');
  return typeof user?.tfa_secret === 'string';
}

/** How many users' e-mail addresses begin so. */
export async function countUsers(emailStart: string): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ email: { _starts_with: emailStart } }));
  const { data } = await askDirectus('GET', `/users?limit=-1&fields=id&filter=${filter}`);
  return (data as unknown[]).length;
}

/** Tries to sign in. Returns the refresh token, or Directus' code for why it did not work. */
export async function signIn(
  { email, password }: Pick<Account, 'email' | 'password'>,
  otp?: string,
): Promise<{ refreshToken?: string; code?: string }> {
  const { data, code } = await askDirectus('POST', '/auth/login', { email, password, otp, mode: 'json' }, '');
  return { refreshToken: (data as { refresh_token?: string } | undefined)?.refresh_token, code };
}
