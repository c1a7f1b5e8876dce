import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Directus, type DirectusVersion, startDirectus } from '../../sandbox/directus';
import { arrange, ask, type Answer } from './directusOperations';
import { runNode, type NodeResult } from './engine';

/** A call of the node. */
export interface OwnRun {
  /** "items" unless given. */
  resource?: string;
  operation: string;
  /** The request as JSON; it is made of each input item without it. */
  json?: IDataObject | string;
  fields?: INodeParameters;
  settings?: INodeParameters;
  items?: IDataObject[];
  credential?: IDataObject;
  continueOnFail?: boolean;
  /** Time zone of the workflow. */
  timezone?: string;
  /** How often n8n runs the node while it fails. */
  tries?: number;
}

/** Where they keep their data. */
const database = process.env.DIRECTUS_DATABASE === 'postgres' ? 'postgres' : 'sqlite';

/** A Directus of a test file's own, with settings of its own. */
export class OwnDirectus {
  private directus: Directus | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-own-'));

  constructor(env: Record<string, string> = {}, version: DirectusVersion = '12') {
    beforeAll(async () => {
      this.directus = await startDirectus({ version, database, folder: this.folder, env });
    }, 120_000);
    afterAll(async () => {
      await this.directus?.stop();
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  get server(): Directus {
    if (this.directus === undefined) throw new Error('The server is not up yet');
    return this.directus;
  }

  /** Makes a collection; its key is an integer that the database makes unless the fields have another one. */
  async collection(
    name: string,
    fields: Array<{ field: string; type: string; meta?: IDataObject }>,
    key?: object,
  ): Promise<void> {
    const id = {
      field: 'id',
      type: 'integer',
      meta: {},
      schema: { is_primary_key: true, has_auto_increment: true },
    };
    await this.arrange('POST', '/collections', {
      collection: name,
      schema: {},
      meta: {},
      fields: [key ?? id, ...fields.map((field) => ({ meta: {}, schema: {}, ...field }))],
    });
  }

  async arrange<Made = IDataObject>(method: string, path: string, body?: unknown): Promise<Made> {
    return await arrange<Made>(method, path, body, this.server);
  }

  async ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
    return await ask(method, path, body, this.server, token);
  }

  /** The rows of a collection, read around every cache. */
  async rows(collection: string, query: IDataObject = {}): Promise<IDataObject[]> {
    const body = { query: { limit: -1, sort: ['id'], ...query } };
    return await this.arrange<IDataObject[]>('SEARCH', `/items/${collection}`, body);
  }

  /** Makes a user with a role of its own and what it may do. Returns its token. */
  async user(permissions: IDataObject[]): Promise<string> {
    const name = `n${Date.now()}${Math.floor(performance.now())}`;
    const policy = await this.arrange('POST', '/policies', { name, app_access: false, admin_access: false });
    for (const permission of permissions) {
      await this.arrange('POST', '/permissions', { fields: ['*'], ...permission, policy: policy.id });
    }
    const role = await this.arrange('POST', '/roles', { name });
    await this.arrange('POST', '/access', { role: role.id, policy: policy.id });
    await this.arrange('POST', '/users', { email: `${name}@example.org`, token: name, role: role.id });
    return name;
  }

  async run(run: OwnRun): Promise<NodeResult> {
    const {
      resource = 'items',
      operation,
      fields,
      settings,
      items,
      credential,
      continueOnFail,
      tries,
      timezone,
    } = run;
    const { json = fields === undefined ? '={{ JSON.stringify($json) }}' : undefined } = run;
    const jsonBody = typeof json === 'object' ? JSON.stringify(json) : json;
    return await runNode({
      node: 'directus',
      parameters: {
        resource,
        operation,
        ...(jsonBody === undefined ? fields : { specifyBody: 'json', jsonBody }),
        ...settings,
      },
      credential: { url: this.server.url, token: this.server.adminToken, ...credential },
      items,
      continueOnFail,
      timezone,
      tries,
    });
  }
}
