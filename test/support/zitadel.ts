import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { withPerson, type Actors } from '../recordings/actors';
import { ask, textAt } from '../recordings/admin-api';
import type { Json } from '../recordings/recording';
import type { TestServer } from '../recordings/server';
import { runNode, type NodeResult } from './engine';
import { testServers } from './servers';
import { unique } from './unique';

export const TRANSPORTS = ['grpc', 'http'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** A call of the Zitadel node. */
export interface ZitadelRun {
  /** "UserService" unless given. */
  service?: string;
  operation: string;
  /** The request, filled into the form's fields. */
  fields?: INodeParameters;
  /** The request as JSON: an object, or text. */
  json?: IDataObject | string;
  /** Parameters that are no part of the request: "options", "returnAll", "limit". */
  settings?: INodeParameters;
  transport?: Transport;
  /** The admin's token unless given. */
  token?: string;
  /** Other fields of the credential. */
  credential?: IDataObject;
  items?: IDataObject[];
  continueOnFail?: boolean;
  /** How often n8n runs the node while it fails. */
  tries?: number;
}

/** Runs the Zitadel node against the Zitadel of this test run. */
export async function runZitadel(run: ZitadelRun): Promise<NodeResult> {
  const { url, token } = testServers().zitadel;
  const { service = 'UserService', operation, fields, json, settings, items, continueOnFail, tries } = run;
  const jsonBody = typeof json === 'string' ? json : JSON.stringify(json);
  return await runNode({
    node: 'zitadel',
    parameters: {
      resource: service,
      operation,
      ...(json === undefined ? fields : { specifyBody: 'json', jsonBody }),
      ...settings,
    },
    credential: {
      url,
      authentication: 'personalAccessToken',
      token: run.token ?? token,
      transport: run.transport ?? 'grpc',
      ...run.credential,
    },
    items,
    continueOnFail,
    tries,
  });
}

/** The Zitadel of this test run, for preparations and for reading back. */
export function zitadelServer(): TestServer {
  const { url, token } = testServers().zitadel;
  const lags = process.env.ZITADEL_URL !== undefined;
  return { url: url.replace(/\/$/, ''), token, lags, stop: () => Promise.resolve() };
}

/** What identifies the user of the admin token. */
export async function adminIds(): Promise<{ adminId: string; orgId: string }> {
  const me = await ask(zitadelServer(), 'GET', '/auth/v1/users/me');
  return {
    adminId: textAt(me, 'user', 'id'),
    orgId: textAt(me, 'user', 'details', 'resourceOwner'),
  };
}

/** Makes people for the tests of a file, and deletes them when it ends. */
export class People {
  private readonly ids: string[] = [];

  constructor() {
    afterAll(async () => await this.deleteAll());
  }

  /** Makes a person. Returns the user ID. */
  async make(): Promise<string> {
    const { orgId } = await adminIds();
    const username = unique();
    const human = {
      profile: { givenName: 'Ada', familyName: 'Lovelace' },
      email: { email: `${username}@example.org`, isVerified: true },
    };
    const reply = await ask(zitadelServer(), 'POST', '/v2/users/new', {
      organizationId: orgId,
      username,
      human,
    });
    return this.keep(textAt(reply, 'id'));
  }

  /** Makes several people, one after the other. */
  async makeMany(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let made = 0; made < count; made++) ids.push(await this.make());
    return ids;
  }

  /** Makes a person and signs them in. */
  async makeSignedIn(): Promise<{ userId: string; token: string }> {
    const server = zitadelServer();
    const admin: Actors = { tokens: { admin: server.token }, values: await adminIds() };
    const { tokens, values } = await withPerson(server, admin, unique());
    return { userId: this.keep(values.userId ?? ''), token: tokens.person ?? '' };
  }

  /** Has a user that a test made deleted at the end. */
  keep(id: string): string {
    this.ids.push(id);
    return id;
  }

  private async deleteAll(): Promise<void> {
    for (const id of this.ids) await deleteUser(id);
  }
}

/** Deletes a user; one that is gone already is no fault. */
export async function deleteUser(id: string): Promise<void> {
  await ask(zitadelServer(), 'DELETE', `/v2/users/${id}`).catch(() => undefined);
}

/** How a user can sign in, as Zitadel's REST API tells. */
export async function methodTypes(userId: string): Promise<string[]> {
  const reply = await ask(zitadelServer(), 'GET', `/v2/users/${userId}/authentication_methods`);
  const { authMethodTypes = [] } = reply as { authMethodTypes?: string[] };
  return authMethodTypes;
}

/** Whether a user exists, as Zitadel's REST API tells. */
export async function userExists(userId: string): Promise<boolean> {
  const found = (): Promise<Json> => ask(zitadelServer(), 'GET', `/v2/users/${userId}`);
  return await found().then(
    () => true,
    () => false,
  );
}
