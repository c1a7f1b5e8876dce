import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { ask, callOperation } from '../../../../support/directusOperations';
import type { OfferedExtension } from '../../../../support/outside/marketplace';
import type { Outside } from '../../../../support/outside/outside';
import { errorOf } from '../../../../support/results';
import { callerOf, type Caller, type OutsideCase } from './case';

const unknown = randomUUID();
const refused = expect.objectContaining({ code: 'FORBIDDEN' }) as unknown;
const badInput = expect.objectContaining({ code: 'INVALID_INPUT' }) as unknown;

/** An extension of the marketplace that no other case has. */
function take({ marketplace }: Outside): OfferedExtension {
  const taken = marketplace.extensions.find(({ version }) => !marketplace.downloads.includes(version));
  if (taken === undefined) throw new Error('the marketplace has no more extensions');
  return taken;
}

async function install(outside: Outside): Promise<OfferedExtension> {
  const extension = take(outside);
  const body = { extension: extension.id, version: extension.version };
  await callerOf('extensions', outside).ask('POST', '/extensions/registry/install', body);
  return extension;
}

/** An extension as Directus has it. */
async function installed(caller: Caller, { id }: OfferedExtension): Promise<IDataObject | undefined> {
  const all = await caller.ask<IDataObject[]>('GET', '/extensions');
  return all.find((extension) => extension.id === id);
}

/** What the endpoint that an extension adds answers; undefined where Directus does not have it. */
async function greeting({ directus }: Outside, { name }: OfferedExtension): Promise<string | undefined> {
  const { status, text } = await ask('GET', `/${name}`, undefined, directus);
  return status === 200 ? text : undefined;
}

/** The marketplace. */
export const EXTENSION_CASES: OutsideCase[] = [
  {
    operation: 'listRegistry',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const names = outside.marketplace.extensions.map(({ name }) => name);
      const found = async (json: IDataObject, settings = {}): Promise<unknown[]> =>
        (await caller.rows('listRegistry', json, settings)).map(({ name }) => name);
      expect(await found({}, { returnAll: true })).toEqual(names);
      expect(await found({}, { limit: 3 })).toEqual(names.slice(0, 3));
      expect(await found({ query: { offset: 115, limit: -1 } })).toEqual(names.slice(115));
      expect(await found({ query: { search: 'greeting-11' } })).toEqual([names[11], ...names.slice(110)]);
      expect(await found({ query: { sort: 'recent', limit: 1 } })).toEqual(names.slice(-1));
      expect(await found({ query: { filter: { type: { _eq: 'layout' } } } })).toEqual([]);
      const form = { query: { search: 'greeting-7', type: '{"filter":{"type":{"_eq":"endpoint"}}}' } };
      const rows = await caller.form('listRegistry', form);
      expect(rows).toHaveLength(11);
      for (const query of [{ sort: 'name' }, { filter: { name: { _eq: 'x' } } }, { page: 2 }]) {
        expect(await caller.failure('listRegistry', { query })).toEqual(badInput);
      }
    },
  },
  {
    operation: 'getFromRegistry',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const { id, name, version } = take(outside);
      expect(await caller.row('getFromRegistry', { id })).toMatchObject({
        id,
        name,
        versions: [{ id: version }],
      });
      expect(await caller.failure('getFromRegistry', { id: 'x' })).toEqual(badInput);
      expect(await caller.failure('getFromRegistry', { id: unknown })).toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        description: expect.stringContaining('does not have this ID') as string,
      });
    },
  },
  {
    operation: 'getRegistryAccount',
    run: async (outside) => {
      const { publisher } = outside.marketplace;
      const row = await callerOf('extensions', outside).row('getRegistryAccount', { id: publisher.id });
      expect(row).toMatchObject(publisher);
    },
  },
  {
    operation: 'install',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const extension = take(outside);
      const data = { extension: extension.id, version: extension.version };
      expect(await caller.row('install', { data })).toEqual({ installed: true });
      expect(await installed(caller, extension)).toMatchObject({ schema: { name: extension.name } });
      expect(await greeting(outside, extension)).toBe(extension.name);
      expect(await caller.failure('install', { data })).toMatchObject({ code: 'RECORD_NOT_UNIQUE' });
      expect(await caller.failure('install', { data: { ...data, version: '../x' } })).toEqual(badInput);
      const other = { ...data, version: unknown };
      expect(await caller.failure('install', { data: other })).toMatchObject({
        code: 'FORBIDDEN',
        description: expect.stringContaining('this version') as string,
      });
    },
  },
  {
    operation: 'reinstall',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const extension = await install(outside);
      const downloads = (): number =>
        outside.marketplace.downloads.filter((version) => version === extension.version).length;
      expect(downloads()).toBe(1);
      expect(await caller.row('reinstall', { data: { extension: extension.id } })).toEqual({
        reinstalled: true,
      });
      expect(downloads()).toBe(2);
      expect(await greeting(outside, extension)).toBe(extension.name);
      const data = { extension: unknown };
      expect(await caller.failure('reinstall', { data })).toEqual(refused);
      const old = {
        resource: 'extensions',
        operation: 'reinstall',
        json: { data },
        server: 'directus10',
      } as const;
      expect(errorOf(await callOperation(old)).message).toContain('Directus 10.10.4');
    },
  },
  {
    operation: 'uninstall',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const extension = await install(outside);
      expect(await greeting(outside, extension)).toBe(extension.name);
      expect(await caller.row('uninstall', { id: extension.id })).toEqual({ uninstalled: true });
      expect(await installed(caller, extension)).toBeUndefined();
      expect(await greeting(outside, extension)).toBeUndefined();
      expect(await caller.failure('uninstall', { id: extension.id })).toEqual(refused);
    },
  },
  {
    operation: 'update',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const extension = await install(outside);
      const { id } = extension;
      const off = await caller.row('update', { id, data: { meta: { enabled: false } } });
      expect(off).toMatchObject({ id, meta: { enabled: false } });
      expect(await installed(caller, extension)).toMatchObject({ meta: { enabled: false } });
      expect(await greeting(outside, extension)).toBeUndefined();
      const [on] = await caller.form('update', { id, meta: { enabled: true } });
      expect(on).toMatchObject({ meta: { enabled: true } });
      expect(await installed(caller, extension)).toMatchObject({ meta: { enabled: true } });
      expect(await greeting(outside, extension)).toBe(extension.name);
      const data = { meta: { enabled: true } };
      expect(await caller.failure('update', { id: unknown, data })).toEqual(refused);
      for (const meta of [{ enabled: 'yes' }, { enable: true }, {}]) {
        expect(await caller.failure('update', { id, data: { meta } })).toEqual(badInput);
      }
    },
  },
  {
    operation: 'delete',
    run: async (outside) => {
      const caller = callerOf('extensions', outside);
      const extension = await install(outside);
      expect(await caller.row('delete', { id: extension.id })).toEqual({ deleted: true });
      expect(await installed(caller, extension)).toBeUndefined();
      expect(await caller.failure('delete', { id: extension.id })).toEqual(refused);
    },
  },
];
