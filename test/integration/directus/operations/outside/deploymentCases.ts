import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { eventually } from '../../../../support/eventually';
import type { Outside } from '../../../../support/outside/outside';
import type { Builder } from '../../../../support/outside/website';
import { callerOf, type Caller, type OutsideCase } from './case';

type Provider = keyof Outside['builders'];

/** A provider that is set up, and its stand-in. */
interface Setting {
  provider: Provider;
  caller: Caller;
  builder: Builder;
}

const badInput = expect.objectContaining({ code: 'INVALID_INPUT' }) as unknown;

/** A case that both providers must pass, each from the beginning. */
function withBoth(
  operation: string,
  run: (setting: Setting, outside: Outside) => Promise<void>,
  prepare: (setting: Setting) => Promise<unknown> = setUp,
): OutsideCase {
  return {
    operation,
    run: async (outside) => {
      for (const provider of ['netlify', 'vercel'] as const) {
        const caller = callerOf('deployments', outside);
        const setting = { provider, caller, builder: outside.builders[provider] };
        setting.builder.builds.length = 0;
        if ((await deploymentOf(setting)) !== undefined)
          await caller.ask('DELETE', `/deployments/${provider}`);
        await prepare(setting);
        await run(setting, outside);
      }
    },
  };
}

async function setUp({ provider, caller, builder }: Setting): Promise<void> {
  await caller.ask('POST', '/deployments', { provider, credentials: { access_token: builder.token } });
}

async function deploymentOf({ provider, caller }: Setting): Promise<IDataObject | undefined> {
  const all = await caller.ask<IDataObject[]>('GET', '/deployments');
  return all.find((deployment) => deployment.provider === provider);
}

/** Has Directus build the provider's site. Returns the project's ID in Directus. */
async function addProject({ provider, caller, builder }: Setting): Promise<string> {
  const create = [{ external_id: builder.site.id, name: builder.site.name }];
  const [project] = await caller.ask<IDataObject[]>('PATCH', `/deployments/${provider}/projects`, { create });
  return String(project?.id);
}

/** Starts a build. Returns the run's ID in Directus. */
async function startRun({ provider, caller }: Setting, project: string): Promise<string> {
  const run = await caller.ask('POST', `/deployments/${provider}/projects/${project}/deploy`, {});
  return String(run.id);
}

/** Who builds websites. */
export const DEPLOYMENT_CASES: OutsideCase[] = [
  withBoth(
    'create',
    async (setting) => {
      const { provider, caller, builder } = setting;
      const data = { provider, credentials: { access_token: 'wrong' } };
      expect(await caller.failure('create', { data })).toMatchObject({
        code: 'INVALID_PROVIDER_CONFIG',
        description: expect.stringContaining('access token') as string,
      });
      for (const credentials of [{ token: 'x' }, {}, 'x']) {
        expect(await caller.failure('create', { data: { provider, credentials } })).toEqual(badInput);
      }
      expect(await deploymentOf(setting)).toBeUndefined();
      const fields = { provider, credentials: { access_token: builder.token } };
      const [row] = await caller.form('create', fields);
      expect(row).toMatchObject({ provider });
      expect(JSON.stringify(row)).not.toContain(builder.token);
      expect(await deploymentOf(setting)).toMatchObject({ id: row?.id });
    },
    () => Promise.resolve(),
  ),
  withBoth('get', async (setting) => {
    const { provider, caller } = setting;
    const row = await caller.row('get', { provider, query: { fields: ['id', 'provider'] } });
    expect(row).toEqual({ id: (await deploymentOf(setting))?.id, provider });
    await caller.ask('DELETE', `/deployments/${provider}`);
    expect(await caller.failure('get', { provider })).toMatchObject({
      description: expect.stringContaining('use Create first') as string,
    });
  }),
  withBoth('update', async (setting, { gateway }) => {
    const { provider, caller } = setting;
    const options = { team_id: 'team', account_slug: 'acme' };
    expect(await caller.row('update', { provider, data: { options } })).toMatchObject({ provider, options });
    expect(await deploymentOf(setting)).toMatchObject({ options });
    await caller.ask('GET', `/deployments/${provider}/projects`);
    const { path, query } = gateway.requests.at(-1) ?? {};
    expect(`${path}?${JSON.stringify(query)}`).toMatch(/acme\/sites|"teamId":"team"/);
    expect(await caller.failure('update', { provider, data: { options: { team: 'x' } } })).toEqual(badInput);
    expect(await caller.failure('update', { provider, data: {} })).toEqual(badInput);
  }),
  withBoth('delete', async (setting) => {
    const { provider, caller } = setting;
    await addProject(setting);
    expect(await caller.row('delete', { provider })).toEqual({ deleted: true });
    expect(await deploymentOf(setting)).toBeUndefined();
  }),
  withBoth('listProjects', async (setting) => {
    const { provider, caller, builder } = setting;
    const site = { external_id: builder.site.id, name: builder.site.name, deployable: true };
    expect(await caller.rows('listProjects', { provider })).toMatchObject([{ ...site, id: null }]);
    const project = await addProject(setting);
    expect(await caller.rows('listProjects', { provider })).toMatchObject([{ ...site, id: project }]);
    const { token } = builder;
    builder.token = 'another';
    expect(await caller.failure('listProjects', { provider })).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      description: expect.stringContaining('access token that the deployment has') as string,
    });
    builder.token = token;
  }),
  withBoth('updateProjects', async (setting) => {
    const { provider, caller, builder } = setting;
    const { id, name } = builder.site;
    const projects = async (): Promise<unknown> =>
      (await caller.ask('GET', `/deployments/${provider}/dashboard`)).projects;
    const create = { project: [{ external_id: id, name }] };
    const [row, ...others] = await caller.form('updateProjects', { provider, additionalFields: { create } });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ external_id: id, name });
    expect(await projects()).toMatchObject([{ id: row?.id, external_id: id }]);
    const hooks = await eventually(
      () => Promise.resolve([...builder.hooks.values()]),
      ({ length }) => length > 0,
    );
    expect(hooks[0]).toContain(`/deployments/webhooks/${provider}`);

    expect(await caller.failure('updateProjects', { provider, data: { create: [{ id }] } })).toEqual(
      badInput,
    );
    expect(
      await caller.failure('updateProjects', { provider, data: { delete: [randomUUID()] } }),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    const data = { delete: [row?.id ?? ''] };
    expect(await caller.row('updateProjects', { provider, data })).toEqual({ updated: true });
    expect(await projects()).toEqual([]);
  }),
  withBoth('getProject', async (setting) => {
    const { provider, caller, builder } = setting;
    const id = await addProject(setting);
    const { id: external_id, name } = builder.site;
    expect(await caller.row('getProject', { provider, id })).toMatchObject({ id, external_id, name });
    const unknown = await caller.failure('getProject', { provider, id: randomUUID() });
    expect(unknown).toMatchObject({ code: 'FORBIDDEN' });
  }),
  withBoth('deploy', async (setting) => {
    const { provider, caller, builder } = setting;
    const id = await addProject(setting);
    const isVercel = provider === 'vercel';
    const quick = await caller.row('deploy', {
      provider,
      id,
      data: { preview: isVercel, clear_cache: false },
    });
    const real = await caller.row('deploy', { provider, id });
    expect([quick, real]).toMatchObject([
      { project: id, status: 'building', target: isVercel ? 'preview' : 'production' },
      { project: id, status: 'building', target: 'production' },
    ]);
    expect(builder.builds.map((build) => build.id)).toEqual([quick.external_id, real.external_id]);
    const [first, second] = builder.builds.map(({ asked }) => asked);
    if (isVercel) {
      expect(first).toEqual({
        query: {},
        body: expect.not.objectContaining({ target: 'production' }) as unknown,
      });
      expect(second).toMatchObject({ query: { forceNew: '1' }, body: { target: 'production' } });
    } else {
      expect([first?.query, second?.query]).toEqual([{}, { clear_cache: 'true' }]);
      expect(await caller.failure('deploy', { provider, id, data: { preview: true } })).toEqual(badInput);
    }
    const runs = await caller.ask('GET', `/deployments/${provider}/projects/${id}/runs`);
    expect(runs).toHaveLength(2);
    expect(await caller.failure('deploy', { provider, id, data: { preview: 'true' } })).toEqual(badInput);
  }),
  withBoth('listRuns', async (setting) => {
    const { provider, caller } = setting;
    const id = await addProject(setting);
    const started: string[] = [];
    for (let count = 0; count < 12; count++) started.unshift(await startRun(setting, id));
    const rows = await caller.rows('listRuns', { provider, id }, { returnAll: true });
    expect(rows.map((row) => row.id).sort()).toEqual([...started].sort());
    const newest = await caller.rows('listRuns', { provider, id }, { limit: 2 });
    expect(newest).toEqual(rows.slice(0, 2));
    expect(await caller.rows('listRuns', { provider, id, query: { offset: 11 } })).toEqual(rows.slice(11));
    expect(await caller.failure('listRuns', { provider, id, query: { sort: 'id' } })).toEqual(badInput);
  }),
  withBoth('getRunStats', async (setting) => {
    const { provider, caller } = setting;
    const id = await addProject(setting);
    await startRun(setting, id);
    expect(await caller.row('getRunStats', { provider, id, range: '1d' })).toMatchObject({
      total_deployments: 1,
    });
    expect(await caller.failure('getRunStats', { provider, id, range: 'week' })).toEqual(badInput);
  }),
  withBoth('getDashboard', async (setting) => {
    const { provider, caller } = setting;
    const id = await addProject(setting);
    await startRun(setting, id);
    expect(await caller.row('getDashboard', { provider, range: '7d' })).toMatchObject({
      projects: [{ id, latest_deployment: { status: 'building' } }],
      stats: { active_deployments: 1 },
    });
  }),
  withBoth('getRun', async (setting) => {
    const { provider, caller, builder } = setting;
    const id = await startRun(setting, await addProject(setting));
    // The log of a build that is under way may still be on its way to Directus.
    await caller.ask('POST', `/deployments/${provider}/runs/${id}/cancel`);
    const logs = builder.log.map((message) => expect.objectContaining({ message }) as unknown);
    expect(await caller.row('getRun', { provider, id })).toMatchObject({ id, status: 'canceled', logs });
    const since = { provider, id, since: 'yesterday' };
    expect(await caller.failure('getRun', since)).toEqual(badInput);
  }),
  withBoth('cancelRun', async (setting) => {
    const { provider, caller, builder } = setting;
    const project = await addProject(setting);
    const id = await startRun(setting, project);
    expect(await caller.row('cancelRun', { provider, id })).toMatchObject({ id, status: 'canceled' });
    expect(builder.builds).toMatchObject([{ state: 'canceled' }]);
    const runs = await caller.ask('GET', `/deployments/${provider}/projects/${project}/runs`);
    expect(runs).toMatchObject([{ id, status: 'canceled' }]);
  }),
];
