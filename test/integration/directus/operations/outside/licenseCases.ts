import type { IDataObject } from 'n8n-workflow';

import type { Plan } from '../../../../support/outside/licensing';
import type { Outside } from '../../../../support/outside/outside';
import { unique } from '../../../../support/unique';
import { callerOf, type Caller, type OutsideCase } from './case';

/** Brings Directus to a licence, or to none. */
async function begin(outside: Outside, plan?: Plan): Promise<Caller> {
  const caller = callerOf('license', outside);
  if (outside.licensing.active !== undefined) await caller.ask('DELETE', '/license');
  if (plan !== undefined) await caller.ask('POST', '/license', { license_key: plan.key });
  return caller;
}

async function licenseOf(caller: Caller): Promise<IDataObject> {
  return await caller.ask('GET', '/license');
}

async function makeFlow(caller: Caller): Promise<string> {
  const { id } = await caller.ask('POST', '/flows', { name: unique(), status: 'active', trigger: 'manual' });
  return String(id);
}

/** The licence server. */
export const LICENSE_CASES: OutsideCase[] = [
  {
    operation: 'activate',
    run: async (outside) => {
      const { licensing } = outside;
      const { key, name, limits } = licensing.plans.large;
      const caller = await begin(outside);
      expect(await licenseOf(caller)).toMatchObject({ name: 'Core', source: null });
      expect(await caller.failure('activate', { data: { license_key: 'unknown' } })).toMatchObject({
        code: 'LICENSE_INVALID',
        description: expect.stringContaining('licence key') as string,
      });
      expect(await caller.row('activate', { data: { license_key: key } })).toEqual({ activated: true });
      expect(await licenseOf(caller)).toMatchObject({
        name,
        source: 'settings',
        entitlements: { seats: { limit: limits.seats } },
      });
      expect(licensing.active).toBe(key);
      expect(await caller.failure('activate', { data: { license_key: key } })).toMatchObject({
        code: 'FORBIDDEN',
        description: expect.stringContaining('Use Update') as string,
      });
    },
  },
  {
    operation: 'update',
    run: async (outside) => {
      const { licensing } = outside;
      const { larger, large } = licensing.plans;
      const caller = await begin(outside, large);
      expect(await caller.row('update', { data: { license_key: larger.key } })).toEqual({ updated: true });
      expect(await licenseOf(caller)).toMatchObject({ name: larger.name });
      expect(licensing.active).toBe(larger.key);
    },
  },
  {
    operation: 'deactivate',
    run: async (outside) => {
      const caller = await begin(outside, outside.licensing.plans.large);
      expect(await caller.row('deactivate')).toEqual({ deactivated: true });
      expect(await licenseOf(caller)).toMatchObject({ name: 'Core', source: null });
      expect(outside.licensing.active).toBeUndefined();
      expect(await caller.failure('deactivate', {})).toMatchObject({
        code: 'FORBIDDEN',
        description: expect.stringContaining('activate a licence first') as string,
      });
    },
  },
  {
    operation: 'preview',
    run: async (outside) => {
      const { key, name } = outside.licensing.plans.small;
      const caller = await begin(outside);
      expect(await caller.row('preview', { data: { license_key: key } })).toMatchObject({ plan_name: name });
      expect(outside.licensing.active).toBeUndefined();
    },
  },
  {
    operation: 'getPortal',
    run: async (outside) => {
      const caller = await begin(outside, outside.licensing.plans.large);
      expect(await caller.row('getPortal')).toEqual({ url: outside.licensing.portal });
    },
  },
  {
    operation: 'listAddons',
    run: async (outside) => {
      const caller = await begin(outside, outside.licensing.plans.large);
      expect(await caller.rows('listAddons')).toEqual([
        { id: 'seats', name: 'Seats', max_quantity: 10, active_quantity: 0 },
      ]);
      await begin(outside);
      expect(await caller.failure('listAddons', {})).toMatchObject({
        code: 'FORBIDDEN',
        description: expect.stringContaining('activate a licence first') as string,
      });
    },
  },
  {
    operation: 'updateAddon',
    run: async (outside) => {
      const caller = await begin(outside, outside.licensing.plans.large);
      const call = { id: 'seats', data: { quantity: 2 } };
      expect(await caller.row('updateAddon', call)).toEqual({ updated: true });
      expect(await licenseOf(caller)).toMatchObject({ entitlements: { seats: { addon: 2 } } });
      expect(outside.licensing.extraSeats).toBe(2);
      expect(await caller.failure('updateAddon', { ...call, data: { quantity: '2' } })).toMatchObject({
        code: 'INVALID_INPUT',
      });
    },
  },
  {
    operation: 'deleteAddon',
    run: async (outside) => {
      const caller = await begin(outside, outside.licensing.plans.large);
      await caller.ask('PATCH', '/license/addons/seats', { quantity: 2 });
      expect(await caller.row('deleteAddon', { id: 'seats' })).toEqual({ deleted: true });
      expect(outside.licensing.extraSeats).toBe(0);
      expect(await caller.rows('listAddons')).toMatchObject([{ id: 'seats', active_quantity: 0 }]);
    },
  },
  {
    operation: 'getPendingResolution',
    run: async (outside) => {
      const caller = await begin(outside);
      const flow = await makeFlow(caller);
      const data = { license_key: outside.licensing.plans.small.key };
      const rows = await caller.rows('getPendingResolution', { data });
      expect(rows).toMatchObject([{ key: 'flows', limit: 0, candidates: [{ id: flow }] }]);
      expect(await caller.rows('getPendingResolution')).toEqual([]);
      await caller.ask('DELETE', `/flows/${flow}`);
    },
  },
  {
    operation: 'resolve',
    run: async (outside) => {
      const { large, small } = outside.licensing.plans;
      const caller = await begin(outside, large);
      const me = await caller.ask('GET', '/users/me');
      const flow = await makeFlow(caller);
      const user = await caller.ask('POST', '/users', { email: `${unique()}@example.org`, role: me.role });
      const provider = 'elsewhere';
      const stranger = await caller.ask('POST', '/users', { provider, external_identifier: unique() });
      const collection = unique();
      await caller.ask('POST', '/collections', { collection, schema: {}, meta: {} });
      await caller.ask('PATCH', '/license', { license_key: small.key });
      expect(await licenseOf(caller)).toMatchObject({ name: small.name, status: 'locked' });

      const data = { flows: [flow], seats: [user.id], collections: [collection] };
      for (const wrong of [{}, { flows: [] }, { flow: [flow] }, { flows: [unique()] }, { seats: [me.id] }]) {
        expect(await caller.failure('resolve', { data: wrong })).toMatchObject({ code: 'INVALID_INPUT' });
      }
      expect(await caller.failure('resolve', { data: { sso_enabled: false } })).toMatchObject({
        code: 'INVALID_INPUT',
      });
      expect(await caller.row('resolve', { data })).toEqual({ resolved: true });
      expect(await licenseOf(caller)).toMatchObject({ status: 'active' });
      expect(await caller.ask('GET', `/flows/${flow}`)).toMatchObject({ status: 'inactive' });
      const statusOf = async ({ id }: IDataObject): Promise<unknown> =>
        (await caller.ask('GET', `/users/${String(id)}`)).status;
      expect(await statusOf(user)).toBe('inactive-license');
      expect(await statusOf(stranger)).toBe('active');
      expect(await caller.ask('GET', `/collections/${collection}`)).toMatchObject({
        meta: { status: 'inactive' },
      });
      expect(await caller.form('resolve', { additionalFields: { sso_enabled: true } })).toEqual([
        { resolved: true },
      ]);
      expect(await statusOf(stranger)).toBe('inactive-license');
    },
  },
];
